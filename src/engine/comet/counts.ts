import type { ConsensusCounts } from "../engine.ts";

/** Counts by kind and name. */
export interface Counts {
  count(kind: keyof ConsensusCounts, name: string): void;
  read(): ConsensusCounts;
}

/** Names that are counted of a kind at most; what else comes is counted together. */
const NAMES_MAX = 200;

/** Starts counting from zero. */
export function createCounts(): Counts {
  const kinds = {
    calls: new Map<string, number>(),
    refused: new Map<string, number>(),
    reported: new Map<string, number>(),
  };
  return {
    count(kind, name) {
      const counted = kinds[kind];
      const known = counted.has(name) || counted.size < NAMES_MAX ? name : "other";
      counted.set(known, (counted.get(known) ?? 0) + 1);
    },
    read: () => ({
      calls: Object.fromEntries(kinds.calls),
      refused: Object.fromEntries(kinds.refused),
      reported: Object.fromEntries(kinds.reported),
    }),
  };
}
