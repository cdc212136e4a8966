import type { Bug } from "./bug.ts";
import { lawSeeing, lawWithAction, twisted } from "./wrapping.ts";

/** Bugs in what people write. */
export const writingBugs: readonly Bug[] = [
  {
    name: "text erased that is in force",
    where: "law",
    deps: () => ({
      makeLaw: () =>
        lawSeeing("records/erase", ["check"], (context) => ({
          ...context,
          state: twisted(context.state, "records/texts", {
            read: (row) => ({ ...row, holds: 0 }),
          }),
        })),
    }),
  },
  {
    name: "any text taken as a profile",
    where: "law",
    deps: () => ({
      makeLaw: () =>
        lawSeeing("records/set-profile", ["check"], (context) => ({
          ...context,
          state: twisted(context.state, "records/texts", {
            read: (row) => ({ ...row, kind: "profile" }),
          }),
        })),
    }),
  },
  {
    name: "growth that nobody is charged for",
    where: "law",
    deps: () => ({
      makeLaw: () =>
        lawWithAction("records/publish", (action) => ({ ...action, free: "texts have no price" })),
    }),
  },
];
