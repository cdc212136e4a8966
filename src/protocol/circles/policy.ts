import { type DecisionKind, kindOf, type Policy } from "../kernel/decision-kind.ts";
import { inDomain } from "../kernel/domain.ts";
import { durationText, percentText } from "../kernel/figures.ts";
import type { Hasher } from "../kernel/hash.ts";
import { divCeil, divFloor } from "../kernel/integer.ts";
import { encode, moment, record, u8, u16 } from "../kernel/schema.ts";
import { DAY } from "../kernel/time.ts";

/** The bytes of a policy; their hash is frozen with each decision. */
export const policyShape = record({
  quorum: u16,
  majority: record({ numerator: u8, denominator: u8 }),
  votingMs: moment,
  delayMs: moment,
});

/** The hash by which a policy is named. */
export function policyHash({ sha256 }: Pick<Hasher, "sha256">, given: Policy): Uint8Array {
  return sha256(inDomain("policy", encode(policyShape, given)));
}

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
/** All of everybody. Units: basis points. */
const WHOLE = 10_000;
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

/** What asks for at least as much as two policies, in share, quorum and time. */
export function stricterOf(left: Policy, right: Policy): Policy {
  return {
    quorum: Math.max(left.quorum, right.quorum),
    majority: isMore(right.majority, left.majority) ? right.majority : left.majority,
    votingMs: Math.max(left.votingMs, right.votingMs),
    delayMs: Math.max(left.delayMs, right.delayMs),
  };
}

/** Tells whether a policy asks for no more than another, in share, quorum and time. */
export function isNowhereStricter(given: Policy, than: Policy): boolean {
  return (
    given.quorum <= than.quorum &&
    !isMore(given.majority, than.majority) &&
    given.votingMs <= than.votingMs &&
    given.delayMs <= than.delayMs
  );
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

/** Of whom the quorum is a share, and how many must say yes whatever the policy says. */
export interface Roll {
  readonly eligible: number;
  readonly quorumOf: number;
  readonly leastYes: number;
}

/** Says in one sentence how a policy decides, and what is asked for beside it of a given roll. */
export function policySentence(given: Policy, roll?: Roll): string {
  const quorum = roll === undefined ? shareOfAll(given) : shareOfRoll(given, roll);
  const asked = [...(quorum === undefined ? [] : [quorum]), majorityText(given.majority)];
  const delay =
    given.delayMs === 0 ? "as soon as voting ends" : `${durationText(given.delayMs)} after that`;
  const voting = durationText(given.votingMs);
  return `Passes if ${asked.join(" and ")}; voting lasts ${voting}, and it takes effect ${delay}.`;
}

function shareOfAll({ quorum }: Policy): string | undefined {
  return quorum === 0 ? undefined : `at least ${percentText(quorum)} of all who may answer say yes`;
}

/** The same in people: everybody can count them. */
function shareOfRoll(
  { quorum }: Policy,
  { eligible, quorumOf, leastYes }: Roll,
): string | undefined {
  const ofQuorum = divCeil(quorumOf * quorum, WHOLE);
  const needed = Math.max(leastYes, ofQuorum);
  if (needed === 0) return undefined;
  const say = needed === 1 ? "says" : "say";
  if (quorumOf === eligible || ofQuorum < needed) {
    return `at least ${needed} of ${eligible} ${say} yes`;
  }
  const awake = `${percentText(quorum)} of the ${quorumOf} who count as awake`;
  return `at least ${needed} of ${eligible} ${say} yes (${awake})`;
}

function majorityText({ numerator, denominator }: Policy["majority"]): string {
  if (numerator * 2 === denominator) return "more say yes than no";
  const percent = divFloor(numerator * 100, denominator);
  const isWhole = percent * denominator === numerator * 100;
  const share = isWhole ? `${percent} %` : `${numerator}/${denominator}`;
  return `yes is more than ${share} of yes and no`;
}
