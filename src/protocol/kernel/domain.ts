import { asciiBytes, concatBytes } from "./bytes.ts";
import type { Hasher } from "./hash.ts";
import { hashJoined } from "./hash-joined.ts";

/**
 * Puts a domain in front of bytes that are to be hashed.
 *
 * Why: what is signed or hashed for one purpose can never be taken for another.
 * Shape: `folkmoot/<purpose>/1`, a zero byte, then the parts.
 */
export function inDomain(purpose: string, ...parts: readonly Uint8Array[]): Uint8Array {
  return concatBytes(prefixOf(purpose), ...parts);
}

/** Hashes parts behind a domain. */
export function hashInDomain(
  hasher: Pick<Hasher, "sha256">,
  purpose: string,
  ...parts: readonly Uint8Array[]
): Uint8Array {
  return hashJoined(hasher, prefixOf(purpose), ...parts);
}

/** The few prefixes there are, each made once. */
const prefixes = new Map<string, Uint8Array>();

function prefixOf(purpose: string): Uint8Array {
  const known = prefixes.get(purpose);
  if (known !== undefined) return known;
  const prefix = asciiBytes(`folkmoot/${purpose}/1\0`);
  prefixes.set(purpose, prefix);
  return prefix;
}
