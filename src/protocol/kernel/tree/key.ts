import { assert } from "../assert.ts";

/** Length of every key of the tree. Units: bytes. */
export const KEY_BYTES = 32;

/** The same in 32-bit words. */
export const KEY_WORDS = 8;

/** Longest key that a table may use; longer ones are hashed to this length first. Units: bytes. */
export const MAX_TABLE_KEY_BYTES = 30;

const TABLE_BYTES = 2;
const MAX_TABLE = 0xffff;

/** A half-open stretch of keys; `until` is `undefined` for "up to the end of everything". */
export interface KeyRange {
  readonly from: Uint8Array;
  readonly until: Uint8Array | undefined;
}

/**
 * Returns the tree's key of one row: table number (u16, big-endian), the table's own key, zeros.
 *
 * Bounds: `table` 0 to 65535, `key` at most 30 bytes and, within one table, always equally long.
 */
export function treeKey(table: number, key: Uint8Array): Uint8Array {
  assert(table >= 0 && table <= MAX_TABLE && table % 1 === 0, "a table number has 16 bits");
  assert(key.length <= MAX_TABLE_KEY_BYTES, "a table's key has at most 30 bytes");
  const out = new Uint8Array(KEY_BYTES);
  out[0] = table >>> 8;
  out[1] = table & 0xff;
  out.set(key, TABLE_BYTES);
  return out;
}

/** Returns the smallest key above `key`, or `undefined` when `key` is the last of all. */
export function keySuccessor(key: Uint8Array): Uint8Array | undefined {
  assert(key.length === KEY_BYTES, "a tree key has 32 bytes");
  return incremented(key, KEY_BYTES);
}

/** Returns the range that holds one key alone: what presence or absence is proved with. */
export function singleKey(key: Uint8Array): KeyRange {
  return { from: key.slice(), until: keySuccessor(key) };
}

/**
 * Returns the range of all rows of a table whose key starts with `prefix`.
 *
 * Why: "all ballots of decision 77" is `prefixRange(ballots, decision 77 as big-endian bytes)`.
 */
export function prefixRange(table: number, prefix: Uint8Array = new Uint8Array(0)): KeyRange {
  const from = treeKey(table, prefix);
  return { from, until: incremented(from, TABLE_BYTES + prefix.length) };
}

/** Compares two keys in byte order: negative, zero or positive. */
export function compareKeys(left: Uint8Array, right: Uint8Array): number {
  for (let at = 0; at < KEY_BYTES; at++) {
    const difference = left[at]! - right[at]!;
    if (difference !== 0) return difference;
  }
  return 0;
}

/** Adds one to the number in the first `length` bytes; `undefined` when it overflows. */
function incremented(key: Uint8Array, length: number): Uint8Array | undefined {
  const out = key.slice();
  for (let at = length - 1; at >= 0; at--) {
    const byte = (out[at]! + 1) & 0xff;
    out[at] = byte;
    if (byte !== 0) return out;
  }
  return undefined;
}
