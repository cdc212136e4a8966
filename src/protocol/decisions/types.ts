import { policyShape } from "../circles/index.ts";
import { decisionKind } from "../kernel/decision-kind.ts";
import { circleId, type DecisionId, decisionId, personId } from "../kernel/ids.ts";
import {
  blob,
  bytes32,
  choice,
  list,
  moment,
  record,
  salt,
  u8,
  u32,
  type ValueOf,
} from "../kernel/schema.ts";
import { part, table } from "../kernel/table.ts";
import { answersTo, type Matter } from "../kernel/visibility.ts";

/** The room's number: orders it, and numbers its faults, tags and tables. */
export const DECISIONS = 10;

/** What one decision may carry out at most. */
export const EFFECTS_MAX = 8;
/** Bytes of one effect's input at most. */
export const EFFECT_BYTES_MAX = 4096;
/** Texts that one effect names at most. */
export const EFFECT_TEXTS_MAX = 4;
/** Bytes of one ballot at most. */
export const BALLOT_BYTES_MAX = 64;
/** Options that a decision can be about at most. */
export const OPTIONS_MAX = 32;
/** Numbers that ballots add up to at most: one for each pair of options. */
export const COUNTS_MAX = 1024;
/** Proposals of one person that are open at once. */
export const OPEN_MAX = 3;

/** How far a decision has come. */
export const stage = choice([
  "open",
  "passed",
  "failed",
  "in-effect",
  "without-effect",
  "withdrawn",
]);

/** What a circle is to do, as bytes, if an option is chosen; 0: if the decision passes. */
export const effectShape = record({ option: u8, tag: u32, payload: blob(EFFECT_BYTES_MAX) });

const decisionRow = record({
  circle: circleId,
  kind: decisionKind,
  /** The number of the method, which it keeps. */
  method: u8,
  /** How many options there are; 0 where people say yes or no to one thing. */
  options: u8,
  text: bytes32,
  proposer: personId,
  policy: policyShape,
  policyHash: bytes32,
  /** People in the circle when it was opened. */
  eligible: u32,
  /** People of whom the quorum is a share: all of these, or who counts as awake. */
  quorumOf: u32,
  /** People who have to say yes at least, whatever the policy says. */
  leastYes: u32,
  openedAt: moment,
  closesAt: moment,
  effectAt: moment,
  stage,
  /** People who have answered so far. */
  answered: u32,
  /** What the ballots add up to, counted when voting ends; nothing until then. */
  counts: list(u32, COUNTS_MAX),
  effects: u8,
  /** Number of the fault that kept it without effect; 0 for none. */
  fault: u32,
});

/** A decision as it is in the table. */
export type Decision = ValueOf<typeof decisionRow>;

/** Counts what the room numbers. */
export const counters = table({
  id: 0x0a01,
  name: "decisions/counters",
  about: "How many decisions have ever been opened.",
  visibility: "everyone",
  key: [],
  row: record({ decisions: u32 }),
});

/** Decisions: what was proposed to whom, how it is decided, how far it has come. */
export const decisions = table({
  id: 0x0a02,
  name: "decisions/decisions",
  about:
    "A decision: its circle, kind and text, the policy and rolls it was opened with, its times and outcome.",
  visibility: "everyone",
  key: [part("decision", decisionId)],
  row: decisionRow,
});

/** What decisions do once they take effect. */
export const effects = table({
  id: 0x0a03,
  name: "decisions/effects",
  about: "An action that the circle carries out if the decision passes.",
  visibility: "everyone",
  key: [part("decision", decisionId), part("position", u8)],
  row: record({
    option: u8,
    tag: u32,
    payload: blob(EFFECT_BYTES_MAX),
    /** The texts that it names; held until the decision is over. */
    texts: list(bytes32, EFFECT_TEXTS_MAX),
  }),
});

/** Decisions are answered in secret while they are open. */
export const openDecisions: Matter = {
  name: "decisions/decision",
  isOpen: (state, decision) => decisions.get(state, [decision as DecisionId])?.stage === "open",
  *open(state) {
    for (const { key, row } of due.entries(state, [])) if (row.work === "close") yield key[1];
  },
};

/** Ballots: who answered what, in the bytes of the decision's method. */
export const ballots = table({
  id: 0x0a04,
  name: "decisions/ballots",
  about: "A person's last answer to a decision, and when they gave it.",
  visibility: answersTo(openDecisions),
  key: [part("decision", decisionId), part("person", personId)],
  row: record({ ballot: blob(BALLOT_BYTES_MAX), at: moment, salt }),
});

/** What time brings about. */
export const due = table({
  id: 0x0a05,
  name: "decisions/due",
  about: "At this moment a decision closes, or takes effect.",
  visibility: "everyone",
  key: [part("moment", moment), part("decision", decisionId)],
  row: record({ work: choice(["close", "take-effect"]) }),
});

/** How many of their proposals people have open. */
export const proposers = table({
  id: 0x0a06,
  name: "decisions/proposers",
  about: "How many proposals of a person are open.",
  visibility: "everyone",
  key: [part("person", personId)],
  row: record({ open: u8 }),
});

/** Who is to be heard before a decision takes effect, and what they answer. */
export const hearings = table({
  id: 0x0a07,
  name: "decisions/hearings",
  about:
    "Whom a decision would put out: the hash of their answer (zeros: none yet), and when they gave it.",
  visibility: "everyone",
  key: [part("decision", decisionId), part("person", personId)],
  row: record({ answer: bytes32, at: moment }),
});
