import {
  type Counts,
  type DecisionContext,
  defineMethod,
  type Method,
  neededByQuorum,
} from "../../decisions/index.ts";
import { u32 } from "../../kernel/schema.ts";
import { explain } from "../../kernel/why.ts";

/** Whether an option is among those that a ballot approves: one bit each, the first the lowest. */
function approves(ballot: number, option: number): boolean {
  return (ballot >>> (option - 1)) % 2 === 1;
}

/** Returns the options that most approve of, if enough do: all that share the first place. */
function winners(counts: Counts, context: DecisionContext): readonly number[] {
  const most = counts.reduce((left, right) => Math.max(left, right), 0);
  const needed = Math.max(1, neededByQuorum(context));
  if (most < needed) return [];
  return counts.flatMap((count, at) => (count === most ? [at + 1] : []));
}

/** Everyone approves of as many options as they like; the one with most is chosen, a tie of none. */
export const approval: Method = defineMethod({
  number: 200,
  name: "approval",
  summary: "Everyone approves of as many options as they like; the one that most approve of is it.",
  options: { least: 2, most: 32 },
  ballot: u32,
  problem: (ballot, options) =>
    ballot >= 2 ** options ? `approves of an option above ${options}` : undefined,
  none: (options) => Array.from({ length: options }, () => 0),
  add: (counts, ballot) => counts.map((count, at) => count + (approves(ballot, at + 1) ? 1 : 0)),
  outcome(counts, context) {
    const chosen = winners(counts, context);
    return chosen.length === 1 ? { hasPassed: true, chosen } : { hasPassed: false, chosen: [] };
  },
  trace: (counts) =>
    counts.map((count, at) => ({
      sentence: `Option ${at + 1} is approved by ${count}.`,
      figures: { option: at + 1, count },
    })),
  why(counts, context) {
    const chosen = winners(counts, context);
    const result = chosen.length === 1 ? `Option ${chosen[0]} is chosen.` : "None is chosen.";
    return explain("test/approval", approval.summary, approval.figures(counts), result);
  },
  words: (ballot) =>
    Array.from({ length: 32 }, (_, at) => at + 1).filter((option) => approves(ballot, option)),
  figures: (counts) => Object.fromEntries(counts.map((count, at) => [`option ${at + 1}`, count])),
});
