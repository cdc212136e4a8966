import { endWhileFrozen } from "../identity/index.ts";
import type { PersonId } from "../kernel/ids.ts";
import type { Reader } from "../kernel/state.ts";
import { DAY } from "../kernel/time.ts";
import { type Hearing, hearings } from "./waiting-types.ts";

/** Days that somebody has to answer before others vote about them. */
export const HEARING_DAYS = 3;
/** Days for which a hearing stands; an exclusion after that needs a new one. */
export const HEARING_STANDS_DAYS = 180;

/** Tells whether a hearing still stands. */
export function isHearingOpen(hearing: Hearing, now: number): boolean {
  return now < hearing.at + HEARING_STANDS_DAYS * DAY;
}

/**
 * The moment at which somebody, told at a moment what is held against them, has had the time to answer.
 *
 * Why here: every hearing of the law asks this one function, so that whatever stops the time for
 * somebody who cannot answer stops it everywhere.
 */
export function hearingEnd(state: Reader, person: PersonId, toldAt: number): number {
  return endWhileFrozen(state, person, toldAt, HEARING_DAYS * DAY);
}

/**
 * Tells whether somebody was told why, and had the time to answer, before it was proposed to exclude them.
 *
 * Why before: whoever votes can read the answer first.
 */
export function isHeard(
  state: Reader,
  person: PersonId,
  { proposedAt, now }: { readonly proposedAt: number; readonly now: number },
): boolean {
  const hearing = hearings.get(state, [person]);
  if (hearing === undefined || !isHearingOpen(hearing, now)) return false;
  return hearingEnd(state, person, hearing.at) <= proposedAt;
}
