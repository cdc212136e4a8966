import { type Refusal, refuse } from "../kernel/fault.ts";
import { type ChallengeId, challengeId, type PersonId, personId } from "../kernel/ids.ts";
import { record } from "../kernel/schema.ts";
import type { Reader } from "../kernel/state.ts";
import { defineView } from "../kernel/view.ts";
import { memberCount } from "../membership/index.ts";
import { refusalToOpen, refusalToSupport } from "./engaging.ts";
import { challengesFaults as faults } from "./faults.ts";
import { hasJuries } from "./jury.ts";
import { refusalToChallenge } from "./naming.ts";
import { MEMBERS_MIN } from "./open.ts";
import { isParty, refusalToJudge, refusalToVote } from "./parties.ts";
import { outcomeWhy, stageSentence } from "./sentences.ts";
import { isReadable } from "./texts.ts";
import {
  accused,
  against,
  ballots,
  type Challenge,
  challenges,
  counters,
  due,
  jurors,
  openAppeals,
  openVotes,
  running,
  shelters,
  supporters,
  voices,
} from "./types.ts";

/** Challenges in the list at most: the newest. */
const LISTED_MAX = 200;

/** The newest challenges. */
export const listView = defineView({
  name: "challenges/list",
  summary: "The newest challenges: whom they name, and how far they have come.",
  visibility: "everyone",
  query: record({}),
  read({ state }) {
    const last = counters.get(state, [])?.challenges ?? 0;
    const listed: ReturnType<typeof summaryOf>[] = [];
    for (let at = last; at >= 1 && listed.length < LISTED_MAX; at -= 1) {
      const row = challenges.get(state, [at as ChallengeId]);
      if (row !== undefined) listed.push(summaryOf(state, at as ChallengeId, row));
    }
    return listed;
  },
});

function summaryOf(state: Reader, challenge: ChallengeId, row: Challenge) {
  const { by, voucher, stage, way, needed, openedAt, until } = row;
  const named = [...accused.entries(state, [challenge])].map(({ key, row: about }) => {
    return { person: key[1], outcome: about.outcome };
  });
  const sentence = stageSentence(row);
  const { supporters: supporting } = row;
  return {
    challenge,
    by,
    voucher,
    stage,
    way,
    needed,
    supporting,
    openedAt,
    until,
    named,
    sentence,
  };
}

/** One challenge, as a given person sees it. */
export const challengeView = defineView({
  name: "challenges/challenge",
  summary:
    "A challenge: the reason, who supports it, the answers, who judges, what came of it and why.",
  visibility: "everyone",
  hidden: {
    reason:
      "It tells who has judged, and what they say is closed to everyone until all are asked. It can be checked once that has ended.",
    isNow: ({ state, query }) => isBeingJudged(challenges.get(state, [query.challenge])),
  },
  query: record({ challenge: challengeId, person: personId }),
  read({ state, query: { challenge, person }, now }) {
    const row = challenges.get(state, [challenge]);
    if (row === undefined) return undefined;
    return {
      ...summaryOf(state, challenge, row),
      reason: row.reason,
      isReasonReadable: isReadable(state, row.reason),
      beganAt: row.beganAt,
      closesAt: row.closesAt,
      eligible: row.eligible,
      agreeing: row.agreeing,
      supportedBy: [...supporters.entries(state, [challenge])].map(({ key }) => key[1]),
      accused: [...accused.entries(state, [challenge])].map(({ key, row: named }) => {
        return { person: key[1], ...named, why: outcomeWhy(row, named) };
      }),
      jurors: [...jurors.entries(state, [challenge])].map(({ key, row: juror }) => {
        return { person: key[1], seat: juror.seat, hasAnswered: ballots.has(state, key) };
      }),
      answeredBy: answeredBy(state, challenge, row),
      ballots: row.stage === "voting" ? null : shown(state, challenge, ballots),
      voices: row.stage === "appealed" ? null : shown(state, challenge, voices),
      mine: whatIsMine(state, { challenge, person, now }, row),
    };
  },
});

/** Whether people judge it just now: until they have all been asked, nobody may see what they say. */
const isBeingJudged = (row: Challenge | undefined): boolean =>
  row?.stage === "voting" || row?.stage === "appealed";

function answeredBy(state: Reader, challenge: ChallengeId, { stage }: Challenge): PersonId[] {
  const given = stage === "appealed" ? voices : ballots;
  return [...given.entries(state, [challenge])].map(({ key }) => key[1]);
}

function shown(state: Reader, challenge: ChallengeId, given: typeof ballots) {
  return [...given.entries(state, [challenge])].map(({ key, row }) => {
    return { person: key[1], answers: row.answers };
  });
}

interface Asking {
  readonly challenge: ChallengeId;
  readonly person: PersonId;
  readonly now: number;
}

/** What the person who looks can do about a challenge. */
function whatIsMine(state: Reader, { challenge, person, now }: Asking, row: Challenge) {
  const named = accused.get(state, [challenge, person]);
  const { stage, by } = row;
  const isOver = stage === "over" || now >= row.until;
  const isIn = isParty(state, challenge, row, person);
  const mayAppeal =
    stage === "appealable" && named?.outcome === "confirmed" && named.appealedAt === 0;
  const isUndecided = named?.outcome === "open" || named?.outcome === "confirmed";
  return {
    isBy: person === by,
    isNamed: named !== undefined,
    isJuror: jurors.get(state, [challenge, person])?.seat === "sits",
    mayWithdraw: stage === "gathering" && person === by && !isOver,
    maySupport:
      stage === "gathering" &&
      !isOver &&
      !isIn &&
      refusalToJudge(state, challenge, { ...row, beganAt: now + 1 }, person) === undefined &&
      refusalToSupport(state, person, now) === undefined,
    mayAnswer: stage !== "over" && isUndecided,
    mayAppeal: mayAppeal && !isOver,
    mayErase: stage === "over" && named !== undefined && isReadable(state, row.reason),
    judges: judging(state, { challenge, person, now }, row),
  };
}

/** Whether the person judges now, and by which of the two actions; and why not. */
function judging(state: Reader, { challenge, person, now }: Asking, row: Challenge) {
  const { stage } = row;
  const isVoting = stage === "voting" && now < row.closesAt;
  const isAppeal = stage === "appealed" && now < row.until;
  if (!isVoting && !isAppeal) return { by: "nobody" as const, hasAnswered: false, refusal: null };
  const refusal = isVoting
    ? refusalToVote(state, challenge, row, person)
    : refusalToJudge(state, challenge, row, person);
  const hasAnswered = (isVoting ? ballots : voices).has(state, [challenge, person]);
  const by = isVoting ? ("judge" as const) : ("judge-appeal" as const);
  return {
    by: refusal === undefined ? by : ("nobody" as const),
    hasAnswered,
    refusal: told(refusal),
  };
}

function told(refusal: Refusal | undefined) {
  if (refusal === undefined) return null;
  const { code, sentence, remedy } = refusal.fault;
  return { code, sentence, remedy };
}

/** What somebody has answered so far, for themselves; for everyone once it has closed. */
export const answerView = defineView({
  name: "challenges/ballot",
  summary: "How a person judges a challenge; until it closes, for that person only.",
  visibility: {
    to: "author-until-closed",
    matter: openVotes,
    matterOf: ({ challenge }) => challenge,
    authorOf: ({ person }) => person,
  },
  query: record({ challenge: challengeId, person: personId }),
  read({ state, query: { challenge, person } }) {
    if (!challenges.has(state, [challenge])) return undefined;
    return { answers: ballots.get(state, [challenge, person])?.answers ?? null };
  },
});

/** What somebody has answered to an appeal so far, for themselves; for everyone once it has closed. */
export const voiceView = defineView({
  name: "challenges/voice",
  summary: "How a person answers an appeal; until it closes, for that person only.",
  visibility: {
    to: "author-until-closed",
    matter: openAppeals,
    matterOf: ({ challenge }) => challenge,
    authorOf: ({ person }) => person,
  },
  query: record({ challenge: challengeId, person: personId }),
  read({ state, query: { challenge, person } }) {
    if (!challenges.has(state, [challenge])) return undefined;
    return { answers: voices.get(state, [challenge, person])?.answers ?? null };
  },
});

/** What challenges there are against a person, and whether another can be opened. */
export const aboutView = defineView({
  name: "challenges/about",
  summary: "The challenges against a person, whether one runs, and until when none can be opened.",
  visibility: "everyone",
  query: record({ person: personId, viewer: personId }),
  read({ state, query: { person, viewer }, now }) {
    const isFew = memberCount(state) < MEMBERS_MIN;
    const refusal = isFew
      ? refuse(faults["too-few-members"])
      : (refusalToChallenge(state, person, now) ?? refusalToOpen(state, viewer, now));
    return {
      person,
      running: running.get(state, [person])?.challenge ?? 0,
      shelteredUntil: shelters.get(state, [person])?.until ?? 0,
      against: [...against.entries(state, [person])].map(({ key }) => key[1]),
      isPossible: person !== viewer && refusal === undefined,
      isJury: hasJuries(state),
      refusal: told(refusal),
    };
  },
});

/** Challenges about which a person has something to do now. */
export const tasksView = defineView({
  name: "challenges/tasks",
  summary: "The challenges that a person can judge, answer or appeal now.",
  visibility: "everyone",
  hidden: {
    reason:
      "It tells what this person has judged, which until the end is proved to nobody else. Sign in as this person, or wait for the end.",
    isNow: ({ state }) =>
      [...due.entries(state, [])].some(({ key }) => isBeingJudged(challenges.get(state, [key[1]]))),
  },
  query: record({ person: personId }),
  read({ state, query: { person }, now }) {
    const tasks = [];
    for (const { key } of due.entries(state, [])) {
      const challenge = key[1];
      const row = challenges.get(state, [challenge]);
      if (row === undefined) continue;
      const mine = whatIsMine(state, { challenge, person, now }, row);
      const task = taskOf(mine, accused.get(state, [challenge, person])?.answer);
      if (task === undefined) continue;
      const { until, closesAt, stage, way } = row;
      tasks.push({ challenge, task, stage, way, until: closesAt > now ? closesAt : until });
    }
    return tasks;
  },
});

function taskOf(mine: ReturnType<typeof whatIsMine>, answer: Uint8Array | undefined) {
  if (mine.judges.by !== "nobody") {
    return mine.judges.hasAnswered ? undefined : ("judge" as const);
  }
  if (mine.mayAppeal) return "appeal" as const;
  const isSilent = answer?.every((byte) => byte === 0) ?? false;
  return mine.mayAnswer && isSilent ? ("answer" as const) : undefined;
}
