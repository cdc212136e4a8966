import type { Clock } from "../clock.ts";
import type { Head } from "../engine.ts";
import type { EngineLimits } from "./options.ts";

/** What an alarm looks at. */
export interface AlarmDeps {
  readonly clock: Clock;
  readonly limits: EngineLimits;
  readonly head: () => Head;
  readonly isProven: () => boolean;
  /** The moment of the earliest due work. */
  readonly nextDue: () => number | undefined;
  readonly ring: () => void;
}

/** Rings when a block is to be made although nothing waits. */
export interface Alarm {
  set(): void;
  clear(): void;
}

/** The longest time between two looks: a computer that slept finds out soon. Units: milliseconds. */
const LOOK_MAX = 30_000;

/**
 * Makes an alarm for the proof of a changed root, for due work, and for the heartbeat.
 *
 * Why due work that is not later than the newest block does not count: it was done there, and what
 * is still listed would ring for ever.
 */
export function createAlarm({ clock, limits, head, isProven, nextDue, ring }: AlarmDeps): Alarm {
  let timer: NodeJS.Timeout | undefined;
  const left = (): number => {
    const { time } = head();
    let wait = limits.heartbeat - (clock.now() - time);
    const due = nextDue();
    if (due !== undefined && due > time) wait = Math.min(wait, due - clock.now());
    return isProven() ? wait : Math.min(wait, limits.proofDelay);
  };
  const alarm: Alarm = {
    clear: () => clearTimeout(timer),
    set() {
      clearTimeout(timer);
      const wait = Math.max(left(), 1);
      // A block with a time to come, or a clock that was set back, must not put the next one off for long.
      if (wait <= LOOK_MAX) timer = setTimeout(ring, wait);
      else timer = setTimeout(alarm.set, LOOK_MAX);
    },
  };
  return alarm;
}

/** Lets a block wait a little for more. */
export interface Gathering {
  /** Tells whether to wait; if so, rings in a moment. */
  isOn(isSettled: boolean): boolean;
  end(): void;
}

/**
 * Waits a little while signatures are still being looked at.
 *
 * Why: a block costs the same for one action as for a hundred.
 */
export function createGathering(milliseconds: number, ring: () => void): Gathering {
  let timer: NodeJS.Timeout | undefined;
  let isOver = false;
  return {
    isOn(isSettled) {
      if (isOver || isSettled) return false;
      timer ??= setTimeout(() => {
        isOver = true;
        ring();
      }, milliseconds);
      return true;
    },
    end() {
      clearTimeout(timer);
      timer = undefined;
      isOver = false;
    },
  };
}
