import { parameterValue, parameterValueAt } from "../constitution/index.ts";
import { assert } from "../kernel/assert.ts";
import type { PersonId } from "../kernel/ids.ts";
import type { Reader, Writer } from "../kernel/state.ts";
import { DAY } from "../kernel/time.ts";
import { keyIn, type RankedKey, rankedKeys, slotOf } from "./ranks.ts";
import { dropRemoval, removalsOf } from "./removing.ts";
import { type Freeze, freezers, freezes, NO_KEY } from "./safety-types.ts";
import { type Device, devices } from "./types.ts";

/** Tells whether a key may only freeze and refuse at a moment. */
export function isFrozen(device: Pick<Device, "frozenUntil">, now: number): boolean {
  return now < device.frozenUntil;
}

/** A person's freeze that stands, with the moment at which it began. */
export interface RunningFreeze extends Freeze {
  readonly from: number;
}

/** A person's freeze that stands, or nothing. */
export function runningFreeze(
  state: Reader,
  person: PersonId,
  now: number,
): RunningFreeze | undefined {
  let running: RunningFreeze | undefined;
  for (const { key, row } of freezes.entries(state, [person])) {
    if (now < row.until) running = { from: key[1], ...row };
  }
  return running;
}

/** The moment from which a key may freeze (again): new keys of a person have one turn together. */
export function mayFreezeFrom(state: Reader, person: PersonId, key: RankedKey): number {
  const last = freezers.get(state, [person, slotOf(key)]);
  if (last === undefined) return 0;
  return last.at + parameterValueAt(state, "freeze-again-days", last.at) * DAY;
}

/** Tells whether a freeze reaches a key: recovery keys stay free, unless they are new. */
function isReached({ kind, isNew }: RankedKey): boolean {
  return kind === "device" || isNew;
}

/**
 * Freezes all keys that a freeze reaches, and returns until when.
 *
 * Why: what a younger key alone began against an older one falls with it; else a thief with the younger
 * one would freeze the older one until it is gone.
 */
export function freezeKeys(state: Writer, person: PersonId, by: RankedKey, now: number): number {
  const until = now + parameterValue(state, "freeze-days") * DAY;
  const keys = rankedKeys(state, person, now);
  for (const { device, ...rest } of keys.filter(isReached)) {
    const row = rowOf(rest);
    devices.put(state, [person, device], { ...row, frozenUntil: Math.max(until, row.frozenUntil) });
  }
  for (const { device, row } of removalsOf(state, person)) {
    const [target, remover] = [keyIn(keys, device), keyIn(keys, row.by)];
    if (target === undefined || remover === undefined || !isReached(target)) continue;
    if (row.together === NO_KEY && target.rank < remover.rank) dropRemoval(state, person, device);
  }
  freezers.put(state, [person, slotOf(by)], { at: now, by: by.device });
  putFreeze(state, person, until, now);
  return until;
}

function putFreeze(state: Writer, person: PersonId, until: number, now: number): void {
  const held = runningFreeze(state, person, now);
  const askedBy = held?.askedBy ?? NO_KEY;
  const row = { until: Math.max(until, held?.until ?? 0), askedBy };
  freezes.put(state, [person, held?.from ?? now], row);
}

function rowOf({ key, kind, since, until, oldFrom, frozenUntil }: Device): Device {
  return { key, kind, since, until, oldFrom, frozenUntil };
}

/** The keys that may sign and took part in the freeze that stands. */
export function liveFreezers(
  state: Reader,
  person: PersonId,
  freeze: RunningFreeze,
  keys: readonly RankedKey[],
): readonly number[] {
  const taking: number[] = [];
  for (const { row } of freezers.entries(state, [person])) {
    if (row.at >= freeze.from && keyIn(keys, row.by) !== undefined) taking.push(row.by);
  }
  return taking;
}

/** Ends the freeze that stands. */
export function liftFreeze(state: Writer, person: PersonId, now: number): void {
  const freeze = runningFreeze(state, person, now);
  assert(freeze !== undefined, "only a freeze that stands is lifted");
  freezes.put(state, [person, freeze.from], { until: now, askedBy: NO_KEY });
  for (const { key, row } of [...devices.entries(state, [person])]) {
    if (row.frozenUntil !== 0) devices.put(state, key, { ...row, frozenUntil: 0 });
  }
}
