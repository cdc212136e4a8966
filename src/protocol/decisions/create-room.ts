import { defineRoom } from "../kernel/room.ts";
import { answerHearing } from "./answer-hearing.ts";
import { castVoteBy } from "./cast-vote.ts";
import * as events from "./events.ts";
import { decisionsFaults } from "./faults.ts";
import { decisionTexts } from "./held-texts.ts";
import {
  ballotsAreInTime,
  countsEqualBallotsBy,
  dueMatchesStages,
  hearingsFollowEffects,
  outcomesFollowBy,
  proposersAreCounted,
} from "./invariants.ts";
import type { Methods } from "./methods/method.ts";
import { openBy } from "./open.ts";
import { decisionsDueBy } from "./outcome.ts";
import { recountViewBy } from "./recount-view.ts";
import {
  ballots,
  counters,
  DECISIONS,
  decisions as decisionsTable,
  due,
  effects,
  hearings,
  proposers,
} from "./types.ts";
import { answerViewBy, ballotsViewBy, decisionViewBy, listViewBy, termsView } from "./views.ts";
import { withdraw } from "./withdraw.ts";

/** Makes the room of decisions with these ways of deciding. */
export function createDecisions(methods: Methods) {
  return defineRoom({
    name: "decisions",
    number: DECISIONS,
    summary: "How circles decide: proposals, votes, outcomes, and what they bring about.",
    tables: [counters, decisionsTable, effects, ballots, due, proposers, hearings],
    actions: [openBy(methods), castVoteBy(methods), withdraw, answerHearing],
    events: Object.values(events),
    views: [
      listViewBy(methods),
      decisionViewBy(methods),
      ballotsViewBy(methods),
      answerViewBy(methods),
      recountViewBy(methods),
      termsView,
    ],
    faults: Object.values(decisionsFaults),
    invariants: [
      countsEqualBallotsBy(methods),
      ballotsAreInTime,
      dueMatchesStages,
      outcomesFollowBy(methods),
      proposersAreCounted,
      hearingsFollowEffects,
    ],
    refersTo: decisionTexts,
    due: decisionsDueBy(methods),
  });
}
