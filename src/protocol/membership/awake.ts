import { foundedAt } from "../constitution/index.ts";
import { signedDay } from "../identity/index.ts";
import type { PersonId } from "../kernel/ids.ts";
import type { Reader, Writer } from "../kernel/state.ts";
import { dayOf } from "../kernel/time.ts";
import { awake, type Member, members } from "./types.ts";

/** Days for which anyone who has signed anything counts as awake. */
export const AWAKE_DAYS = 180;

/**
 * The day on which a member was awake last: when they signed anything, came in, or the community began.
 *
 * Why not signatures alone: else those who are first to sign in a new community were all of it.
 */
export function awakeDay(state: Reader, person: PersonId, since: number): number {
  return Math.max(signedDay(state, person), dayOf(since), dayOf(foundedAt(state)));
}

/** Tells whether a member has been awake lately. */
export function isAwake(state: Reader, person: PersonId, now: number): boolean {
  const row = members.get(state, [person]);
  if (row?.status !== "member") return false;
  return awakeDay(state, person, row.since) >= dayOf(now) - AWAKE_DAYS;
}

/**
 * How many members have been awake lately.
 *
 * Cost: at most a row for each of these days.
 */
export function awakeCount(state: Reader, now: number): number {
  const today = dayOf(now);
  let count = 0;
  const first = Math.max(0, today - AWAKE_DAYS);
  for (const { row } of awake.between(state, [first], [today + 1])) count += row.people;
  return count;
}

/**
 * Counts a member among those of today who is about to sign something.
 *
 * Bounds: called before the day is written down with their device.
 * Cost: the row that is read for each action; more on a day's first action only.
 */
export function noteAwake(state: Writer, person: PersonId, now: number): void {
  const today = dayOf(now);
  if (signedDay(state, person) === today) return;
  const row = members.get(state, [person]);
  if (row?.status !== "member") return;
  const before = awakeDay(state, person, row.since);
  if (before >= today) return;
  change(state, before, -1);
  change(state, today, 1);
}

/** Keeps the counts in step where somebody comes, goes or counts from another day. */
export function moveAwake(
  state: Writer,
  person: PersonId,
  before: Member | undefined,
  after: Member,
): void {
  const from = before?.status === "member" ? awakeDay(state, person, before.since) : undefined;
  const to = after.status === "member" ? awakeDay(state, person, after.since) : undefined;
  if (from === to) return;
  if (from !== undefined) change(state, from, -1);
  if (to !== undefined) change(state, to, 1);
}

function change(state: Writer, day: number, by: number): void {
  const people = (awake.get(state, [day])?.people ?? 0) + by;
  if (people === 0) awake.delete(state, [day]);
  else awake.put(state, [day], { people });
}
