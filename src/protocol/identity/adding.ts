import type { PersonId } from "../kernel/ids.ts";
import type { Reader, Writer } from "../kernel/state.ts";
import { DAY } from "../kernel/time.ts";
import { type RankedKey, slotOf } from "./ranks.ts";
import { adders } from "./safety-types.ts";

/** Keys that one key adds within so many days at most. */
export const ADDED_MAX = 16;
/** Days within which the keys are counted that a key adds. */
export const ADDING_DAYS = 30;

/**
 * The moment from which a key may add another one (0: at once): new keys of a person count together.
 *
 * Why: a person has a number of keys in their life, and ends are free; else a thief would add and end
 * them all in an hour, and the person could never add a phone again. Why each by itself: a thief's
 * key must not use up what the recovery key may add.
 */
export function mayAddFrom(state: Reader, person: PersonId, by: RankedKey, now: number): number {
  const counted = countedOf(state, person, by, now);
  return counted.added < ADDED_MAX ? 0 : counted.since + ADDING_DAYS * DAY;
}

/** Counts that a key adds another one. */
export function noteAdded(state: Writer, person: PersonId, by: RankedKey, now: number): void {
  const { since, added } = countedOf(state, person, by, now);
  adders.put(state, [person, slotOf(by)], { since, added: added + 1 });
}

function countedOf(state: Reader, person: PersonId, by: RankedKey, now: number) {
  const counted = adders.get(state, [person, slotOf(by)]);
  const isOver = counted === undefined || now >= counted.since + ADDING_DAYS * DAY;
  return isOver ? { since: now, added: 0 } : counted;
}
