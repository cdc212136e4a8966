import {
  type Counts,
  type DecisionContext,
  defineMethod,
  type Method,
} from "../../decisions/index.ts";
import { bytes } from "../../kernel/schema.ts";
import { explain } from "../../kernel/why.ts";

const MOST = 16;

/** The rank of an option on a ballot: 1 is first; what is not ranked comes behind all that is. */
function rankOf(ballot: Uint8Array, option: number): number {
  const rank = ballot[option - 1] ?? 0;
  return rank === 0 ? MOST + 1 : rank;
}

function pairs(options: number): readonly (readonly [number, number])[] {
  const all = Array.from({ length: options }, (_, at) => at + 1);
  return all.flatMap((left) => all.map((right) => [left, right] as const));
}

/** How many put one option before another. */
function before(counts: Counts, options: number, [left, right]: readonly [number, number]): number {
  return counts[(left - 1) * options + right - 1] ?? 0;
}

/** The option that wins against every other, one against one, or nothing. */
function winner(counts: Counts, { options }: DecisionContext): number | undefined {
  const all = Array.from({ length: options }, (_, at) => at + 1);
  return all.find((left) =>
    all.every((right) => {
      if (left === right) return true;
      const isAhead = before(counts, options, [left, right]);
      return isAhead > before(counts, options, [right, left]);
    }),
  );
}

/** Everyone ranks options; the one that wins against each other, one against one, is chosen. */
export const ranked: Method = defineMethod({
  number: 201,
  name: "ranked",
  summary: "Everyone ranks the options; the one that beats every other, one against one, is it.",
  options: { least: 2, most: MOST },
  ballot: bytes(MOST),
  problem(ballot, options) {
    for (const [at, rank] of ballot.entries()) {
      if (at >= options && rank !== 0) return `ranks an option above ${options}`;
      if (rank > options) return `has a rank above ${options}`;
    }
    return undefined;
  },
  none: (options) => Array.from({ length: options * options }, () => 0),
  add: (counts, ballot, options) =>
    pairs(options).map(
      ([left, right], at) =>
        (counts[at] ?? 0) + (rankOf(ballot, left) < rankOf(ballot, right) ? 1 : 0),
    ),
  outcome(counts, context) {
    const found = winner(counts, context);
    return { hasPassed: found !== undefined, chosen: found === undefined ? [] : [found] };
  },
  trace: (counts, { options }) =>
    pairs(options)
      .filter(([left, right]) => left < right)
      .map(([left, right]) => {
        const ahead = before(counts, options, [left, right]);
        const behind = before(counts, options, [right, left]);
        return {
          sentence: `${ahead} put option ${left} before ${right}, and ${behind} the other way.`,
          figures: { left, right, ahead, behind },
        };
      }),
  why(counts, context) {
    const found = winner(counts, context);
    const result = found === undefined ? "None beats every other." : `Option ${found} is chosen.`;
    return explain("test/ranked", ranked.summary, { options: context.options }, result);
  },
  words: (ballot) => [...ballot],
  figures: (counts) => Object.fromEntries(counts.map((count, at) => [`pair ${at}`, count])),
});
