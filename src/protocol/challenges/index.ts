import { defineRoom } from "../kernel/room.ts";
import { answer } from "./answer.ts";
import { appeal } from "./appeal.ts";
import { challengesDue } from "./due.ts";
import { eraseReason } from "./erase-reason.ts";
import * as events from "./events.ts";
import { challengesFaults } from "./faults.ts";
import { challengeTexts } from "./held-texts.ts";
import { challengesGoOn, juriesAreFair, oneRunsAtATime, verdictsFollow } from "./invariants.ts";
import { judge } from "./judge.ts";
import { judgeAppeal } from "./judge-appeal.ts";
import { open } from "./open.ts";
import { support } from "./support.ts";
import { sharedView, togetherView } from "./together.ts";
import {
  accused,
  against,
  ballots,
  CHALLENGES,
  challenges as challengesTable,
  counters,
  due,
  engaged,
  juries,
  jurors,
  running,
  shelters,
  supporters,
  voices,
} from "./types.ts";
import { aboutView, answerView, challengeView, listView, tasksView, voiceView } from "./views.ts";
import { withdraw } from "./withdraw.ts";

/** Who must not be here: challenges, answers, juries by lot, appeals to everyone. */
export const challenges = defineRoom({
  name: "challenges",
  number: CHALLENGES,
  summary: "Who must not be here: others say why, they answer, and people drawn by lot judge.",
  tables: [
    counters,
    challengesTable,
    accused,
    against,
    running,
    supporters,
    engaged,
    jurors,
    juries,
    ballots,
    voices,
    due,
    shelters,
  ],
  actions: [open, support, withdraw, answer, judge, appeal, judgeAppeal, eraseReason],
  events: Object.values(events),
  views: [
    listView,
    challengeView,
    answerView,
    voiceView,
    aboutView,
    togetherView,
    sharedView,
    tasksView,
  ],
  faults: Object.values(challengesFaults),
  invariants: [challengesGoOn, oneRunsAtATime, juriesAreFair, verdictsFollow],
  refersTo: challengeTexts,
  due: challengesDue,
});

export { OPENING_PAUSE_DAYS, REST_DAYS } from "./engaging.ts";
export { challengesFaults } from "./faults.ts";
export { JURY_MEMBERS_MIN } from "./jury.ts";
export { GATHERING_DAYS, MEMBERS_MIN, SUPPORTERS_MIN } from "./open.ts";
export { isReadableReason } from "./readable-reason.ts";
export {
  ACCUSED_MAX,
  type Answers,
  accused as accusedTable,
  challenges as challengesTable,
} from "./types.ts";
export { type Count, countAnswers, everyonesVerdict, isTakenBack, juryVerdict } from "./verdict.ts";
