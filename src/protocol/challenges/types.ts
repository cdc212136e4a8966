import { type ChallengeId, challengeId, personId } from "../kernel/ids.ts";
import {
  bytes32,
  choice,
  list,
  moment,
  record,
  salt,
  u8,
  u16,
  u32,
  type ValueOf,
} from "../kernel/schema.ts";
import { part, table } from "../kernel/table.ts";
import { answersTo, type Matter } from "../kernel/visibility.ts";

/** The room's number: orders it, and numbers its faults, tags and tables. */
export const CHALLENGES = 11;

/** People whom one challenge names at most. */
export const ACCUSED_MAX = 20;

/**
 * How far a challenge has come: it needs supporters; the accused have time to answer; the jury or
 * everyone answers; who is to go may call on everyone; everyone answers; it is over.
 */
export const stage = choice(["gathering", "hearing", "voting", "appealable", "appealed", "over"]);

/** Who answers: nobody yet, a jury drawn by lot, or everyone but the parties. */
export const way = choice(["none", "jury", "everyone"]);

const challengeRow = record({
  by: personId,
  reason: bytes32,
  /** The member by whose vouch all who are named are here; 0 for a single person. */
  voucher: personId,
  stage,
  way,
  accused: u8,
  needed: u32,
  supporters: u32,
  /** Members who are no party, when it had enough supporters. */
  eligible: u32,
  /** The running number of the jury's lot; 0 without one. */
  lot: u32,
  /** Places of the roll that have been drawn. */
  drawn: u32,
  jurors: u8,
  agreeing: u8,
  jurorDays: u16,
  days: u16,
  appealDays: u16,
  restDays: u16,
  pauseDays: u16,
  pauseAgainDays: u16,
  openedAt: moment,
  beganAt: moment,
  closesAt: moment,
  /** When it goes on; 0 once it is over. */
  until: moment,
  /** Until when anyone who opened and supported it rests. */
  restUntil: moment,
});

/** A challenge as it is in the table. */
export type Challenge = ValueOf<typeof challengeRow>;

/** Counts what the room numbers. */
export const counters = table({
  id: 0x0b01,
  name: "challenges/counters",
  about: "How many challenges have ever been opened.",
  visibility: "everyone",
  key: [],
  row: record({ challenges: u32 }),
});

/** Challenges: who says why that others must not be here, and how far it has come. */
export const challenges = table({
  id: 0x0b02,
  name: "challenges/challenges",
  about:
    "A challenge: by whom, the hash of the reason, by whose vouch the accused are here, how far it has come, who answers, the figures that held when it was opened, its times.",
  visibility: "everyone",
  key: [part("challenge", challengeId)],
  row: challengeRow,
});

/**
 * What came of it for one person: not yet known; they go; they belong here; too few agreed; it was
 * not looked at, since they were sheltered, or another challenge ran.
 */
export const outcome = choice(["open", "confirmed", "honest", "fallen", "passed-over"]);

const accusedRow = record({
  outcome,
  answer: bytes32,
  yes: u32,
  no: u32,
  neither: u32,
  appealedAt: moment,
  appealYes: u32,
  appealNo: u32,
  appealNeither: u32,
});

/** What is said and counted about one person. */
export type Accused = ValueOf<typeof accusedRow>;

/** The people whom challenges name. */
export const accused = table({
  id: 0x0b03,
  name: "challenges/accused",
  about:
    "A person whom a challenge names: what came of it, the hash of their answer (zeros: none), how many said that they must go or not, when they called on everyone (0: not) and what everyone said.",
  visibility: "everyone",
  key: [part("challenge", challengeId), part("person", personId)],
  row: accusedRow,
});

/** Challenges by the people whom they name. */
export const against = table({
  id: 0x0b04,
  name: "challenges/against",
  about: "A challenge that had enough supporters names a person.",
  visibility: "everyone",
  key: [part("person", personId), part("challenge", challengeId)],
  row: record({}),
});

/** The one challenge that runs against a person. */
export const running = table({
  id: 0x0b05,
  name: "challenges/running",
  about: "The challenge with enough supporters that runs against a person.",
  visibility: "everyone",
  key: [part("person", personId)],
  row: record({ challenge: challengeId }),
});

/** Who supports a challenge, besides anyone who opened it. */
export const supporters = table({
  id: 0x0b06,
  name: "challenges/supporters",
  about: "A member supports a challenge.",
  visibility: "everyone",
  key: [part("challenge", challengeId), part("person", personId)],
  row: record({}),
});

/** The challenge that a member opened or supported last. */
export const engaged = table({
  id: 0x0b07,
  name: "challenges/engaged",
  about:
    "The challenge that a member opened or supported last; when they opened one last (0: never).",
  visibility: "everyone",
  key: [part("person", personId)],
  row: record({ challenge: challengeId, openedAt: moment }),
});

/** Jurors, in the order of their numbers. */
export const jurors = table({
  id: 0x0b08,
  name: "challenges/jurors",
  about: "A member was drawn for a jury: whether they sit, or another came in their place.",
  visibility: "everyone",
  key: [part("challenge", challengeId), part("person", personId)],
  row: record({ seat: choice(["sits", "replaced"]) }),
});

/** The juries on which somebody sits now. */
export const juries = table({
  id: 0x0b09,
  name: "challenges/juries",
  about: "A member sits on a jury that has not answered yet.",
  visibility: "everyone",
  key: [part("person", personId), part("challenge", challengeId)],
  row: record({}),
});

/** One answer about each of the accused, in the order of their numbers: they must go, they belong here, neither. */
export const answersShape = list(choice(["yes", "no", "abstain"]), ACCUSED_MAX);

/** Answers about each of the accused. */
export type Answers = ValueOf<typeof answersShape>;

const ballotRow = record({ answers: answersShape, at: moment, salt });

function matter(name: string, during: Challenge["stage"]): Matter {
  return {
    name,
    isOpen: (state, number) => challenges.get(state, [number as ChallengeId])?.stage === during,
    *open(state) {
      for (const { key } of due.entries(state, [])) {
        if (challenges.get(state, [key[1]])?.stage === during) yield key[1];
      }
    },
  };
}

/** What a jury or everyone answers is secret until it closes. */
export const openVotes = matter("challenges/vote", "voting");
/** What everyone answers to an appeal is secret until it closes. */
export const openAppeals = matter("challenges/appeal", "appealed");

/** What jurors, or everyone, have answered. */
export const ballots = table({
  id: 0x0b0a,
  name: "challenges/ballots",
  about: "What a juror, or a member, answers about each of the accused, and when.",
  visibility: answersTo(openVotes),
  key: [part("challenge", challengeId), part("person", personId)],
  row: ballotRow,
});

/** What everyone has answered to an appeal. */
export const voices = table({
  id: 0x0b0b,
  name: "challenges/voices",
  about: "What a member answers about each of the accused after an appeal, and when.",
  visibility: answersTo(openAppeals),
  key: [part("challenge", challengeId), part("person", personId)],
  row: ballotRow,
});

/** What time brings about. */
export const due = table({
  id: 0x0b0c,
  name: "challenges/due",
  about: "At this moment a challenge goes on.",
  visibility: "everyone",
  key: [part("until", moment), part("challenge", challengeId)],
  row: record({}),
});

/** Until when people who were found to belong here are not challenged again. */
export const shelters = table({
  id: 0x0b0d,
  name: "challenges/shelters",
  about: "Somebody was found to belong here, and is not challenged again until a moment.",
  visibility: "everyone",
  key: [part("person", personId)],
  row: record({ until: moment }),
});
