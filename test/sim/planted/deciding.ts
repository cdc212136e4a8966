import { type DueContext, decisionsTable } from "#protocol/index.js";
import type { Bug } from "./bug.ts";
import { lawSeeing, lawWithAction, lawWithDue, type Twist, twisted } from "./wrapping.ts";

const lawClosing = (change: (context: DueContext) => DueContext) =>
  lawWithDue("decisions", (due) => ({ ...due, run: (context) => due.run(change(context)) }));

/** Keeps a count in the decision while people still answer. */
const countAlong: Twist["write"] = (row, [decision], below) => {
  const held = below.read(decisionsTable, [decision]) as { readonly counts: readonly number[] };
  const [yes = 0, no = 0, abstain = 0] = held.counts;
  below.write(decisionsTable, [decision], { ...held, counts: [yes + 1, no, abstain] });
  return row;
};

/** Bugs in how circles decide. */
export const decidingBugs: readonly Bug[] = [
  {
    name: "quorum off by one",
    where: "law",
    deps: () => ({
      often: ["open", "vote"],
      makeLaw: () =>
        lawClosing((context) => ({
          ...context,
          state: twisted(context.state, "decisions/decisions", {
            read: (row) => ({ ...row, quorumOf: (row["quorumOf"] as number) - 1 }),
            write: (row) => ({ ...row, quorumOf: (row["quorumOf"] as number) + 1 }),
          }),
        })),
    }),
  },
  {
    name: "`>` for `>=` at close",
    where: "law",
    deps: () => ({
      makeLaw: () => lawClosing((context) => ({ ...context, now: context.now - 1 })),
    }),
  },
  {
    name: "answer counted twice after a change",
    where: "law",
    deps: () => ({
      makeLaw: () =>
        lawSeeing("decisions/cast-vote", ["apply"], (context) => ({
          ...context,
          state: twisted(context.state, "decisions/ballots", { read: () => undefined }),
        })),
    }),
  },
  {
    name: "tally kept open",
    where: "law",
    deps: () => ({
      makeLaw: () =>
        lawSeeing("decisions/cast-vote", ["apply"], (context) => ({
          ...context,
          state: twisted(context.state, "decisions/ballots", { write: countAlong }),
        })),
    }),
  },
  {
    name: "ballot without its random bytes",
    where: "law",
    deps: () => ({
      makeLaw: () =>
        lawSeeing("decisions/cast-vote", ["apply"], (context) => ({
          ...context,
          state: twisted(context.state, "decisions/ballots", {
            write: (row) => ({ ...row, salt: new Uint8Array(16) }),
          }),
        })),
    }),
  },
  {
    name: "policy loosened by itself",
    where: "law",
    deps: () => ({
      makeLaw: () =>
        lawSeeing("circles/set-policy", ["apply"], (context) => ({
          ...context,
          state: twisted(context.state, "circles/policies", {
            write: (row) => ({ ...row, quorum: Math.max(0, (row["quorum"] as number) - 500) }),
          }),
        })),
    }),
  },
  {
    name: "entrenched by less than it asks for",
    where: "law",
    deps: () => ({
      makeLaw: () =>
        lawWithAction("circles/set-policy", (action) => ({
          ...action,
          demands: (context: never) => ({ ...action.demands?.(context), policies: [] }),
        })),
    }),
  },
  {
    name: "a circle decides about itself by its quorum alone",
    where: "law",
    deps: () => ({
      makeLaw: () => lawWithAction("circles/admit", ({ demands: _, ...action }) => ({ ...action })),
    }),
  },
  {
    name: "nobody is heard before they are put out",
    where: "law",
    deps: () => ({
      makeLaw: () =>
        lawWithAction("circles/dismiss", ({ demands: _, ...action }) => ({ ...action })),
    }),
  },
  {
    name: "effects carried out twice",
    where: "law",
    deps: () => ({
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
