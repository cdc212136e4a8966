import { sha256 } from "@noble/hashes/sha2.js";

/**
 * What the codec asks of `@chainsafe/as-sha256`, without its WebAssembly.
 *
 * Why: under `default-src 'self'` a page may not compile WebAssembly, and the original does so as
 * soon as it is loaded; here the codec reads and writes bytes and hardly ever hashes.
 */
export interface HashObject {
  h0: number;
  h1: number;
  h2: number;
  h3: number;
  h4: number;
  h5: number;
  h6: number;
  h7: number;
}

const words = ["h0", "h1", "h2", "h3", "h4", "h5", "h6", "h7"] as const;

/** Returns `size` bytes. */
export const allocUnsafe = (size = 0): Uint8Array => new Uint8Array(size);

const viewOf = (bytes: Uint8Array): DataView =>
  new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);

/** Writes eight words as 32 little-endian bytes. */
export function hashObjectToByteArray(from: HashObject, bytes: Uint8Array, offset: number): void {
  const view = viewOf(bytes);
  for (const [at, word] of words.entries()) view.setInt32(offset + 4 * at, from[word], true);
}

/** Reads eight words from 32 little-endian bytes into an object. */
export function byteArrayIntoHashObject(bytes: Uint8Array, offset: number, into: HashObject): void {
  const view = viewOf(bytes);
  for (const [at, word] of words.entries()) into[word] = view.getInt32(offset + 4 * at, true);
}

/** Reads eight words from 32 little-endian bytes. */
export function byteArrayToHashObject(bytes: Uint8Array, offset: number): HashObject {
  const object = { h0: 0, h1: 0, h2: 0, h3: 0, h4: 0, h5: 0, h6: 0, h7: 0 };
  byteArrayIntoHashObject(bytes, offset, object);
  return object;
}

/** Hashes two digests of eight words each. */
export function digest64HashObjects(left: HashObject, right: HashObject): HashObject {
  const block = new Uint8Array(64);
  hashObjectToByteArray(left, block, 0);
  hashObjectToByteArray(right, block, 32);
  return byteArrayToHashObject(sha256(block), 0);
}
