import { policySentence } from "../circles/index.ts";
import type { Policy } from "../kernel/decision-kind.ts";
import { countText } from "../kernel/figures.ts";
import { divCeil, divFloor } from "../kernel/integer.ts";
import { explain, type Why } from "../kernel/why.ts";
import type { Tally } from "./types.ts";

const WHOLE = 10_000;

/** How many must say yes, by the quorum and by the majority, and whether as many did. */
export interface Outcome {
  readonly neededByQuorum: number;
  readonly neededByMajority: number;
  readonly hasPassed: boolean;
}

/**
 * Counts a decision out; a pure function of the policy, the roll and the answers.
 *
 * Why: the quorum counts yes only, so that staying away never helps a proposal and never blocks one
 * that enough people want; and the majority is exceeded, not reached.
 * Source: README.md, rule 4.
 */
export function outcomeOf(policy: Policy, eligible: number, tally: Tally): Outcome {
  const { numerator, denominator } = policy.majority;
  const neededByQuorum = divCeil(eligible * policy.quorum, WHOLE);
  const neededByMajority = divFloor((tally.yes + tally.no) * numerator, denominator) + 1;
  const hasPassed = tally.yes >= neededByQuorum && tally.yes >= neededByMajority;
  return { neededByQuorum, neededByMajority, hasPassed };
}

/** Explains how a decision came out. */
export function outcomeWhy(policy: Policy, eligible: number, tally: Tally): Why {
  const { neededByQuorum, neededByMajority, hasPassed } = outcomeOf(policy, eligible, tally);
  const { yes, no, abstain } = tally;
  const silent = eligible - yes - no - abstain;
  const needed = Math.max(neededByQuorum, neededByMajority);
  const said = `${countText(yes, "person", "people")} of ${eligible} said yes and ${no} said no`;
  const reason = hasPassed
    ? `${needed} would have been enough`
    : shortfall(yes, neededByQuorum, needed);
  return explain(
    "decisions/majority",
    policySentence(policy),
    { yes, no, neither: abstain, silent, eligible, needed, neededByQuorum, neededByMajority },
    `${hasPassed ? "Passed" : "Not passed"}: ${said}; ${reason}.`,
  );
}

function shortfall(yes: number, neededByQuorum: number, needed: number): string {
  if (yes < neededByQuorum) return `at least ${neededByQuorum} of all had to say yes`;
  return `with so many voting, ${needed} had to say yes`;
}

/** Adds an answer to a tally, or takes one out. */
export function addTo(tally: Tally, answer: keyof Tally, by: 1 | -1): Tally {
  return { ...tally, [answer]: tally[answer] + by };
}

/** How many people have answered. */
export function answeredIn(tally: Tally): number {
  return tally.yes + tally.no + tally.abstain;
}
