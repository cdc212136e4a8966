import type { Event } from "../kernel/event.ts";
import type { PersonId } from "../kernel/ids.ts";
import type { Reader, Writer } from "../kernel/state.ts";
import { eraseText, textErased } from "../records/index.ts";
import { textOf } from "../texts/index.ts";
import type { Challenge } from "./types.ts";

/**
 * Tells whether a text is one that somebody has published of their own, and that nothing else is made of.
 *
 * Why their own notes only: anyone who is named may have a reason erased, and nobody else's text or
 * article goes with it.
 */
export function isOwnNote(state: Reader, author: PersonId, hash: Uint8Array): boolean {
  const text = textOf(state, hash);
  return text?.owner === author && text.erasedAt === 0 && text.kind === "note";
}

/** Tells whether a text was published and can still be read. */
export function isReadable(state: Reader, hash: Uint8Array): boolean {
  return textOf(state, hash)?.erasedAt === 0;
}

/** Tells whether something else that is open or in force refers to a text as well. */
export function isHeldElsewhere(state: Reader, hash: Uint8Array): boolean {
  return (textOf(state, hash)?.holds ?? 0) > 0;
}

/** Erases the text of a reason, and tells the nodes to delete it. */
export function eraseReasonText(
  state: Writer,
  { by, reason }: Pick<Challenge, "by" | "reason">,
  now: number,
): Event {
  eraseText(state, reason, now);
  return textErased([by], { text: reason, owner: by });
}
