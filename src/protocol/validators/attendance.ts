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
 * Why not for a machine alone: where it is away, there is no block that could tell; and while it makes
 * the blocks alone, those who have taken seats beside it sign nothing yet.
 */
export function noteAttendance(
  state: Writer,
  absent: readonly Uint8Array[] | undefined,
  now: number,
): readonly Event[] {
  if (absent === undefined) return [];
  const length = parameterValue(state, "attendance-minutes") * MINUTE;
  const period = divFloor(now, length);
  const counted = counters.get(state, []);
  if (counted === undefined || counted.period === period) return [];
  const signing = [...signers.entries(state, [])];
  if (signing.length < 2) return [];
  counters.put(state, [], { ...counted, period });
  const away = new Set(absent.map((address) => machineAt(state, address)));
  const owed = divFloor(parameterValue(state, "helper-income-per-day") * length, DAY);
  for (const { key, row } of signing) {
    // Whoever came within this period may not have been asked yet.
    if (divFloor(row.since, length) !== period) note(state, key[0], away.has(key[0]), owed);
  }
  return pauseOne(state, now);
}

function note(state: Writer, machine: MachineId, isAway: boolean, owed: number): void {
  const noted = attendanceOf(state, machine);
  if (isAway) {
    const { absent, inARow } = noted;
    attendance.put(state, [machine], { ...noted, absent: absent + 1, inARow: inARow + 1 });
    return;
  }
  const isOwed = machines.get(state, [machine])?.operator !== 0;
  attendance.put(state, [machine], {
    ...noted,
    present: noted.present + 1,
    inARow: 0,
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
  const most = parameterValue(state, "absences-in-a-row");
  let worst: { readonly machine: MachineId; readonly absences: number } | undefined;
  for (const { key, row } of seats.entries(state, [])) {
    if (row.standing !== "taken" || !signers.has(state, key)) continue;
    const absences = attendanceOf(state, key[0]).inARow;
    if (absences >= most && absences > (worst?.absences ?? 0))
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
