import { divFloor } from "./integer.ts";
import { DAY, HOUR, MINUTE } from "./time.ts";

/** Writes a count with its noun: `1 day`, `3 days`. */
export function countText(count: number, one: string, many: string): string {
  return `${count} ${count === 1 ? one : many}`;
}

/** Writes days: `1 day`, `90 days`. */
export function daysText(days: number): string {
  return countText(days, "day", "days");
}

/** Writes a whole number of 10^-`places` as a decimal without trailing zeros. */
export function decimalText(value: number, places: number): string {
  let scale = 1;
  for (let place = 0; place < places; place++) scale *= 10;
  const rest = value % scale;
  const whole = String(divFloor(value, scale));
  if (rest === 0) return whole;
  let digits = String(rest).padStart(places, "0");
  while (digits.endsWith("0")) digits = digits.slice(0, -1);
  return `${whole}.${digits}`;
}

/** Writes micro-units as units: `1 unit`, `1.1 units`. */
export function unitsText(micro: number): string {
  return `${decimalText(micro, 6)} ${micro === 1_000_000 ? "unit" : "units"}`;
}

/** Writes basis points as percent: `7 %`, `0.5 %`. */
export function percentText(basisPoints: number): string {
  return `${decimalText(basisPoints, 2)} %`;
}

/** Writes a length of time in the largest unit that divides it: `21 days`, `12 hours`, `90 minutes`. */
export function durationText(milliseconds: number): string {
  if (milliseconds % DAY === 0) return daysText(divFloor(milliseconds, DAY));
  if (milliseconds % HOUR === 0) return countText(divFloor(milliseconds, HOUR), "hour", "hours");
  if (milliseconds % MINUTE === 0) {
    return countText(divFloor(milliseconds, MINUTE), "minute", "minutes");
  }
  return countText(milliseconds, "millisecond", "milliseconds");
}
