import type { DecisionKind } from "../kernel/decision-kind.ts";
import { durationText, percentText } from "../kernel/figures.ts";
import { moment, record, u8, u16 } from "../kernel/schema.ts";
import { DAY } from "../kernel/time.ts";

/** How a circle decides matters of one kind. */
export interface Policy {
  /** Share of all who may vote that must say yes, in basis points. */
  readonly quorum: number;
  /** Share of all yes and no that must be exceeded by yes. */
  readonly majority: { readonly numerator: number; readonly denominator: number };
  /** How long people may vote, in milliseconds. */
  readonly votingMs: number;
  /** How long a passed decision waits before it takes effect, in milliseconds. */
  readonly delayMs: number;
}

/** The bytes of a policy; their hash is frozen with each decision. */
export const policyShape = record({
  quorum: u16,
  majority: record({ numerator: u8, denominator: u8 }),
  votingMs: moment,
  delayMs: moment,
});

/** The policies with which the circle of everyone starts. */
export const defaultPolicies: { readonly [K in DecisionKind]: Policy } = {
  rule: policy(2000, [3, 5], 21, 30),
  article: policy(2000, [3, 5], 21, 30),
  role: policy(1000, [1, 2], 7, 3),
  circle: policy(1000, [1, 2], 7, 7),
  statement: policy(1000, [1, 2], 7, 0),
};

function policy(
  quorum: number,
  [numerator, denominator]: readonly [number, number],
  votingDays: number,
  delayDays: number,
): Policy {
  const majority = { numerator, denominator };
  return { quorum, majority, votingMs: votingDays * DAY, delayMs: delayDays * DAY };
}

/** No policy may ask for more than half of all: a community must stay able to decide. */
const QUORUM_MAX = 5000;
/** No policy may ask for more than nine tenths of yes and no. */
const MAJORITY_MAX = { numerator: 9, denominator: 10 };
const VOTING_MIN = DAY;
const VOTING_MAX = 90 * DAY;
const DELAY_MAX = 180 * DAY;

/** What weighs most keeps a quorum, a time to vote and a delay, whatever a majority would like. */
const WEIGHTY: readonly DecisionKind[] = ["rule", "article"];
const WEIGHTY_QUORUM_MIN = 500;
const WEIGHTY_VOTING_MIN = 3 * DAY;
const WEIGHTY_DELAY_MIN = 3 * DAY;

/** Says what in a policy cannot be, or nothing. */
export function policyProblem(kind: DecisionKind, given: Policy): string | undefined {
  const isWeighty = WEIGHTY.includes(kind);
  const quorumMin = isWeighty ? WEIGHTY_QUORUM_MIN : 0;
  if (given.quorum < quorumMin || given.quorum > QUORUM_MAX) {
    return `quorum: not from ${percentText(quorumMin)} to ${percentText(QUORUM_MAX)}`;
  }
  const { numerator, denominator } = given.majority;
  if (denominator === 0 || numerator * 2 < denominator) return "majority: below one half";
  if (numerator * MAJORITY_MAX.denominator > denominator * MAJORITY_MAX.numerator) {
    return "majority: above nine tenths";
  }
  const votingMin = isWeighty ? WEIGHTY_VOTING_MIN : VOTING_MIN;
  if (given.votingMs < votingMin || given.votingMs > VOTING_MAX) {
    return `votingMs: not from ${durationText(votingMin)} to ${durationText(VOTING_MAX)}`;
  }
  const delayMin = isWeighty ? WEIGHTY_DELAY_MIN : 0;
  if (given.delayMs < delayMin || given.delayMs > DELAY_MAX) {
    return `delayMs: not from ${durationText(delayMin)} to ${durationText(DELAY_MAX)}`;
  }
  return undefined;
}

/** Tells whether two policies are the same. */
export function isSamePolicy(left: Policy, right: Policy): boolean {
  return (
    left.quorum === right.quorum &&
    left.majority.numerator === right.majority.numerator &&
    left.majority.denominator === right.majority.denominator &&
    left.votingMs === right.votingMs &&
    left.delayMs === right.delayMs
  );
}

/** Says in one sentence how a policy decides. */
export function policySentence(given: Policy): string {
  const { numerator, denominator } = given.majority;
  const isHalf = numerator * 2 === denominator;
  const majority = isHalf
    ? "more say yes than no"
    : `yes is more than ${numerator}/${denominator} of all yes and no`;
  const quorum =
    given.quorum === 0
      ? ""
      : ` and at least ${percentText(given.quorum)} of all who may vote say yes`;
  const delay =
    given.delayMs === 0 ? "as soon as voting ends" : `${durationText(given.delayMs)} after that`;
  const voting = durationText(given.votingMs);
  return `Passes if ${majority}${quorum}; voting lasts ${voting}, and it takes effect ${delay}.`;
}
