import type { PersonId } from "../kernel/ids.ts";
import type { Reader } from "../kernel/state.ts";
import { DAY } from "../kernel/time.ts";
import { type Hearing, hearings } from "./waiting-types.ts";

/** Days that somebody has to answer before an exclusion can take effect. */
export const HEARING_DAYS = 3;
/** Days for which a hearing stands; an exclusion after that needs a new one. */
export const HEARING_STANDS_DAYS = 180;

/** Tells whether a hearing still stands. */
export function isHearingOpen(hearing: Hearing, now: number): boolean {
  return now < hearing.at + HEARING_STANDS_DAYS * DAY;
}

/** Tells whether somebody was told why, and had the time to answer. */
export function isHeard(state: Reader, person: PersonId, now: number): boolean {
  const hearing = hearings.get(state, [person]);
  if (hearing === undefined || !isHearingOpen(hearing, now)) return false;
  return hearing.at + HEARING_DAYS * DAY <= now;
}
