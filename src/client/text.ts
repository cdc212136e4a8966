import type { Hasher } from "../protocol/kernel/hash.ts";

/** Bytes of salt in front of a text, so that its hash on the ledger says nothing about it. */
const SALT_BYTES = 32;

/** A text as it is kept: bytes, and the hash that names them on the ledger. */
export interface SaltedText {
  readonly hash: Uint8Array;
  readonly bytes: Uint8Array;
}

/** Turns content into a salted text: 32 random bytes, then the content as JSON. */
export function saltText(hasher: Pick<Hasher, "sha256">, content: unknown): SaltedText {
  const salt = crypto.getRandomValues(new Uint8Array(SALT_BYTES));
  const json = new TextEncoder().encode(JSON.stringify(content));
  const bytes = new Uint8Array(SALT_BYTES + json.length);
  bytes.set(salt);
  bytes.set(json, SALT_BYTES);
  return { hash: hasher.sha256(bytes), bytes };
}

/** Reads the content of a salted text; `undefined` when it is not one. */
export function readText(bytes: Uint8Array): unknown {
  if (bytes.length < SALT_BYTES) return undefined;
  try {
    return JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes.subarray(SALT_BYTES)));
  } catch {
    return undefined;
  }
}
