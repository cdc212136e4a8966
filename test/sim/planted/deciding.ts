import type { DueContext } from "#protocol/index.js";
import type { Bug } from "./bug.ts";
import { lawSeeing, lawWithDue, twisted } from "./wrapping.ts";

const lawClosing = (change: (context: DueContext) => DueContext) =>
  lawWithDue("decisions", (due) => ({ ...due, run: (context) => due.run(change(context)) }));

/** Bugs in how circles decide. */
export const decidingBugs: readonly Bug[] = [
  {
    name: "quorum off by one",
    where: "law",
    ground: () => ({
      makeLaw: () =>
        lawClosing((context) => ({
          ...context,
          state: twisted(context.state, "decisions/decisions", {
            read: (row) => ({ ...row, eligible: (row["eligible"] as number) - 1 }),
            write: (row) => ({ ...row, eligible: (row["eligible"] as number) + 1 }),
          }),
        })),
    }),
  },
  {
    name: "`>` for `>=` at close",
    where: "law",
    ground: () => ({
      makeLaw: () => lawClosing((context) => ({ ...context, now: context.now - 1 })),
    }),
  },
  {
    name: "ballot counted twice after a change",
    where: "law",
    ground: () => ({
      makeLaw: () =>
        lawSeeing("decisions/cast-vote", ["apply"], (context) => ({
          ...context,
          state: twisted(context.state, "decisions/ballots", { read: () => undefined }),
        })),
    }),
  },
  {
    name: "effects carried out twice",
    where: "law",
    ground: () => ({
      makeLaw: () =>
        lawClosing((context) => ({
          ...context,
          dispatch(effects) {
            const done = context.dispatch(effects);
            if (done.ok) context.dispatch(effects);
            return done;
          },
        })),
    }),
  },
];
