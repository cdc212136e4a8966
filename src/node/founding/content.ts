import { createHash, randomBytes } from "node:crypto";
import { concatBytes } from "../../protocol/kernel/bytes.ts";
import type { PersonId } from "../../protocol/kernel/ids.ts";
import {
  digestOfText,
  hashOfText,
  TEXT_AUTHOR_BYTES,
  textBytes,
} from "../../protocol/texts/index.ts";

/** Random bytes behind the author's number of every text, so that its hash says nothing about its words. */
export const SALT_BYTES = 32;

/** A text as it is stored and addressed. */
export interface SealedText {
  readonly hash: Uint8Array;
  /** What its author publishes; the hash is made of it and of their number. */
  readonly digest: Uint8Array;
  readonly bytes: Uint8Array;
}

/** Puts the author's number (0: everybody's) and a salt in front of a text's JSON, and hashes it. */
export function sealText(author: number, content: unknown): SealedText {
  const words = new TextEncoder().encode(JSON.stringify(content));
  const salt = new Uint8Array(randomBytes(SALT_BYTES));
  const bytes = textBytes(author as PersonId, concatBytes(salt, words));
  return { hash: hashOf(bytes), digest: digestOfText({ sha256 }, bytes), bytes };
}

/** Reads the JSON of a text back; nothing when the bytes are not a text. */
export function openText(bytes: Uint8Array): unknown {
  try {
    const decoder = new TextDecoder("utf-8", { fatal: true });
    return JSON.parse(decoder.decode(bytes.subarray(TEXT_AUTHOR_BYTES + SALT_BYTES)));
  } catch {
    return undefined;
  }
}

/** The hash that names a text: of its author's number and of the SHA-256 of the rest. */
export function hashOf(bytes: Uint8Array): Uint8Array {
  return hashOfText({ sha256 }, bytes);
}

function sha256(bytes: Uint8Array): Uint8Array {
  return new Uint8Array(createHash("sha256").update(bytes).digest());
}
