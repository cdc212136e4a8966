import type { RuleContext } from "../kernel/action.ts";
import { concatBytes } from "../kernel/bytes.ts";
import { inDomain } from "../kernel/domain.ts";
import { type PersonId, personId } from "../kernel/ids.ts";
import { encode } from "../kernel/schema.ts";

type Hash = Pick<RuleContext, "sha256">;

/** Bytes at the beginning of a text: the number of its author. */
export const TEXT_AUTHOR_BYTES = 4;

/**
 * The hash that names a text: of its author's number and its digest.
 *
 * Why: only its author can publish it. Anyone who sees the digest first and publishes it as their own
 * has published another text, which no machine can give to anybody.
 */
export function textHash(world: Hash, author: PersonId, digest: Uint8Array): Uint8Array {
  return world.sha256(inDomain("text", encode(personId, author), digest));
}

/** A text's bytes as they are kept: its author's number, then the salt and the content. */
export function textBytes(author: PersonId, salted: Uint8Array): Uint8Array {
  return concatBytes(encode(personId, author), salted);
}

/** The digest of a text's bytes: the SHA-256 of what follows the author's number. */
export function digestOfText(world: Hash, bytes: Uint8Array): Uint8Array {
  return world.sha256(bytes.subarray(TEXT_AUTHOR_BYTES));
}

/** The hash that names a text, from its bytes. */
export function hashOfText(world: Hash, bytes: Uint8Array): Uint8Array {
  const author = bytes.subarray(0, TEXT_AUTHOR_BYTES);
  return world.sha256(inDomain("text", author, digestOfText(world, bytes)));
}
