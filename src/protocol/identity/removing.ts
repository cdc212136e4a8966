import { parameterValue } from "../constitution/index.ts";
import type { PersonId } from "../kernel/ids.ts";
import type { Reader, Writer } from "../kernel/state.ts";
import { DAY } from "../kernel/time.ts";
import type { RankedKey } from "./ranks.ts";
import { NO_KEY, type Removal, removals, removalsDue } from "./safety-types.ts";
import { devices } from "./types.ts";

/** A removal that waits, with the number of the device that it ends. */
export interface NumberedRemoval {
  readonly device: number;
  readonly row: Removal;
}

/** A person's removals that wait. */
export function removalsOf(state: Reader, person: PersonId): readonly NumberedRemoval[] {
  return [...removals.entries(state, [person])].map(({ key, row }) => ({ device: key[1], row }));
}

/** When a removal would happen that a key begins now: sooner for the one that ranks before the other. */
export function removalMoment(
  state: Reader,
  by: RankedKey,
  target: RankedKey,
  now: number,
): number {
  if (by.rank < target.rank) return soonestRemoval(state, now);
  return now + parameterValue(state, "removal-of-older-days") * DAY;
}

/** When a removal happens that two old keys want, or one that ranks before the other. */
export function soonestRemoval(state: Reader, now: number): number {
  return now + parameterValue(state, "removal-days") * DAY;
}

/** Tells whether two keys together are removing this one. */
export function isRemovedByTwo(state: Reader, person: PersonId, device: number): boolean {
  const row = removals.get(state, [person, device]);
  return row !== undefined && row.together !== NO_KEY;
}

/** Writes a removal down, in place of an earlier one. */
export function putRemoval(state: Writer, person: PersonId, device: number, row: Removal): void {
  dropRemoval(state, person, device);
  removals.put(state, [person, device], row);
  removalsDue.put(state, [row.at, person, device], {});
}

/** Takes a removal back, where there is one. */
export function dropRemoval(state: Writer, person: PersonId, device: number): void {
  const row = removals.get(state, [person, device]);
  if (row === undefined) return;
  removals.delete(state, [person, device]);
  removalsDue.delete(state, [row.at, person, device]);
}

/** Takes back what a key has begun by itself against others. */
export function dropBegunBy(state: Writer, person: PersonId, by: number): void {
  for (const { device, row } of removalsOf(state, person)) {
    if (row.by === by && row.together === NO_KEY) dropRemoval(state, person, device);
  }
}

/** Ends a key: its own removal is over, and so are those that it takes part in. */
export function endKey(state: Writer, person: PersonId, device: number, now: number): void {
  const held = devices.get(state, [person, device]);
  if (held !== undefined) devices.put(state, [person, device], { ...held, until: now });
  for (const { device: target, row } of removalsOf(state, person)) {
    if (target === device || row.by === device || row.together === device) {
      dropRemoval(state, person, target);
    }
  }
}
