import { parameterValueAt } from "../constitution/index.ts";
import { assert, present } from "../kernel/assert.ts";
import type { Reader, Writer } from "../kernel/state.ts";
import { DAY, dayOf } from "../kernel/time.ts";
import { INDEX_DIGITS } from "./convert.ts";
import { dailyFactor } from "./demurrage.ts";
import { type Day, days, type Ledger, ledger } from "./types.ts";

/** Hours of a day. */
const HOURS = 24n;

/** Reads the room's counts. */
export function ledgerOf(state: Reader): Ledger {
  return present(ledger.get(state, []), "the ledger begins with the founding");
}

/** Reads the figures that the constitution gives a day: those that count at its first moment. */
export function figuresOf(state: Reader, day: number): Pick<Day, "perHour" | "demurrage"> {
  const midnight = day * DAY;
  return {
    perHour: parameterValueAt(state, "income-per-hour", midnight),
    demurrage: parameterValueAt(state, "demurrage-per-year", midnight),
  };
}

/**
 * Returns a day's row, worked out from the last one written when it is not written yet.
 *
 * Why: blocks without money write nothing, so the rows of quiet days are made up when needed.
 * Bounds: not before the first day.
 * Cost: one reading, and for a day that is not written one step for each day since the last.
 */
export function dayRowOf(state: Reader, day: number): Day {
  const written = days.get(state, [day]);
  if (written !== undefined) return written;
  const { lastDay } = ledgerOf(state);
  assert(day > lastDay, `day ${day} is not before the first`);
  let row = present(days.get(state, [lastDay]), "the last day is written");
  for (let next = lastDay + 1; next <= day; next++) row = dayAfter(state, row, next);
  return row;
}

/** Writes all days up to today and returns today's: the first thing that moving money does. */
export function writeDays(state: Writer, now: number): Day {
  const today = dayOf(now);
  const written = days.get(state, [today]);
  if (written !== undefined) return written;
  const counted = ledgerOf(state);
  let row = present(days.get(state, [counted.lastDay]), "the last day is written");
  for (let next = counted.lastDay + 1; next <= today; next++) {
    row = dayAfter(state, row, next);
    days.put(state, [next], row);
  }
  ledger.put(state, [], { ...counted, lastDay: today });
  return row;
}

/** The index that counts at a moment. */
export function indexAt(state: Reader, now: number): bigint {
  return dayRowOf(state, dayOf(now)).index;
}

/** Steps to the next day: the figures of the day that ends decide how far. */
export function dayAfter(state: Reader, before: Day, day: number): Day {
  return {
    index: (before.index * dailyFactor(before.demurrage)) >> INDEX_DIGITS,
    sum: before.sum + HOURS * BigInt(before.perHour) * before.index,
    ...figuresOf(state, day),
  };
}
