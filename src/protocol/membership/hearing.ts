import { endWhileFrozen } from "../identity/index.ts";
import { isZero } from "../kernel/bytes.ts";
import type { PersonId } from "../kernel/ids.ts";
import type { Reader, Writer } from "../kernel/state.ts";
import { DAY } from "../kernel/time.ts";
import { holdText, releaseText } from "../texts/index.ts";
import { type Hearing, hearingEnds, hearings } from "./waiting-types.ts";

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
 * Why here: every time to answer of the law asks this one function, so that whatever stops the time for
 * somebody who cannot answer stops it everywhere: a hearing, a dismissal, the time to appeal.
 */
export function hearingEnd(
  state: Reader,
  person: PersonId,
  toldAt: number,
  days = HEARING_DAYS,
): number {
  return endWhileFrozen(state, person, toldAt, days * DAY);
}

/**
 * Tells whether somebody was told why, and had the time to answer, before it was proposed to exclude them.
 *
 * Why before: anyone who votes can read the answer first.
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

/** Opens a hearing, in the place of one that no longer stands; what is said in it is held. */
export function openHearing(state: Writer, person: PersonId, hearing: Hearing): void {
  endHearing(state, person);
  holdText(state, hearing.reason);
  hearings.put(state, [person], hearing);
  hearingEnds.put(state, [endOf(hearing), person], {});
}

/** Ends a hearing, if there is one; what was said in it may be erased. */
export function endHearing(state: Writer, person: PersonId): void {
  const hearing = hearings.get(state, [person]);
  if (hearing === undefined) return;
  for (const hash of textsOf(hearing)) releaseText(state, hash);
  hearings.delete(state, [person]);
  hearingEnds.delete(state, [endOf(hearing), person]);
}

/** The moment at which the next hearing ends by itself, or nothing. */
export function firstHearingEnd(state: Reader): number | undefined {
  const [first] = hearingEnds.entries(state, []);
  return first?.key[0];
}

/** The reasons and the answers of all hearings. */
export function* hearingTexts(state: Reader): Iterable<Uint8Array> {
  for (const { row } of hearings.entries(state, [])) yield* textsOf(row);
}

function endOf(hearing: Hearing): number {
  return hearing.at + HEARING_STANDS_DAYS * DAY;
}

function textsOf({ reason, answer }: Hearing): readonly Uint8Array[] {
  return isZero(answer) ? [reason] : [reason, answer];
}
