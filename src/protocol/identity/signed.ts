import type { PersonId } from "../kernel/ids.ts";
import type { Reader, Writer } from "../kernel/state.ts";
import { dayOf } from "../kernel/time.ts";
import { nonces } from "./types.ts";

/** The device in whose row stands when any device of its person signed last: everybody has had it. */
const FIRST = 0;

/** An action's place in the row of those that a device has signed. */
export interface Signed {
  readonly person: PersonId;
  readonly device: number;
  readonly nonce: number;
}

/** The day (since 1970) on which a person signed anything last; 0 before the first time. */
export function signedDay(state: Reader, person: PersonId): number {
  return nonces.get(state, [person, FIRST])?.day ?? 0;
}

/**
 * Uses a number of a device up, and notes the day.
 *
 * Cost: the row that each action changes anyway; one more on a day's first action of another device
 * than the first.
 */
export function useNonce(state: Writer, { person, device, nonce }: Signed, now: number): void {
  const day = dayOf(now);
  nonces.put(state, [person, device], { last: nonce, day });
  if (device === FIRST || signedDay(state, person) === day) return;
  const last = nonces.get(state, [person, FIRST])?.last ?? 0;
  nonces.put(state, [person, FIRST], { last, day });
}
