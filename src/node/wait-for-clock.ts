import { setTimeout as wait } from "node:timers/promises";
import type { Clock } from "../engine/clock.ts";
import { type ClockConsent, startFault } from "../engine/embedded/clock-guard.ts";
import type { EngineLog } from "../engine/embedded/options.ts";
import { EngineFault } from "../engine/engine-fault.ts";

/** How long a clock that cannot be right is waited for. Units: milliseconds; ten minutes. */
const PATIENCE = 600_000;
const PAUSE = 1_000;

/** What is waited for, and how. */
export interface ClockWait extends ClockConsent {
  readonly clock: Clock;
  /** The time of the newest block; nothing where there is none. */
  readonly lastTime: number | undefined;
  readonly log: EngineLog;
  /** Ends the waiting. */
  readonly signal?: AbortSignal;
  readonly patience?: number;
}

/**
 * Waits until the machine's clock fits the newest block, ten minutes at most.
 *
 * Why: a computer without a clock of its own wakes up in the past, and hears what time it is only
 * once it is connected. Where that does not come, the engine says why it does not start.
 * Throws: EngineFault `stopped` where the waiting is ended.
 */
export async function waitForClock(options: ClockWait): Promise<void> {
  const { clock, lastTime, log, signal, patience = PATIENCE } = options;
  if (lastTime === undefined) return;
  const fault = () => startFault({ now: clock.now(), lastTime }, options);
  const first = fault();
  if (first === undefined) return;
  log.warn(`${first.message}; waiting up to 10 minutes for the clock to be set. ${first.remedy}`);
  for (let waited = 0; waited < patience; waited += PAUSE) {
    await wait(PAUSE, undefined, signal === undefined ? {} : { signal }).catch(() => {});
    if (signal?.aborted === true) {
      throw new EngineFault("stopped", "it was stopped while it waited", "Start it again.");
    }
    if (fault() !== undefined) continue;
    log.warn("the clock is right now, the node starts");
    return;
  }
}
