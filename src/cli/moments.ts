import { countText } from "../protocol/kernel/figures.ts";
import { failure, ok, type Result } from "../protocol/kernel/result.ts";
import { DAY, HOUR, MINUTE } from "../protocol/kernel/time.ts";

const UNITS: { readonly [unit: string]: number } = { s: 1000, m: MINUTE, h: HOUR, d: DAY };

const SECOND = [1000, "second"] as const;
const AGES = [[DAY, "day"], [HOUR, "hour"], [MINUTE, "minute"], SECOND] as const;

/** Reads a span such as `21d`, `3h`, `10m` or `30s` as milliseconds. */
export function parseSpan(text: string): Result<number> {
  const match = /^(\d{1,9})([smhd])$/.exec(text);
  if (match === null) return failure(`"${text}" is not a span; write it like 21d, 3h or 10m`);
  return ok(Number(match[1]) * (UNITS[match[2] ?? ""] ?? 0));
}

/**
 * Reads a moment or a span.
 *
 * Shape: `2027-05-01`, `2027-05-01T18:00:00Z`, `+21d` (from now on), `21d` (a span), or milliseconds.
 */
export function parseMoment(text: string, now: number): Result<number> {
  if (/^\d{1,16}$/.test(text)) return ok(Number(text));
  if (/^\d+[smhd]$/.test(text)) return parseSpan(text);
  if (text.startsWith("+")) {
    const span = parseSpan(text.slice(1));
    return span.ok ? ok(now + span.value) : span;
  }
  const isDate = /^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d{1,3})?)?(Z|[+-]\d{2}:\d{2}))?$/;
  const moment = isDate.test(text) ? Date.parse(text) : Number.NaN;
  if (Number.isNaN(moment)) {
    return failure(`"${text}" is not a moment; write it like 2027-05-01, +21d or 21d`);
  }
  return ok(moment);
}

/** Writes a moment for people: the day and the minute in UTC. */
export function formatMoment(moment: number): string {
  return moment === 0
    ? "never"
    : `${new Date(moment).toISOString().slice(0, 16).replace("T", " ")} UTC`;
}

/** Writes how long ago something was, in its largest whole unit: `34 seconds ago`. */
export function formatAge(milliseconds: number): string {
  const [span, one] = AGES.find(([unit]) => milliseconds >= unit) ?? SECOND;
  return `${countText(Math.max(0, Math.floor(milliseconds / span)), one, `${one}s`)} ago`;
}
