import { divFloor } from "./integer.ts";

/** Milliseconds of a minute. */
export const MINUTE = 60_000;
/** Milliseconds of an hour. */
export const HOUR = 3_600_000;
/** Milliseconds of a day. */
export const DAY = 86_400_000;
/** Milliseconds of a year of 365 days, as terms and ages count it. */
export const YEAR = 31_536_000_000;

/** The UTC day that a moment lies in, counted from 1970-01-01. */
export function dayOf(moment: number): number {
  return divFloor(moment, DAY);
}

/** The UTC hour that a moment lies in, counted from 1970-01-01. */
export function hourOf(moment: number): number {
  return divFloor(moment, HOUR);
}
