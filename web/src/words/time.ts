import { currentTag } from "./tag.ts";

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

/** Writes a moment in full: weekday, date and time. */
export const fullTime = (at: number): string =>
  new Intl.DateTimeFormat(currentTag(), { dateStyle: "full", timeStyle: "short" }).format(at);

/** Writes the date alone. */
export const date = (at: number): string =>
  new Intl.DateTimeFormat(currentTag(), { dateStyle: "medium" }).format(at);

/** Writes the time of day alone. */
export const clock = (at: number): string =>
  new Intl.DateTimeFormat(currentTag(), { timeStyle: "short" }).format(at);

/** Writes a day as the head of a page does: "Sunday 29 November". */
export const longDay = (at: number): string =>
  new Intl.DateTimeFormat(currentTag(), { weekday: "long", day: "numeric", month: "long" }).format(
    at,
  );

const relative = (value: number, unit: Intl.RelativeTimeFormatUnit): string =>
  new Intl.RelativeTimeFormat(currentTag(), { numeric: "auto" }).format(value, unit);

function calendarDays(at: number, now: number): number {
  const [there, here] = [new Date(at), new Date(now)];
  return Math.round((there.setHours(12, 0, 0, 0) - here.setHours(12, 0, 0, 0)) / day);
}

/**
 * Writes a moment as a neighbour would say it: "in 12 minutes", "today, 20:00", "Friday, 09:00".
 *
 * Units: milliseconds since 1970; `now` is the community's clock, not the phone's.
 */
export function near(at: number, now: number): string {
  const apart = at - now;
  if (Math.abs(apart) < minute) return relative(0, "second");
  if (Math.abs(apart) < hour) return relative(Math.trunc(apart / minute), "minute");
  const days = calendarDays(at, now);
  if (Math.abs(days) <= 1) return `${relative(days, "day")}, ${clock(at)}`;
  if (Math.abs(days) < 7) {
    const weekday = new Intl.DateTimeFormat(currentTag(), { weekday: "long" }).format(at);
    return `${weekday}, ${clock(at)}`;
  }
  return date(at);
}

/** Writes the day of a moment, as a list by days says it: "today", "yesterday", "Friday 27 November". */
export function dayOf(at: number, now: number): string {
  const days = calendarDays(at, now);
  if (days >= -1 && days <= 0) return relative(days, "day");
  return new Date(at).getFullYear() === new Date(now).getFullYear() ? longDay(at) : date(at);
}

/** Writes how long something lasts in its largest fitting unit: "3 days", "36 hours". */
export function duration(milliseconds: number): string {
  const units = [
    ["day", day],
    ["hour", hour],
    ["minute", minute],
    ["second", 1000],
  ] as const;
  const [unit, length] =
    units.find((each) => milliseconds >= each[1] && milliseconds % each[1] === 0) ??
    units.find((each) => milliseconds >= each[1]) ??
    units[3];
  const value = Math.round(milliseconds / length);
  const style = { style: "unit", unit, unitDisplay: "long" } as const;
  return new Intl.NumberFormat(currentTag(), style).format(value);
}
