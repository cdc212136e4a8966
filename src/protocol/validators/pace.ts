import type { Event } from "../kernel/event.ts";
import { type Refusal, refuse } from "../kernel/fault.ts";
import { type MachineId, NOBODY } from "../kernel/ids.ts";
import { divFloor } from "../kernel/integer.ts";
import type { Reader, Writer } from "../kernel/state.ts";
import { DAY } from "../kernel/time.ts";
import { seatChangeDropped, seatGiven, seatTakenBack, seatWaits } from "./events.ts";
import { validatorsFaults as faults } from "./faults.ts";
import { benches } from "./lot-types.ts";
import { isRunByMember, seatOf } from "./machine.ts";
import {
  changeBackers,
  changeNumbers,
  PACE_DAYS,
  seatChanges,
  WAITING_MAX,
  type WaitingChange,
  waitingChanges,
} from "./pace-types.ts";
import { attendanceOf, countSeats, endSeat, giveSeat } from "./seat.ts";
import { peopleOf } from "./signing.ts";
import { machines, SEATS_MAX, SIGNERS_MIN, seats } from "./types.ts";

/** How many changes by decision there may be in 30 days, and how many there have been. */
export interface Pace {
  readonly limit: number;
  readonly used: number;
  /** The seats that there were 30 days ago, which the limit is made from. */
  readonly seatsThen: number;
}

/**
 * Counts the changes of the last 30 days.
 *
 * Why the seats of 30 days ago: anyone who adds seats does not thereby get to change more of them.
 * Bounds: a change counts for 30 days to the millisecond, and no longer.
 */
export function paceOf(state: Reader, now: number): Pace {
  let seatsThen = countSeats(state).all;
  let used = 0;
  for (const { key, row } of seatChanges.entries(state, [])) {
    if (key[0] + PACE_DAYS * DAY <= now) continue;
    seatsThen += row.change === "given" ? -1 : 1;
    if (row.counts) used += 1;
  }
  const limit = seatsThen < 1 ? 1 : Math.max(1, divFloor(seatsThen - 1, 3));
  return { limit, used, seatsThen };
}

/**
 * When the next change becomes possible; `now` where one is possible already.
 *
 * Why it is looked at again at the end of each change's 30 days: the limit, too, is another one then.
 */
export function nextChangeAt(state: Reader, now: number): number {
  if (isFreeAt(state, now)) return now;
  for (const { key } of seatChanges.entries(state, [])) {
    const end = key[0] + PACE_DAYS * DAY;
    if (end > now && isFreeAt(state, end)) return end;
  }
  return now;
}

function isFreeAt(state: Reader, at: number): boolean {
  const { used, limit } = paceOf(state, at);
  return used < limit;
}

/** What everyone has decided about a seat. */
export type Decided = Pick<WaitingChange, "machine" | "change" | "until" | "decision">;

/**
 * Makes a change of a seat that everyone has decided, or lets it wait for its turn.
 *
 * Why a further term never waits: nobody comes and nobody goes.
 */
export function decideSeat(state: Writer, decided: Decided, now: number): Event[] {
  const free = isFree(state, decided, now);
  if (free || isTurn(state, now)) return make(state, decided, now, !free);
  const numbers = changeNumbers.get(state, []) ?? { made: 0, waiting: 0 };
  const number = numbers.waiting + 1;
  changeNumbers.put(state, [], { ...numbers, waiting: number });
  waitingChanges.put(state, [number], { ...decided, since: now, backers: 0 });
  const { machine, change, decision } = decided;
  return [seatWaits(peopleOf(state, machine), { number, machine, change, decision })];
}

/** Tells whether a change may be made now without any that waits being overtaken. */
function isTurn(state: Reader, now: number): boolean {
  return isFreeAt(state, now) && firstWaiting(state) === undefined;
}

function firstWaiting(state: Reader) {
  for (const entry of waitingChanges.entries(state, [])) return entry;
  return undefined;
}

/** Refuses a change while as many wait as may wait. */
export function requireRoom(state: Reader): Refusal | undefined {
  const most = WAITING_MAX;
  return countWaiting(state) < most ? undefined : refuse(faults["too-many-wait"], { most });
}

/** Counts the changes that wait. */
export function countWaiting(state: Reader): number {
  let count = 0;
  for (const _ of waitingChanges.entries(state, [])) count += 1;
  return count;
}

/**
 * Tells whether a change does not count.
 *
 * Why not: a further term changes nobody; a machine that was away for a day has left by itself, so
 * that putting another in its place is one change; and a community grows from one machine to four
 * as fast as it finds them. Seats that went within 30 days count among the four, so that nobody
 * takes seats back in order to give them freely.
 */
function isFree(state: Reader, { machine, change }: Decided, now: number): boolean {
  if (change === "unseat") return isAwayForADay(state, machine, now);
  if (seats.has(state, [machine])) return true;
  let ever = countSeats(state).all;
  for (const { key, row } of seatChanges.entries(state, [])) {
    if (row.change === "gone" && key[0] + PACE_DAYS * DAY > now) ever += 1;
  }
  return ever < SIGNERS_MIN;
}

function isAwayForADay(state: Reader, machine: MachineId, now: number): boolean {
  const seat = seats.get(state, [machine]);
  if (seat?.standing === "suspended" && seat.since + DAY <= now) return true;
  return attendanceOf(state, machine).awayMs >= DAY;
}

/** Makes a change that everyone has decided, now. */
export function make(state: Writer, decided: Decided, now: number, counts: boolean): Event[] {
  const { machine, change, until, decision } = decided;
  const people = peopleOf(state, machine);
  if (change === "unseat") {
    endSeat(state, machine, { now, counts });
    return [seatTakenBack(people, { machine, decision })];
  }
  giveSeat(state, machine, { now, until, decision, counts });
  return [seatGiven(people, { machine, until, decision })];
}

/** Tells whether a change that waited can still be made. */
export function isStillPossible(state: Reader, { machine, change, until }: Decided, now: number) {
  if (change === "unseat") return seats.has(state, [machine]);
  const row = machines.get(state, [machine]);
  if (row === undefined || row.withdrawnAt !== 0 || row.barredAt !== 0 || until <= now)
    return false;
  const own = row.operator === NOBODY ? undefined : seatOf(state, row.operator);
  if (!isRunByMember(state, row) || (own !== undefined && own !== machine)) return false;
  const isBenched = (benches.get(state, [machine])?.until ?? 0) > now;
  return !isBenched && (seats.has(state, [machine]) || countSeats(state).all < SEATS_MAX);
}

/** Takes a waiting change out, with those who wanted it now. */
export function takeOut(state: Writer, number: number): void {
  waitingChanges.delete(state, [number]);
  for (const { key } of [...changeBackers.entries(state, [number])]) {
    changeBackers.delete(state, key);
  }
}

/** Makes the changes whose turn has come, the one that has waited longest first. */
export function makeWaiting(state: Writer, now: number): Event[] {
  const events: Event[] = [];
  for (let first = firstWaiting(state); first !== undefined; first = firstWaiting(state)) {
    const { key, row } = first;
    const isPossible = isStillPossible(state, row, now);
    const free = isPossible && isFree(state, row, now);
    if (isPossible && !free && !isFreeAt(state, now)) break;
    takeOut(state, key[0]);
    if (isPossible) events.push(...make(state, row, now, !free));
    else events.push(dropped(state, key[0], row));
  }
  return events;
}

function dropped(state: Reader, number: number, { machine, decision }: WaitingChange): Event {
  return seatChangeDropped(peopleOf(state, machine), { number, machine, decision });
}

/** When the first change that waits has its turn, 0 for at once; nothing while none waits. */
export function nextTurn(state: Reader): number | undefined {
  return firstWaiting(state) === undefined ? undefined : nextChangeAt(state, 0);
}
