import { concatBytes } from "../protocol/kernel/bytes.ts";
import type { Hasher } from "../protocol/kernel/hash.ts";
import type { PersonId } from "../protocol/kernel/ids.ts";
import { digestOfText, hashOfText, textBytes } from "../protocol/texts/index.ts";
import { SALT_BYTES } from "./read-text.ts";

/** A text as it is kept: bytes, the digest that its author publishes, and the hash that names it. */
export interface SaltedText {
  readonly hash: Uint8Array;
  readonly digest: Uint8Array;
  readonly bytes: Uint8Array;
}

/** Turns a person's content into a salted text: their number, 32 random bytes, the content as JSON. */
export function saltText(
  hasher: Pick<Hasher, "sha256">,
  author: number,
  content: unknown,
): SaltedText {
  const salt = crypto.getRandomValues(new Uint8Array(SALT_BYTES));
  const json = new TextEncoder().encode(JSON.stringify(content));
  const bytes = textBytes(author as PersonId, concatBytes(salt, json));
  return { hash: hashOfText(hasher, bytes), digest: digestOfText(hasher, bytes), bytes };
}
