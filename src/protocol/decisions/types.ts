import { policyShape } from "../circles/index.ts";
import { decisionKind } from "../kernel/decision-kind.ts";
import { circleId, decisionId, personId } from "../kernel/ids.ts";
import { blob, bytes32, choice, moment, record, u8, u32, type ValueOf } from "../kernel/schema.ts";
import { part, table } from "../kernel/table.ts";

/** The room's number: orders it, and numbers its faults, tags and tables. */
export const DECISIONS = 10;

/** What one decision may carry out at most. */
export const EFFECTS_MAX = 8;
/** Bytes of one effect's input at most. */
export const EFFECT_BYTES_MAX = 4096;
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

/** What a person answers. */
export const answer = choice(["yes", "no", "abstain"]);

/** What a circle is to do, as bytes. */
export const effectShape = record({ tag: u32, payload: blob(EFFECT_BYTES_MAX) });

const decisionRow = record({
  circle: circleId,
  kind: decisionKind,
  text: bytes32,
  proposer: personId,
  policy: policyShape,
  policyHash: bytes32,
  /** People in the circle when it was opened. */
  eligible: u32,
  openedAt: moment,
  closesAt: moment,
  effectAt: moment,
  stage,
  /** People who have answered so far. */
  answered: u32,
  /** Counted when voting ends; 0 until then. */
  yes: u32,
  no: u32,
  abstain: u32,
  effects: u8,
  /** Number of the fault that kept it without effect; 0 for none. */
  fault: u32,
});

/** A decision as it stands in the table. */
export type Decision = ValueOf<typeof decisionRow>;

const tallyRow = record({ yes: u32, no: u32, abstain: u32 });

/** How answers add up. */
export type Tally = ValueOf<typeof tallyRow>;

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
    "A decision: its circle, kind and text, the policy it was opened with, its times and outcome.",
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
  row: effectShape,
});

/** Ballots: who answered what. */
export const ballots = table({
  id: 0x0a04,
  name: "decisions/ballots",
  about: "A person's last answer to a decision, and when they gave it.",
  visibility: "everyone",
  key: [part("decision", decisionId), part("person", personId)],
  row: record({ choice: answer, at: moment }),
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

/**
 * The running count of decisions that are open.
 *
 * Why: kept apart from the decision, so that nodes can keep it to themselves until voting ends.
 */
export const tallies = table({
  id: 0x0a07,
  name: "decisions/tallies",
  about: "How the answers to an open decision add up so far; gone when voting ends.",
  visibility: "everyone",
  key: [part("decision", decisionId)],
  row: tallyRow,
});
