import { windowFloor } from "../constitution/index.ts";
import type { PersonId } from "../kernel/ids.ts";
import { divCeil, divFloor } from "../kernel/integer.ts";
import type { Reader } from "../kernel/state.ts";
import { DAY, dayOf, HOUR } from "../kernel/time.ts";
import { memberSince } from "../membership/index.ts";
import { sharesOfSum } from "./convert.ts";
import { dayRowOf, ledgerOf } from "./days.ts";
import { claims } from "./types.ts";

/** Income that can be collected: full hours from one moment to another, and their shares. */
export interface Income {
  readonly from: number;
  readonly until: number;
  readonly hours: number;
  readonly shares: bigint;
}

/**
 * Works out what a member can collect now, up to a moment that has passed.
 *
 * Why: everybody has the same income in the same hour, whenever they collect it; anyone who was away
 * or ill loses nothing within the window.
 * Bounds: full hours only; none before the membership or the founding, none that were collected.
 * Cost: the rows of two days, however long the time between them.
 */
export function incomeOf(state: Reader, person: PersonId, now: number, upTo: number): Income {
  const since = memberSince(state, person);
  const until = floorHour(Math.min(now, upTo));
  const from = Math.max(
    claims.get(state, [person])?.until ?? 0,
    since === undefined ? until : ceilHour(since),
    ledgerOf(state).since,
    Math.max(0, floorHour(windowFloor(state, "claim-window-days", floorHour(now)))),
  );
  if (since === undefined || until <= from) return { from, until: from, hours: 0, shares: 0n };
  const sum = sumUntil(state, until) - sumUntil(state, from);
  return { from, until, hours: divFloor(until - from, HOUR), shares: sharesOfSum(sum) };
}

/** The end of the last full hour. */
export function floorHour(moment: number): number {
  return divFloor(moment, HOUR) * HOUR;
}

/** The beginning of the first full hour. */
export function ceilHour(moment: number): number {
  return divCeil(moment, HOUR) * HOUR;
}

/** All income of one person until an hour, as micro-units times index. */
function sumUntil(state: Reader, hour: number): bigint {
  const day = dayOf(hour);
  const { sum, perHour, index } = dayRowOf(state, day);
  const hours = divFloor(hour - day * DAY, HOUR);
  return hours === 0 ? sum : sum + BigInt(hours * perHour) * index;
}
