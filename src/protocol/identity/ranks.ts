import type { PersonId } from "../kernel/ids.ts";
import type { Reader } from "../kernel/state.ts";
import { liveDevices, type NumberedDevice } from "./devices.ts";
import { NO_KEY } from "./safety-types.ts";
import type { Device } from "./types.ts";

/**
 * Tells whether a key was added lately: it ranks last, and any that ranks before it can refuse it.
 *
 * Why: two old keys beat one, so that it must take time to have two. The keys with which somebody
 * arrived are theirs from the beginning, and old at once.
 */
export function isNew({ oldFrom }: Pick<Device, "oldFrom">, now: number): boolean {
  return now < oldFrom;
}

/** A key of a person with its place among them. */
export interface RankedKey extends NumberedDevice {
  /** 1 is the first. */
  readonly rank: number;
  readonly isNew: boolean;
}

/**
 * Lists the keys that may sign at a moment, the one that ranks first in front: recovery keys, then the
 * others, each by age; then those that are new, by age alone.
 *
 * Why: a stolen phone must not gain a rank by adding keys. A frozen key keeps its rank.
 */
export function rankedKeys(state: Reader, person: PersonId, now: number): readonly RankedKey[] {
  const keys = liveDevices(state, person, now).map((device) => ({
    ...device,
    isNew: isNew(device, now),
  }));
  keys.sort(
    (left, right) =>
      classOf(left) - classOf(right) || left.since - right.since || left.device - right.device,
  );
  return keys.map((key, at) => ({ ...key, rank: at + 1 }));
}

/** Old recovery keys come before other old keys, and those before all that are new. */
function classOf({ kind, isNew }: { readonly kind: string; readonly isNew: boolean }): number {
  if (isNew) return 2;
  return kind === "recovery" ? 0 : 1;
}

/** Where a key's turns are counted: by its own number, or with all others of its person that are new. */
export function slotOf({ device, isNew }: RankedKey): number {
  return isNew ? NO_KEY : device;
}

/** Finds a key by its number among those that may sign. */
export function keyIn(keys: readonly RankedKey[], device: number): RankedKey | undefined {
  return keys.find((key) => key.device === device);
}
