import type { Clock } from "../clock.ts";
import { EngineFault } from "../engine-fault.ts";

/** How far the clock may be behind the newest block, or jump back. Units: milliseconds. */
export const BACK_TOLERANCE = 60_000;
/**
 * How far the clock may jump ahead while the engine runs. Units: milliseconds; seven days.
 *
 * Why so long: a laptop that slept for a weekend is no fault.
 */
export const AHEAD_TOLERANCE = 604_800_000;
/**
 * How long a community may have stood still before it starts again without being asked.
 * Units: milliseconds; ninety days.
 *
 * Why: a block in a wrong future would let votes close and income be claimed, for ever.
 */
export const STANDSTILL_MAX = 7_776_000_000;

/** Gives blocks their times, and stops rather than believe a broken clock. */
export interface ClockGuard {
  /**
   * The time of the next block: the clock's, but later than the last block's.
   *
   * Throws: EngineFault `clock-behind` or `clock-ahead`.
   */
  blockTime(lastTime: number): number;
}

/** What an operator has said about a clock that cannot be right by itself. */
export interface ClockConsent {
  /** The community stood still for longer than `STANDSTILL_MAX`. */
  readonly acceptGap?: boolean;
  /** The newest block was made while the clock was wrong, and its time is still to come. */
  readonly acceptFuture?: boolean;
}

/** Compares the machine's clock with a steady one from reading to reading. */
export function createClockGuard(clock: Clock, { acceptFuture }: ClockConsent = {}): ClockGuard {
  let seen = { now: clock.now(), steady: clock.steady() };
  return {
    blockTime(lastTime) {
      const now = clock.now();
      const steady = clock.steady();
      const jump = now - seen.now - (steady - seen.steady);
      const isBehind = now < lastTime - BACK_TOLERANCE && acceptFuture !== true;
      if (jump < -BACK_TOLERANCE || isBehind) throw behind(now, lastTime);
      if (jump > AHEAD_TOLERANCE) throw ahead(now, seen.now);
      seen = { now, steady };
      return Math.max(Math.floor(now), lastTime + 1);
    },
  };
}

/** The two moments that a start compares. */
export interface StartMoments {
  readonly now: number;
  /** The time of the newest block. */
  readonly lastTime: number;
}

/** What there is against a start at this moment: the clock is wrong, or the newest block is. */
export function startFault(
  { now, lastTime }: StartMoments,
  { acceptGap, acceptFuture }: ClockConsent,
): EngineFault | undefined {
  if (now < lastTime - BACK_TOLERANCE && acceptFuture !== true) return future(now, lastTime);
  if (now > lastTime + STANDSTILL_MAX && acceptGap !== true) return ahead(now, lastTime);
  return undefined;
}

/**
 * Checks the clock once before the first block after a start.
 *
 * Throws: EngineFault.
 */
export function assertPlausibleStart(moments: StartMoments, consent: ClockConsent): void {
  const fault = startFault(moments, consent);
  if (fault !== undefined) throw fault;
}

function future(now: number, lastTime: number): EngineFault {
  return new EngineFault(
    "future-block",
    `the newest block is of ${say(lastTime)}, and this machine's clock shows ${say(now)}`,
    "If the clock is wrong, set it right and start again. If it is right, that block was made while it was wrong: start with --accept-future. Nothing acknowledged is lost; the community's time stands still until the clock has come there.",
  );
}

function behind(now: number, lastTime: number): EngineFault {
  return new EngineFault(
    "clock-behind",
    `this machine's clock shows ${say(now)}, but the newest block is of ${say(lastTime)}`,
    "Set the clock of this machine right, then start again.",
  );
}

function ahead(now: number, since: number): EngineFault {
  return new EngineFault(
    "clock-ahead",
    `this machine's clock shows ${say(now)}, far ahead of ${say(since)}, when it was last seen`,
    "If the clock is right, start again with --accept-gap; if not, set it right first.",
  );
}

function say(moment: number): string {
  return Number.isFinite(moment) && Math.abs(moment) < 8.64e15
    ? new Date(moment).toISOString()
    : String(moment);
}
