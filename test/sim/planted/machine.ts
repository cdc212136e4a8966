import type { Ledger } from "#protocol/index.js";
import { plainTree } from "../replica.ts";
import type { Bug } from "./bug.ts";

const HOUR = 3_600_000;

/** Executes every fifth block as if it were an hour earlier. */
function withBackwardClock(ledger: Ledger): Ledger {
  return {
    ...ledger,
    propose: (input) =>
      ledger.propose(input.height % 5 === 0 ? { ...input, time: input.time - HOUR } : input),
  };
}

/** Keeps some of the rows that it is told to delete. */
function keepingTree() {
  const tree = plainTree();
  let applied = 0;
  return {
    ...tree,
    apply(version: number, changes: Parameters<typeof tree.apply>[1]) {
      applied += 1;
      const kept = applied % 3 === 0 ? changes.filter(({ row }) => row !== undefined) : changes;
      return tree.apply(version, kept);
    },
  };
}

/** Bugs around the law: in its clock, and in its tree. */
export const machineBugs: readonly Bug[] = [
  {
    name: "a clock that goes back",
    where: "law",
    deps: () => ({ wrapLedger: withBackwardClock }),
  },
  {
    name: "deleted rows that stay",
    where: "law",
    deps: () => ({ makeTree: keepingTree }),
  },
];
