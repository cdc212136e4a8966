import type { DecisionKind, Policy } from "#protocol/index.js";

/** An answer to a proposal. */
export type Answer = "yes" | "no" | "abstain";

/** A person's last answer, and the random bytes that they signed with it. */
export interface AuditedBallot {
  readonly answer: Answer;
  readonly salt: string;
}

/** Why somebody answers so, or that they do not say it; every answer writes it again. */
export interface AuditedReason {
  /** The name of the text, or what stands for none. */
  readonly text: string;
  readonly bytes: number;
  readonly at: number;
  readonly salt: string;
}

/** Stands for no text. */
export const NO_REASON = "00".repeat(32);

/** Reads an answer from its one byte; nothing for bytes that are none. */
export function answerIn(ballot: Uint8Array): Answer | undefined {
  const words: readonly Answer[] = ["yes", "no", "abstain"];
  return ballot.length === 1 ? words[ballot[0] ?? 3] : undefined;
}

/** What a decision brings about, as bytes. */
export interface EffectBytes {
  readonly tag: number;
  readonly payload: Uint8Array;
}

/** What a decision's effects ask for, beside the policy. */
export interface Asked {
  /** Those who count as awake, where all that is done makes deciding easier. */
  readonly awake: number | undefined;
  /** Whether a circle decides about itself. */
  readonly isOwn: boolean;
  /** Whether all of that takes something from one of its own people. */
  readonly isOfOne: boolean;
}

/** Works out the rolls of a decision, once it is known how many may answer. */
export function rollsOf({ awake, isOwn, isOfOne }: Asked, eligible: number) {
  const fifth = Math.ceil(eligible / 5);
  const quorumOf = awake === undefined ? eligible : Math.min(eligible, Math.max(awake, fifth));
  if (!isOwn) return { quorumOf, leastYes: 0 };
  if (eligible >= 5) return { quorumOf, leastYes: Math.ceil(eligible / 3) };
  return { quorumOf, leastYes: Math.max(1, Math.min(2, eligible - (isOfOne ? 1 : 0))) };
}

/** A decision in the auditor's own book: every ballot by itself, and no running counts. */
export interface AuditedDecision {
  readonly circle: number;
  readonly kind: DecisionKind;
  readonly proposer: number;
  readonly policy: Policy;
  /** Those whom the quorum is counted of: all in the circle, until the roll says who of them. */
  eligible: number;
  /** Those of whom a share has to say yes. */
  quorumOf: number;
  /** How many have to say yes at least. */
  leastYes: number;
  /** What the effects ask for, beside the policy. */
  readonly asked: Asked;
  /** Who would be put out, and may answer. */
  readonly heard: readonly number[];
  /** Those of them who may answer: not who came in at the very moment of the opening. */
  readonly voices: number;
  readonly openedAt: number;
  /** Later than first said where somebody who is to be heard was frozen. */
  closesAt: number;
  effectAt: number;
  readonly effects: readonly EffectBytes[];
  /** The proposal itself, and what its effects name. */
  readonly texts: readonly string[];
  readonly ballots: Map<number, AuditedBallot>;
  readonly reasons: Map<number, AuditedReason>;
  stage: "open" | "passed" | "failed" | "in-effect" | "without-effect" | "withdrawn";
}

/** The auditor's own book of decisions, by number. */
export type DecisionBook = Map<number, AuditedDecision>;

/** Counts ballots with one answer. */
export function countOf({ ballots }: AuditedDecision, answer: Answer): number {
  return [...ballots.values()].filter((given) => given.answer === answer).length;
}

/** Tells whether a decision is carried: enough of all say yes, and yes exceeds its share. */
export function isCarried(decision: AuditedDecision): boolean {
  const { quorum, majority } = decision.policy;
  const yes = countOf(decision, "yes");
  const no = countOf(decision, "no");
  const isEnough = yes * 10_000 >= decision.quorumOf * quorum && yes >= decision.leastYes;
  return isEnough && yes * majority.denominator > (yes + no) * majority.numerator;
}

/** The earliest decision that time moves on by `now`, the lower number first. */
export function nextMoved(book: DecisionBook, now: number): number | undefined {
  let found: { readonly at: number; readonly decision: number } | undefined;
  for (const [decision, row] of book) {
    const at = row.stage === "open" ? row.closesAt : row.effectAt;
    if ((row.stage !== "open" && row.stage !== "passed") || at > now) continue;
    if (found === undefined || at < found.at) found = { at, decision };
  }
  return found?.decision;
}
