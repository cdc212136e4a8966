/** Where an engine takes the time from. */
export interface Clock {
  /** Milliseconds since 1970-01-01 UTC, as the machine's clock shows it. */
  now(): number;
  /** Milliseconds since some start; never goes back, anyone who sets the machine's clock. */
  steady(): number;
}

/** The machine's own clock. */
export const systemClock: Clock = {
  now: () => Date.now(),
  steady: () => performance.now(),
};

/** A clock that can be moved on by hand. */
export interface MovableClock extends Clock {
  /** How far it is ahead of the clock below. Units: milliseconds. */
  ahead(): number;
  /** Moves it on. Bounds: never back. */
  advance(milliseconds: number): void;
}

/**
 * Makes a clock that can be moved on, for demonstrations and tests.
 *
 * Why: moving both readings together tells the engine that the time is meant, not a broken clock.
 */
export function movableClock(below: Clock, ahead = 0): MovableClock {
  let moved = ahead;
  return {
    now: () => below.now() + moved,
    steady: () => below.steady() + moved,
    ahead: () => moved,
    advance(milliseconds) {
      if (!(milliseconds >= 0)) throw new Error("a clock only moves on");
      moved += milliseconds;
    },
  };
}
