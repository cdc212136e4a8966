import { type DecisionKind, kindOf, type Policy } from "../kernel/decision-kind.ts";
import { durationText, percentText } from "../kernel/figures.ts";
import { moment, record, u8, u16 } from "../kernel/schema.ts";
import { DAY } from "../kernel/time.ts";

/** The bytes of a policy; their hash is frozen with each decision. */
export const policyShape = record({
  quorum: u16,
  majority: record({ numerator: u8, denominator: u8 }),
  votingMs: moment,
  delayMs: moment,
});

/** The policies with which the circle of everyone starts. */
export function defaultPolicy(kind: DecisionKind): Policy {
  return kindOf(kind).initial;
}

/**
 * No policy may ask for more than a third of all: a community must stay able to decide.
 *
 * Units: basis points.
 */
export const QUORUM_MAX = 3333;
/** No policy may ask for more than four fifths of yes and no. */
const MAJORITY_MAX = { numerator: 4, denominator: 5 };
/** Nothing takes longer than two months to be voted on, nor to take effect. */
const TIME_MAX = 60 * DAY;

/** Says what in a policy cannot be, or nothing. */
export function policyProblem(kind: DecisionKind, given: Policy): string | undefined {
  const { least } = kindOf(kind);
  if (given.quorum < least.quorum || given.quorum > QUORUM_MAX) {
    return `quorum: not from ${percentText(least.quorum)} to ${percentText(QUORUM_MAX)}`;
  }
  if (given.majority.denominator === 0 || isMore(least.majority, given.majority)) {
    return `majority: below ${shareText(least.majority)}`;
  }
  if (isMore(given.majority, MAJORITY_MAX)) return `majority: above ${shareText(MAJORITY_MAX)}`;
  if (given.votingMs < least.votingMs || given.votingMs > TIME_MAX) {
    return `votingMs: not from ${durationText(least.votingMs)} to ${durationText(TIME_MAX)}`;
  }
  if (given.delayMs < least.delayMs || given.delayMs > TIME_MAX) {
    return `delayMs: not from ${durationText(least.delayMs)} to ${durationText(TIME_MAX)}`;
  }
  return undefined;
}

/** Tells whether a share of yes and no is more than another. */
export function isMore(left: Policy["majority"], right: Policy["majority"]): boolean {
  return left.numerator * right.denominator > right.numerator * left.denominator;
}

function shareText({ numerator, denominator }: Policy["majority"]): string {
  return `${numerator}/${denominator}`;
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
