import { parameterValue } from "../constitution/index.ts";
import type { Event } from "../kernel/event.ts";
import type { MachineId } from "../kernel/ids.ts";
import { addWhole, divFloor } from "../kernel/integer.ts";
import type { Reader, Writer } from "../kernel/state.ts";
import { DAY, MINUTE } from "../kernel/time.ts";
import { seatSuspended } from "./events.ts";
import { machineAt } from "./machine.ts";
import { attendanceOf, countSeats, suspend } from "./seat.ts";
import { peopleOf, smallestSet } from "./signing.ts";
import { attendance, counters, machines, SIGNERS_MIN, seats, signers } from "./types.ts";

/**
 * Notes who is there, once in a period, and pauses at most one machine that was away too long.
 *
 * Why once in a period: a count that changed with each block would let no block be the last one.
 * Why the period that runs keeps its end: other figures of the rules count from the next one on.
 * Why not for a machine alone: where it is away, there is no block that could tell; and while it makes
 * the blocks alone, those who have taken seats beside it sign nothing yet.
 */
export function noteAttendance(
  state: Writer,
  absent: readonly Uint8Array[] | undefined,
  now: number,
): readonly Event[] {
  if (absent === undefined) return [];
  const counted = counters.get(state, []);
  if (counted === undefined || now < counted.notedUntil) return [];
  const signing = [...signers.entries(state, [])];
  if (signing.length < 2) return [];
  const period = periodOf(state, counted.notedUntil, now);
  counters.put(state, [], { ...counted, notedUntil: period.until });
  const away = new Set(absent.map((address) => machineAt(state, address)));
  for (const { key, row } of signing) {
    // Anyone who came within this period may not have been asked yet.
    if (row.since < period.since) note(state, key[0], away.has(key[0]), period);
  }
  return pauseOne(state, now);
}

interface Period {
  readonly since: number;
  readonly until: number;
}

/** The period that a moment lies in, or what of it the one before has left. */
function periodOf(state: Reader, notedUntil: number, now: number): Period {
  const length = parameterValue(state, "attendance-minutes") * MINUTE;
  const begun = divFloor(now, length) * length;
  return { since: Math.max(begun, notedUntil), until: begun + length };
}

function note(state: Writer, machine: MachineId, isAway: boolean, period: Period): void {
  const noted = attendanceOf(state, machine);
  const lasts = period.until - period.since;
  if (isAway) {
    const inARow = noted.inARow + 1;
    const awayMs = addWhole(noted.awayMs, lasts);
    // Neither a lower nor a higher figure reaches back to absences that have begun.
    const mayMiss = noted.mayMiss || parameterValue(state, "absences-in-a-row");
    const absent = noted.absent + 1;
    attendance.put(state, [machine], { ...noted, absent, inARow, awayMs, mayMiss });
    return;
  }
  const owed = divFloor(parameterValue(state, "helper-income-per-day") * lasts, DAY);
  const isOwed = machines.get(state, [machine])?.operator !== 0;
  attendance.put(state, [machine], {
    ...noted,
    present: noted.present + 1,
    inARow: 0,
    awayMs: 0,
    mayMiss: 0,
    owed: addWhole(noted.owed, isOwed ? owed : 0),
  });
}

/**
 * Pauses the machine that has been away longest, if too long and if enough others stay.
 *
 * Why one at a time, and never below four nor two thirds of the elected: a network that is cut in
 * two must not throw out its other half.
 */
function pauseOne(state: Writer, now: number): readonly Event[] {
  let worst: { readonly machine: MachineId; readonly absences: number } | undefined;
  for (const { key, row } of seats.entries(state, [])) {
    if (row.standing !== "taken" || !signers.has(state, key)) continue;
    const { inARow: absences, mayMiss } = attendanceOf(state, key[0]);
    if (absences > 0 && absences >= mayMiss && absences > (worst?.absences ?? 0))
      worst = { machine: key[0], absences };
  }
  if (worst === undefined || !mayPause(state)) return [];
  const { machine, absences } = worst;
  suspend(state, machine, now);
  return [seatSuspended(peopleOf(state, machine), { machine, absences })];
}

/** Tells whether the network could do with one taken seat less. */
export function mayPause(state: Reader): boolean {
  let taken = 0;
  for (const { row } of seats.entries(state, [])) if (row.standing === "taken") taken += 1;
  const left = taken - 1;
  return left >= smallestSet(SIGNERS_MIN) && left * 3 >= countSeats(state).elected * 2;
}
