import { present } from "../kernel/assert.ts";
import { type Refusal, refuse } from "../kernel/fault.ts";
import type { ChallengeId, PersonId } from "../kernel/ids.ts";
import type { Reader, Writer } from "../kernel/state.ts";
import { DAY } from "../kernel/time.ts";
import { challengesFaults as faults } from "./faults.ts";
import { type Challenge, challenges, engaged } from "./types.ts";

/** Days from one challenge that a member opens to the next. */
export const OPENING_PAUSE_DAYS = 30;
/** Days for which anyone who opened or supported a challenge against honest people does neither again. */
export const REST_DAYS = 180;

/** Tells whether somebody opened a challenge or supports it. */
export function isEngagedIn(state: Reader, person: PersonId, challenge: ChallengeId): boolean {
  return engaged.get(state, [person])?.challenge === challenge;
}

/**
 * Refuses anyone who takes part in a challenge already, or took part in one against honest people.
 *
 * Why one at a time: with as many supporters as each needs, no more challenges run at once than a
 * community has people for, and few can ask little of the jurors' time.
 */
export function refusalToSupport(
  state: Reader,
  person: PersonId,
  now: number,
): Refusal | undefined {
  const last = engaged.get(state, [person]);
  if (last === undefined) return undefined;
  const { stage, restUntil } = rowOf(state, last.challenge);
  if (stage !== "over") return refuse(faults["one-at-a-time"], { challenge: last.challenge });
  return now < restUntil ? refuse(faults["rests-after-honest"], { from: restUntil }) : undefined;
}

/** Refuses also anyone who opened a challenge a short while ago, whatever came of it. */
export function refusalToOpen(state: Reader, person: PersonId, now: number): Refusal | undefined {
  const refusal = refusalToSupport(state, person, now);
  if (refusal !== undefined) return refusal;
  const openedAt = engaged.get(state, [person])?.openedAt ?? 0;
  const from = openedAt + OPENING_PAUSE_DAYS * DAY;
  const isEarly = openedAt !== 0 && now < from;
  return isEarly ? refuse(faults["opened-recently"], { from }) : undefined;
}

/** Notes that somebody takes part in a challenge. */
export function engage(
  state: Writer,
  person: PersonId,
  challenge: ChallengeId,
  openedAt?: number,
): void {
  const before = engaged.get(state, [person])?.openedAt ?? 0;
  engaged.put(state, [person], { challenge, openedAt: openedAt ?? before });
}

/** A challenge that is known to be there. */
export function rowOf(state: Reader, challenge: ChallengeId): Challenge {
  return present(challenges.get(state, [challenge]), "a challenge that is named is there");
}
