import { assert, present } from "../kernel/assert.ts";
import { equalBytes } from "../kernel/bytes.ts";
import { type Refusal, refuse } from "../kernel/fault.ts";
import { NOBODY, type PersonId } from "../kernel/ids.ts";
import type { Reader, Writer } from "../kernel/state.ts";
import type { TextReference } from "../kernel/text-kind.ts";
import { textFaults as faults } from "./faults.ts";
import { type Text, texts } from "./types.ts";

/** The part of a hash by which a text is found. */
export function textKey(hash: Uint8Array): readonly [Uint8Array] {
  return [hash.slice(0, 30)];
}

/** Returns what the ledger knows of the text with this hash, erased or not. */
export function textOf(state: Reader, hash: Uint8Array): Text | undefined {
  const row = texts.get(state, textKey(hash));
  return row !== undefined && equalBytes(row.hash, hash) ? row : undefined;
}

/** Tells whether a text with this hash was published and has not been erased. */
export function isText(state: Reader, hash: Uint8Array): boolean {
  return textOf(state, hash)?.erasedAt === 0;
}

/** Refuses to refer to a hash that nobody published, to what was erased, or to another kind of text. */
export function requireText(state: Reader, { hash, kind }: TextReference): Refusal | undefined {
  const text = textOf(state, hash);
  if (text === undefined) return refuse(faults["unknown-text"]);
  if (text.erasedAt !== 0) return refuse(faults.erased, { erasedAt: text.erasedAt });
  return text.kind === kind ? undefined : refuse(faults["other-kind"], { is: text.kind, kind });
}

/**
 * Refuses also what somebody else wrote; a text that belongs to everybody is free to all.
 *
 * Why: what is referred to cannot be erased; nobody's words are held against their will.
 */
export function requireOwnText(
  state: Reader,
  author: PersonId,
  reference: TextReference,
): Refusal | undefined {
  const refusal = requireText(state, reference);
  if (refusal !== undefined) return refusal;
  const owner = textOf(state, reference.hash)?.owner ?? NOBODY;
  return owner === author || owner === NOBODY ? undefined : refuse(faults["not-yours"]);
}

/** Keeps a text from being erased, once more: something begins to refer to it. */
export function holdText(state: Writer, hash: Uint8Array): void {
  const row = present(textOf(state, hash), "a text that is held is there");
  assert(row.erasedAt === 0, "a text that is held has not been erased");
  texts.put(state, textKey(hash), { ...row, holds: row.holds + 1 });
}

/** Lets go of a text: something that referred to it is over. */
export function releaseText(state: Writer, hash: Uint8Array): void {
  const row = present(textOf(state, hash), "a text that is let go is there");
  assert(row.holds > 0, "a text that is let go was held");
  texts.put(state, textKey(hash), { ...row, holds: row.holds - 1 });
}
