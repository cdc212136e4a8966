import { policySentence } from "../../circles/index.ts";
import { countText } from "../../kernel/figures.ts";
import { divFloor } from "../../kernel/integer.ts";
import { choice } from "../../kernel/schema.ts";
import { explain } from "../../kernel/why.ts";
import { type Counts, type DecisionContext, defineMethod, neededByQuorum } from "./method.ts";

/** What a person answers. */
export const answer = choice(["yes", "no", "abstain"]);

/** How answers add up. */
export interface Tally {
  readonly yes: number;
  readonly no: number;
  readonly abstain: number;
}

/**
 * Yes, no, or neither, to one thing.
 *
 * Source: README.md, rule 4.
 */
export const yesNo = defineMethod({
  number: 1,
  name: "yes-no",
  summary: "Everyone says yes, no or neither; enough yes of all, and more yes than no, decides.",
  options: { least: 0, most: 0 },
  ballot: answer,
  problem: () => undefined,
  none: () => [0, 0, 0],
  add(counts, ballot) {
    const { yes, no, abstain } = tallyOf(counts);
    if (ballot === "yes") return [yes + 1, no, abstain];
    return ballot === "no" ? [yes, no + 1, abstain] : [yes, no, abstain + 1];
  },
  outcome(counts, context) {
    return { hasPassed: neededIn(context, tallyOf(counts)).hasPassed, chosen: [] };
  },
  trace(counts, context) {
    const tally = tallyOf(counts);
    const { neededByQuorum, neededByMajority } = neededIn(context, tally);
    const { yes, no } = tally;
    const { eligible, quorumOf, leastYes } = context;
    return [
      {
        sentence: "The quorum asks for yes of all.",
        figures: { yes, eligible, quorumOf, leastYes, neededByQuorum },
      },
      { sentence: "The share asks for yes of yes and no.", figures: { yes, no, neededByMajority } },
    ];
  },
  why(counts, context) {
    const { policy, eligible, quorumOf, leastYes } = context;
    const { yes, no, abstain } = tallyOf(counts);
    const { neededByQuorum, neededByMajority, hasPassed } = neededIn(context, tallyOf(counts));
    const silent = eligible - yes - no - abstain;
    const needed = Math.max(neededByQuorum, neededByMajority);
    const said = `${countText(yes, "person", "people")} of ${eligible} said yes and ${no} said no`;
    const reason = hasPassed
      ? `${needed} would have been enough`
      : shortfall(yes, neededByQuorum, needed);
    return explain(
      "decisions/majority",
      policySentence(policy, context),
      {
        yes,
        no,
        neither: abstain,
        silent,
        eligible,
        quorumOf,
        leastYes,
        needed,
        neededByQuorum,
        neededByMajority,
      },
      `${hasPassed ? "Passed" : "Did not pass"}: ${said}; ${reason}.`,
    );
  },
  words: (ballot) => ballot,
  figures: (counts) => ({ ...tallyOf(counts) }),
});

/** What somebody gives who answers yes, no or neither to a decision. */
export function voteFor<D extends number>(decision: D, given: string) {
  return { decision, ballot: yesNo.writeBallot(given) };
}

/** What somebody gives who proposes something to be answered by yes, no or neither. */
export function openFor<const P extends object>(proposal: P) {
  return { method: yesNo.number, options: 0, ...proposal };
}

/** Reads the three counts by their names. */
export function tallyOf([yes = 0, no = 0, abstain = 0]: Counts): Tally {
  return { yes, no, abstain };
}

/** How many must say yes, by the quorum and by the majority, and whether as many did. */
export interface Needed {
  readonly neededByQuorum: number;
  readonly neededByMajority: number;
  readonly hasPassed: boolean;
}

/**
 * Returns how many must say yes.
 *
 * Why: the quorum counts yes only, so that staying away never helps a proposal and never blocks one
 * that enough people want; and the majority is exceeded, not reached.
 */
export function neededIn(context: DecisionContext, tally: Tally): Needed {
  const { numerator, denominator } = context.policy.majority;
  const byQuorum = neededByQuorum(context);
  const byMajority = divFloor((tally.yes + tally.no) * numerator, denominator) + 1;
  const hasPassed = tally.yes >= byQuorum && tally.yes >= byMajority;
  return { neededByQuorum: byQuorum, neededByMajority: byMajority, hasPassed };
}

function shortfall(yes: number, neededByQuorum: number, needed: number): string {
  if (yes < neededByQuorum) return `at least ${neededByQuorum} of all had to say yes`;
  return `with so many voting, ${needed} had to say yes`;
}
