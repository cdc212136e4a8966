import { toHex } from "../protocol/kernel/bytes.ts";
import { inDomain } from "../protocol/kernel/domain.ts";
import type { Hasher } from "../protocol/kernel/hash.ts";

/** Hashes bytes with SHA-256, at once or later. */
export type Sha256 = (
  bytes: Uint8Array<ArrayBuffer>,
) => Uint8Array<ArrayBuffer> | Promise<Uint8Array<ArrayBuffer>>;

/** Hashes with a hasher that is at hand. */
export const sha256By =
  (hasher: Pick<Hasher, "sha256">): Sha256 =>
  (bytes) =>
    Uint8Array.from(hasher.sha256(bytes));

/**
 * Bytes at the beginning of a text: the number of its author.
 *
 * Why not the law's own: it comes with codecs that a page does without.
 */
const AUTHOR_BYTES = 4;

/** Bytes of salt in front of a text, so that its hash on the ledger says nothing about it. */
export const SALT_BYTES = 32;

/** Reads the content of a salted text; `undefined` when it is not one. */
export function readText(bytes: Uint8Array): unknown {
  const head = AUTHOR_BYTES + SALT_BYTES;
  if (bytes.length < head) return undefined;
  try {
    return JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes.subarray(head)));
  } catch {
    return undefined;
  }
}

/**
 * Reads a text as a node gives it, in base64.
 *
 * Why the hash: a text is believed only when its bytes have the hash under which it was asked for.
 * Shape: `undefined` for any others, and for what is no text.
 */
export async function readBlob(sha256: Sha256, hash: string, blob: string): Promise<unknown> {
  const bytes = bytesOf(blob);
  if (bytes === undefined) return undefined;
  const digest = await sha256(bytes.slice(AUTHOR_BYTES));
  const named = inDomain("text", bytes.subarray(0, AUTHOR_BYTES), digest);
  return toHex(await sha256(Uint8Array.from(named))) === hash ? readText(bytes) : undefined;
}

/** A text that people wrote, as its kind has it: a name, a title, a body. */
export type Content = Readonly<Record<string, string>>;

/** What is words in a text: it is other people's input, and the rest of it is passed over. */
export function wordsIn(content: unknown): Content | undefined {
  if (typeof content !== "object" || content === null) return undefined;
  const words = Object.entries(content).filter(([, each]) => typeof each === "string");
  return Object.fromEntries(words) as Content;
}

function bytesOf(blob: unknown): Uint8Array<ArrayBuffer> | undefined {
  if (typeof blob !== "string") return undefined;
  try {
    return Uint8Array.from(atob(blob), (letter) => letter.charCodeAt(0));
  } catch {
    return undefined;
  }
}
