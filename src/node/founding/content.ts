import { createHash, randomBytes } from "node:crypto";
import { concatBytes } from "../../protocol/kernel/bytes.ts";

/** Random bytes at the start of every text, so that its hash says nothing about its words. */
export const SALT_BYTES = 32;

/** A text as it is stored and addressed. */
export interface SealedText {
  readonly hash: Uint8Array;
  readonly bytes: Uint8Array;
}

/** Puts a salt in front of a text's JSON and computes the hash that stands on the ledger. */
export function sealText(content: unknown): SealedText {
  const words = new TextEncoder().encode(JSON.stringify(content));
  const bytes = concatBytes(new Uint8Array(randomBytes(SALT_BYTES)), words);
  return { hash: hashOf(bytes), bytes };
}

/** Reads the JSON of a text back; nothing when the bytes are not a text. */
export function openText(bytes: Uint8Array): unknown {
  try {
    const decoder = new TextDecoder("utf-8", { fatal: true });
    return JSON.parse(decoder.decode(bytes.subarray(SALT_BYTES)));
  } catch {
    return undefined;
  }
}

/** The address of bytes: their SHA-256. */
export function hashOf(bytes: Uint8Array): Uint8Array {
  return new Uint8Array(createHash("sha256").update(bytes).digest());
}
