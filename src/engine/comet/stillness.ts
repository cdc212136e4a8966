import type { Clock } from "../clock.ts";

/** Tells whether the network stands still, by the blocks that are heard of here. */
export interface Stillness {
  /** Hears of a block. */
  heard(): void;
  /** How long a sender waits for the block of an action. Units: milliseconds. */
  patience(): number;
}

/** How long a sender waits for the block of an action. Units: milliseconds. */
const ANSWER_PATIENCE = 20_000;
/** A network is never taken for one that stands still before this. Units: milliseconds. */
const STILL_AFTER = 10_000;
/** How long a sender waits while the network stands still. Units: milliseconds. */
const STILL_PATIENCE = 2_000;

/**
 * Starts to listen; `heartbeat` is the time after which a network at rest makes an empty block.
 *
 * Why by this machine's own clock: the first block of a network may be as old as its founding.
 */
export function createStillness(clock: Pick<Clock, "now">, heartbeat: number): Stillness {
  let heardAt = clock.now();
  return {
    heard() {
      heardAt = clock.now();
    },
    patience() {
      const stillAfter = Math.max(3 * heartbeat, STILL_AFTER);
      const isStill = clock.now() - heardAt > stillAfter;
      return isStill ? STILL_PATIENCE : ANSWER_PATIENCE;
    },
  };
}
