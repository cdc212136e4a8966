import type { AnyAction, MachineAuthor } from "#protocol/index.js";
import type { Drawn } from "../workload.ts";
import type { Bug } from "./bug.ts";
import { type Context, lawSeeing, lawWithAction, twisted } from "./wrapping.ts";

/** The moment of the block in place of what a machine has proven. */
function withMoment(context: Context): Context {
  const author = context.author as unknown as MachineAuthor;
  const value = new Uint8Array(64);
  new DataView(value.buffer).setFloat64(0, context.now);
  return { ...context, author: { ...author, value } as never };
}

/** Does not ask by which kind of decision a figure is changed. */
function ofAnyKind(action: AnyAction): AnyAction {
  return {
    ...action,
    check(context) {
      const refusal = action.check(context);
      return refusal?.fault.code === "constitution/other-kind-of-rule" ? undefined : refusal;
    },
  };
}

const SEATING: readonly Drawn[] = ["proposeSeats", "wantSeats", "offerMachine", "addToLot"];

/** Bugs in how machines get and lose their seats. */
export const seatBugs: readonly Bug[] = [
  {
    name: "a lot drawn by the moment of the block",
    where: "law",
    deps: () => ({
      often: SEATING,
      makeLaw: () => lawSeeing("validators/add-to-lot", ["apply"], withMoment),
    }),
  },
  {
    name: "the pace of seats not kept",
    where: "law",
    deps: () => ({
      often: SEATING,
      makeLaw: () =>
        lawSeeing("validators/unseat-machine", ["apply"], (context) => ({
          ...context,
          state: twisted(context.state, "validators/seat-changes", {
            write: (row) => ({ ...row, counts: false }),
          }),
        })),
    }),
  },
  {
    name: "a rule about machines changed by a decision of the rules",
    where: "law",
    deps: () => ({
      often: ["open", "vote"],
      makeLaw: () => lawWithAction("constitution/set-parameter", ofAnyKind),
    }),
  },
];
