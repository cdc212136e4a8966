import { setTimeout as pause } from "node:timers/promises";
import type { BenchRpc } from "./rpc.ts";

/** When each height was decided and carried out, as somebody outside of the machine sees it. */
export interface Heights {
  /** Units: milliseconds, by height. */
  readonly at: ReadonlyMap<number, number>;
  newest(): number;
  stop(): Promise<void>;
}

/** Between two questions. Units: milliseconds. */
const EVERY = 10;

/**
 * Watches a machine.
 *
 * Why by the state of consensus: it goes on to the next height only when the application has
 * committed, whatever the application is; and the answer is short.
 */
export async function watchHeights(
  rpc: BenchRpc,
  onHeight: (height: number, at: number) => void = () => {},
): Promise<Heights> {
  const at = new Map<number, number>();
  const ask = async (): Promise<number> => {
    const state = await rpc.call<{ round_state: { "height/round/step": string } }>(
      "consensus_state",
    );
    return Number(state.round_state["height/round/step"].split("/")[0]) - 1;
  };
  let newest = await ask();
  let isOver = false;
  const watch = async (): Promise<void> => {
    while (!isOver) {
      const height = await ask();
      const now = performance.now();
      for (let one = newest + 1; one <= height; one += 1) {
        at.set(one, now);
        onHeight(one, now);
      }
      newest = height;
      await pause(EVERY);
    }
  };
  const watching = watch();
  // Anyone who watches hears of it when they stop.
  watching.catch(() => {});
  return {
    at,
    newest: () => newest,
    async stop() {
      isOver = true;
      await watching;
    },
  };
}
