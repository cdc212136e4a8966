import { parameterValue } from "../constitution/index.ts";
import type { PersonId } from "../kernel/ids.ts";
import type { Reader } from "../kernel/state.ts";
import { DAY } from "../kernel/time.ts";
import { fifthRootCeil } from "./fifth-root.ts";
import { countersOf, isIn, memberCount } from "./standing.ts";
import { type Member, members } from "./types.ts";
import { liveVouchers } from "./vouching.ts";

/** People looked at, in the order of their numbers, before a count of elders gives up. */
export const PEOPLE_COUNTED_MAX = 4096;

/** How many live vouches an elder who is no founder has received: the fifth root of all members. */
export function elderVouchesNeeded(state: Reader): number {
  return fifthRootCeil(memberCount(state));
}

/**
 * Tells whether a person is an elder: a founder, or a member of long standing whom enough others know.
 *
 * Why: the paths of vouches that admit somebody start at elders, so that a group of invented people
 * cannot vouch for itself.
 */
export function isElder(state: Reader, person: PersonId, now: number): boolean {
  const row = members.get(state, [person]);
  return row !== undefined && isElderRow(state, person, row, now);
}

/**
 * How many separate paths from elders an applicant needs: `most`, or fewer where there are fewer elders.
 *
 * Why: a search that reaches its bound has not shown that elders are few, so it asks for `most`.
 */
export function pathsNeededUpTo(state: Reader, now: number, most: number): number {
  if (countersOf(state).founders >= most) return most;
  let counted = 0;
  let seen = 0;
  for (const { key, row } of members.entries(state, [])) {
    if (counted === most || seen === PEOPLE_COUNTED_MAX) return most;
    seen += 1;
    if (isElderRow(state, key[0], row, now)) counted += 1;
  }
  return counted;
}

/** Tells whether a person would be an elder with a number of received vouches. */
export function isElderWith(state: Reader, row: Member, received: number, now: number): boolean {
  if (!isIn(row)) return false;
  return row.founder || (isOfAge(state, row, now) && received >= elderVouchesNeeded(state));
}

function isElderRow(state: Reader, person: PersonId, row: Member, now: number): boolean {
  if (!isIn(row)) return false;
  if (row.founder) return true;
  if (!isOfAge(state, row, now)) return false;
  const needed = elderVouchesNeeded(state);
  return liveVouchers(state, person, now, needed).length >= needed;
}

/** By the shorter of the wait of the day when they came in and today's: no change reaches back. */
function isOfAge(state: Reader, row: Member, now: number): boolean {
  const days = Math.min(row.elderDays, parameterValue(state, "elder-after-days"));
  return row.since + days * DAY <= now;
}
