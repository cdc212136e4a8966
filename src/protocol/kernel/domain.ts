import { asciiBytes, concatBytes } from "./bytes.ts";

/**
 * Puts a domain in front of bytes that are to be hashed.
 *
 * Why: what is signed or hashed for one purpose can never be taken for another.
 * Shape: `folkmoot/<purpose>/1`, a zero byte, then the parts.
 */
export function inDomain(purpose: string, ...parts: readonly Uint8Array[]): Uint8Array {
  return concatBytes(asciiBytes(`folkmoot/${purpose}/1\0`), ...parts);
}
