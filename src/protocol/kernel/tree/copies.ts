/** Copies are carved from chunks of this size. Units: bytes. */
const CHUNK_BYTES = 4096;

/** Longer ones get memory of their own, so that no copy keeps much more than itself. */
const LONGEST_CARVED = 512;

/** Where the next copies go. */
export interface Copies {
  chunk: Uint8Array;
  used: number;
}

/** Creates a place for copies. */
export function createCopies(): Copies {
  return { chunk: new Uint8Array(CHUNK_BYTES), used: 0 };
}

/**
 * Returns a copy of `length` bytes that is the receiver's own; only its buffer is shared with other copies.
 *
 * Why: an array of more than 64 bytes costs the engine three times as much to make as to carve.
 */
export function copyOf(copies: Copies, bytes: Uint8Array, at: number, length: number): Uint8Array {
  if (length > LONGEST_CARVED) return bytes.slice(at, at + length);
  if (copies.used + length > CHUNK_BYTES) {
    copies.chunk = new Uint8Array(CHUNK_BYTES);
    copies.used = 0;
  }
  const start = copies.used;
  copies.used = (start + length + 7) & ~7;
  copies.chunk.set(bytes.subarray(at, at + length), start);
  return copies.chunk.subarray(start, start + length);
}
