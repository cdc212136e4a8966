import type { Invariant } from "../kernel/room.ts";
import type { Reader } from "../kernel/state.ts";
import { articleCount } from "./articles.ts";
import { type Parameter, parameterList } from "./parameters.ts";
import { articles, changes, parameters } from "./types.ts";
import { nextBounds } from "./values.ts";

/** Every figure in a rule's history is within bounds, one step from the one before, and in order. */
export const parametersMoveByTheRules: Invariant = {
  name: "constitution/parameters-move-by-the-rules",
  broken(state, now) {
    for (const parameter of parameterList) {
      const what = brokenHistory(state, parameter, now);
      if (what !== undefined) return `${parameter.name}: ${what}`;
    }
    return undefined;
  },
};

function brokenHistory(state: Reader, declared: Parameter, now: number): string | undefined {
  const history = [...changes.entries(state, [declared.number])];
  for (const [at, { key, row }] of history.entries()) {
    if (key[1] !== at) return `change ${at} is missing`;
    if (row.value < declared.min || row.value > declared.max)
      return `${row.value} is out of bounds`;
    if (at > 0 && row.restsUntil < row.at) return `change ${at} has no rest`;
    if (row.from < row.at || row.at > now) return `change ${at} reaches back or ahead`;
    const before = history[at - 1]?.row;
    if (before === undefined) continue;
    if (at > 1 && row.decision === before.decision) return `change ${at} is of one decision`;
    if (row.at < before.restsUntil) return `change ${at} came before its rest was over`;
    if (row.at < before.at || row.from < before.from) return `change ${at} is out of order`;
    const { lowest, highest } = nextBounds(declared, before.value);
    if (row.value < lowest || row.value > highest) return `change ${at} is more than a step`;
  }
  const last = history.at(-1)?.row;
  const latest = parameters.get(state, [declared.number]);
  if (latest !== undefined && latest.changes !== history.length) return "changes are miscounted";
  const agrees = last?.value === latest?.value && last?.from === latest?.since;
  return agrees ? undefined : "the figure is not the last of its history";
}

/** Articles are numbered from 1 without a gap, and end after they began. */
export const articlesAreNumbered: Invariant = {
  name: "constitution/articles-are-numbered",
  broken(state) {
    let expected = 1;
    for (const { key, row } of articles.entries(state, [])) {
      if (key[0] !== expected) return `article ${expected} is missing`;
      if (row.until !== 0 && row.until < row.since) return `article ${expected} ends too early`;
      expected += 1;
    }
    const counted = articleCount(state);
    return counted === expected - 1
      ? undefined
      : `${counted} are counted, ${expected - 1} are there`;
  },
};
