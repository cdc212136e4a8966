import { BACK_TOLERANCE } from "../engine/embedded/clock-guard.ts";
import type { NodeContext } from "./context.ts";

/** The newest block is from the future: the community's time stands still. */
export interface FutureBlock {
  /** Until when. Units: milliseconds since 1970. */
  readonly until: number;
  /** What it means, sentence by sentence. */
  readonly words: readonly string[];
}

/** Finds out whether the community's time stands still until the clock has come to the newest block. */
export function futureBlockOf({
  engine,
  clock,
}: Pick<NodeContext, "engine" | "clock">): FutureBlock | undefined {
  const { height, time } = engine.head();
  if (time <= clock.now() + BACK_TOLERANCE) return undefined;
  const moment = `${new Date(time).toISOString().slice(0, 16).replace("T", " ")} UTC`;
  return {
    until: time,
    words: [
      `Block ${height} is from the future: it was made while this machine's clock was wrong.`,
      `Until ${moment} the community's time stands still: nothing ends, and nothing is earned. Acting goes on, and nothing is lost.`,
      "Devices whose clocks are right do not call pages checked before that moment.",
    ],
  };
}
