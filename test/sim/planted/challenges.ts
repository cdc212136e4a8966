import type { DueContext, Law } from "#protocol/index.js";
import type { Drawn } from "../workload.ts";
import type { Bug } from "./bug.ts";
import { lawSeeing, lawWithDue, type Twist, twisted } from "./wrapping.ts";

/** Makes the law in which a rule of challenges sees one table otherwise. */
const seeing = (
  type: string,
  of: "check" | "apply",
  table: string,
  twist: Twist,
): (() => { makeLaw: () => Law }) => {
  const change = <C extends { readonly state: Parameters<typeof twisted>[0] }>(context: C) => ({
    ...context,
    state: twisted(context.state, table, twist),
  });
  return () => ({ makeLaw: () => lawSeeing(type, [of], change) });
};

/** Makes the law in which what time brings about sees one table otherwise; kinds of action come more often. */
const inTime =
  (table: string, twist: Twist, often: readonly Drawn[] = []) =>
  () => ({
    often,
    makeLaw: () =>
      lawWithDue("challenges", (due) => ({
        ...due,
        run: (context: DueContext) =>
          due.run({ ...context, state: twisted(context.state, table, twist) }),
      })),
  });

/** Bugs in how people are challenged. */
export const challengeBugs: readonly Bug[] = [
  {
    name: "a supporter of a challenge judges it",
    where: "law",
    deps: seeing("challenges/judge", "check", "challenges/supporters", { read: () => undefined }),
  },
  {
    name: "a challenge opened against somebody against whom one runs",
    where: "law",
    deps: seeing("challenges/open", "check", "challenges/running", { read: () => undefined }),
  },
  {
    name: "several challenges supported at once",
    where: "law",
    deps: seeing("challenges/support", "check", "challenges/engaged", { read: () => undefined }),
  },
  {
    name: "a challenge confirmed by one of many",
    where: "law",
    deps: inTime("challenges/challenges", { read: (row) => ({ ...row, eligible: 1 }) }),
  },
  {
    name: "who let in somebody who had to go vouches on",
    where: "law",
    deps: inTime("membership/tallies", { write: (row) => ({ ...row, barredUntil: 0 }) }, [
      "vouch",
      "openChallenge",
      "supportChallenge",
      "judgeChallenge",
    ]),
  },
];
