import { present } from "../kernel/assert.ts";
import { compareBytes } from "../kernel/bytes.ts";
import type { Event } from "../kernel/event.ts";
import type { MachineId } from "../kernel/ids.ts";
import { divFloor } from "../kernel/integer.ts";
import type { Reader, Writer } from "../kernel/state.ts";
import { signerCame, signerWent } from "./events.ts";
import { attendance, machines, SIGNERS_MIN, seats, signers } from "./types.ts";

/** Which machines sign, and which are on their way in or out. */
export interface SigningPlan {
  readonly size: number;
  /** Seats are taken for them; they do not sign yet. In the order of their numbers. */
  readonly coming: readonly MachineId[];
  /** They sign although they have no seat, or pause; the barred first, then anyone who is away longest. */
  readonly leaving: readonly MachineId[];
}

/**
 * Compares the machines that sign with the seats that are taken.
 *
 * Cost: one row for each seat and each signing machine.
 */
export function signingPlan(state: Reader): SigningPlan {
  const wanted = new Set<MachineId>();
  for (const { key, row } of seats.entries(state, [])) {
    if (row.standing === "taken") wanted.add(key[0]);
  }
  const staying: MachineId[] = [];
  const barred: MachineId[] = [];
  const others: MachineId[] = [];
  for (const { key } of signers.entries(state, [])) {
    const [machine] = key;
    if (wanted.delete(machine)) staying.push(machine);
    else if (machines.get(state, [machine])?.barredAt !== 0) barred.push(machine);
    else others.push(machine);
  }
  const awayOf = (machine: MachineId) => attendance.get(state, [machine])?.inARow ?? 0;
  others.sort((left, right) => awayOf(right) - awayOf(left) || left - right);
  const leaving = [...barred, ...others];
  return { size: staying.length + leaving.length, coming: [...wanted], leaving };
}

/** How many machines may come and go in one block: fewer than a third of those that sign, or one. */
export function changesPerBlock(size: number): number {
  return size < SIGNERS_MIN ? 1 : divFloor(size - 1, 3);
}

/**
 * The size below which a set does not fall.
 *
 * Why a set under four may shrink to one: it survives no loss at all, so nothing is lost by it.
 */
export function smallestSet(size: number): number {
  return size < SIGNERS_MIN ? 1 : SIGNERS_MIN;
}

/** Tells whether a machine is on its way in, or out and may go. */
export function isMoving({ size, coming, leaving }: SigningPlan): boolean {
  return coming.length > 0 || (leaving.length > 0 && size > smallestSet(size));
}

/**
 * Brings the machines that sign nearer to the seats, by one block's worth.
 *
 * Why those who come are first: a set that is renewed never gets smaller on the way.
 */
export function moveSigners(state: Writer, now: number): Event[] {
  const { size, coming, leaving } = signingPlan(state);
  let changes = changesPerBlock(size);
  const come = coming.slice(0, changes);
  changes -= come.length;
  const least = smallestSet(size);
  const go = leaving.slice(0, Math.min(changes, Math.max(0, size + come.length - least)));
  for (const machine of come) signers.put(state, [machine], { since: now });
  for (const machine of go) signers.delete(state, [machine]);
  return [
    ...come.map((machine) => signerCame(peopleOf(state, machine), { machine })),
    ...go.map((machine) => signerWent(peopleOf(state, machine), { machine })),
  ];
}

/** Whom an event about a machine concerns. */
export function peopleOf(state: Reader, machine: MachineId) {
  const operator = machines.get(state, [machine])?.operator;
  return operator ? [operator] : [];
}

/** The keys of the machines that sign, in the order of their bytes. */
export function signingKeys(state: Reader): Uint8Array[] {
  const keys: Uint8Array[] = [];
  for (const { key } of signers.entries(state, [])) {
    keys.push(present(machines.get(state, key), "a machine that signs is there").key);
  }
  return keys.sort(compareBytes);
}
