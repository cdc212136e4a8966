import { present } from "../kernel/assert.ts";
import type { DecisionId, MachineId } from "../kernel/ids.ts";
import type { Reader, Writer } from "../kernel/state.ts";
import { DAY } from "../kernel/time.ts";
import { releaseText } from "../texts/index.ts";
import { isHeldBy } from "./held-texts.ts";
import { changeNumbers, PACE_DAYS, type SeatChange, seatChanges } from "./pace-types.ts";
import { type Attendance, attendance, machines, type Seat, seats } from "./types.ts";

const BACK = { inARow: 0, awayMs: 0, mayMiss: 0 };
const NEVER_SEEN: Attendance = { present: 0, absent: 0, ...BACK, owed: 0 };

/** How reliably a machine has been there; nothing noted yet counts as zeros. */
export function attendanceOf(state: Reader, machine: MachineId): Attendance {
  return attendance.get(state, [machine]) ?? NEVER_SEEN;
}

/** For how long a seat is given. */
export interface Term {
  readonly now: number;
  readonly until: number;
  readonly decision: DecisionId;
  /**
   * Whether a new seat counts as a change by decision; nothing where no decision gives it, as where
   * consensus begins.
   */
  readonly counts?: boolean;
}

/**
 * Notes that a seat was given or went, for the pace of the next 30 days.
 *
 * Why old ones are forgotten only now: a block in which nothing comes about leaves the state alone.
 */
function noteChange(state: Writer, now: number, row: SeatChange): void {
  forgetOld(state, now);
  const numbers = changeNumbers.get(state, []) ?? { made: 0, waiting: 0 };
  const number = numbers.made + 1;
  changeNumbers.put(state, [], { ...numbers, made: number });
  seatChanges.put(state, [now, number], row);
}

function forgetOld(state: Writer, now: number): void {
  for (const { key } of [...seatChanges.entries(state, [])]) {
    if (key[0] + PACE_DAYS * DAY > now) break;
    seatChanges.delete(state, key);
  }
}

/** Ends a machine's seat, if it has one; what nobody decided does not count. */
export function endSeat(
  state: Writer,
  machine: MachineId,
  { now, counts = false }: { readonly now: number; readonly counts?: boolean },
): void {
  if (!seats.has(state, [machine])) return;
  seats.delete(state, [machine]);
  noteChange(state, now, { machine, change: "gone", counts });
}

/** Gives a machine a seat, or a further term in the seat that it has. */
export function giveSeat(state: Writer, machine: MachineId, term: Term): void {
  const { now, until, decision, counts } = term;
  const held = seats.get(state, [machine]);
  if (held === undefined && counts !== undefined) {
    noteChange(state, now, { machine, change: "given", counts });
  }
  const standing = held?.standing ?? "given";
  seats.put(state, [machine], { standing, since: held?.since ?? now, until, decision });
}

/** Has a machine use its seat, and forgets absences before. */
export function take(state: Writer, machine: MachineId, now: number): void {
  change(state, machine, { standing: "taken", since: now });
  const noted = attendanceOf(state, machine);
  if (noted.inARow > 0) attendance.put(state, [machine], { ...noted, ...BACK });
}

/** Pauses a machine; its seat stays. */
export function suspend(state: Writer, machine: MachineId, now: number): void {
  change(state, machine, { standing: "suspended", since: now });
}

function change(state: Writer, machine: MachineId, changed: Partial<Seat>): void {
  const seat = present(seats.get(state, [machine]), "a seat that changes is there");
  seats.put(state, [machine], { ...seat, ...changed });
}

/** Takes a machine off offer and out of its seat. */
export function withdraw(state: Writer, machine: MachineId, now: number): void {
  const row = present(machines.get(state, [machine]), "a machine that is withdrawn is there");
  if (isHeldBy(row)) releaseText(state, row.declaration);
  machines.put(state, [machine], { ...row, withdrawnAt: now });
  endSeat(state, machine, { now });
}

/** Takes a machine's seat away until people lift the bar. */
export function bar(state: Writer, machine: MachineId, now: number): void {
  const row = present(machines.get(state, [machine]), "a machine that is barred is there");
  machines.put(state, [machine], { ...row, barredAt: now });
  endSeat(state, machine, { now });
}

/** Counts the seats, by how they stand. */
export function countSeats(state: Reader): { readonly all: number; readonly elected: number } {
  let all = 0;
  let elected = 0;
  for (const { row } of seats.entries(state, [])) {
    all += 1;
    if (row.standing !== "given") elected += 1;
  }
  return { all, elected };
}
