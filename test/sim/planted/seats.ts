import type { MachineAuthor } from "#protocol/index.js";
import type { Bug } from "./bug.ts";
import { type Context, lawSeeing } from "./wrapping.ts";

/** The moment of the block in place of what a machine has proven. */
function withMoment(context: Context): Context {
  const author = context.author as unknown as MachineAuthor;
  const value = new Uint8Array(64);
  new DataView(value.buffer).setFloat64(0, context.now);
  return { ...context, author: { ...author, value } as never };
}

/** Bugs in how machines get and lose their seats. */
export const seatBugs: readonly Bug[] = [
  {
    name: "a lot drawn by the moment of the block",
    where: "law",
    ground: () => ({
      makeLaw: () => lawSeeing("validators/add-to-lot", ["apply"], withMoment),
    }),
  },
];
