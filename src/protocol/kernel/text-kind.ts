import { choice, type ValueOf } from "./schema.ts";

/**
 * Who can read a text: anybody, or only members.
 *
 * Bounds: each reaches at least all members, so that a text of any audience may come into force; an
 * audience that does not would have to be refused in `requireText`.
 */
export const audience = choice(["public", "community"]);

/** What a text is. */
export const textKind = choice([
  "profile",
  "charter",
  "proposal",
  "article",
  "purpose",
  "note",
  "machine",
  "reason",
  "answer",
]);

/** What a text is. */
export type TextKind = ValueOf<typeof textKind>;

/** A text to which something refers: its hash, and what it has to be. */
export interface TextReference {
  readonly hash: Uint8Array;
  readonly kind: TextKind;
}
