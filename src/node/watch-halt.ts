import type { Closers } from "./closers.ts";
import type { NodeContext } from "./context.ts";
import { haltOf, haltWords } from "./halt.ts";

/** The longest time between two looks. Units: milliseconds. */
const LOOK_MAX = 30_000;

/** Writes into the log when the network begins to stand still, and when it goes on. */
export function watchHalt(context: NodeContext, closers: Closers): void {
  const { network, log } = context;
  if (network === undefined) return;
  let wasHalted = false;
  const look = async (): Promise<void> => {
    const halt = await haltOf(context);
    if (halt !== undefined && !wasHalted) {
      log.warn("too few machines agree", { words: haltWords(halt).join(" ") });
    }
    // As loud as the halt: anyone who read of that has to hear that it is over.
    if (halt === undefined && wasHalted)
      log.warn("enough machines agree again, the network goes on");
    wasHalted = halt !== undefined;
  };
  const every = Math.min(network.timing.heartbeat, LOOK_MAX);
  const timer = setInterval(() => void look().catch(() => {}), every);
  timer.unref();
  closers.add(() => clearInterval(timer));
}
