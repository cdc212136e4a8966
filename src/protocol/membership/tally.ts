import type { PersonId } from "../kernel/ids.ts";
import { divFloor } from "../kernel/integer.ts";
import type { Reader, Writer } from "../kernel/state.ts";
import { DAY } from "../kernel/time.ts";
import { type Tally, tallies } from "./waiting-types.ts";

/** Length of one period in which admissions by somebody's vouches are counted. */
const PERIOD = 30 * DAY;
/** Periods that count: 180 days, and the part of a period that has begun. */
const PERIODS = 7;

const NONE: Tally = {
  period: 0,
  brought: [],
  applications: 0,
  barredUntil: 0,
  bars: 0,
  calledAt: 0,
};
const COUNT_MAX = 65_535;

/** What is counted of a member; nothing counted is all zeros. */
export function tallyOf(state: Reader, person: PersonId): Tally {
  return tallies.get(state, [person]) ?? NONE;
}

/** Writes what is counted of a member; a row of zeros is not kept. */
export function putTally(state: Writer, person: PersonId, tally: Tally): void {
  const { brought, applications, barredUntil, bars, calledAt } = tally;
  const counts = [...brought, applications, barredUntil, bars, calledAt];
  const isNothing = counts.every((count) => count === 0);
  if (isNothing) tallies.delete(state, [person]);
  else tallies.put(state, [person], tally);
}

/**
 * How many people were admitted by a member's vouches lately.
 *
 * Bounds: counted by periods of 30 days; those of the last 180 days count, and of up to 30 before.
 */
export function broughtBy(state: Reader, person: PersonId, now: number): number {
  const { brought } = shifted(tallyOf(state, person), now);
  return brought.reduce((sum, count) => sum + count, 0);
}

/** Counts one more admission by a member's vouch. */
export function countBrought(state: Writer, person: PersonId, now: number): void {
  const { brought, ...rest } = shifted(tallyOf(state, person), now);
  const [newest = 0, ...before] = brought;
  const counted = [Math.min(COUNT_MAX, newest + 1), ...before];
  putTally(state, person, { ...rest, brought: counted });
}

/** Moves the counts on to the period that runs; the newest stands first. */
function shifted(tally: Tally, now: number): Tally {
  const period = divFloor(now, PERIOD);
  const passed = period - tally.period;
  if (passed === 0) return tally;
  const kept = tally.brought.slice(0, Math.max(0, PERIODS - passed));
  const gap = Array.from({ length: Math.min(passed, PERIODS) }, () => 0);
  return { ...tally, period, brought: [...gap, ...kept].slice(0, PERIODS) };
}
