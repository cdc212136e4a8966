import { KEY_BYTES } from "./key.ts";

const BUCKETS = 256;

/**
 * Returns the indexes of `count` packed keys in key order.
 *
 * Why: a radix sort over only those bytes that vary; a comparing sort is slower, and one over a packed
 * prefix turns quadratic on keys with long common beginnings.
 * Cost: linear in `count` for each byte position at which the keys vary.
 */
export function keyOrder(keys: Uint8Array, count: number): Int32Array {
  let order = new Int32Array(count);
  for (let i = 0; i < count; i++) order[i] = i;
  let spare = new Int32Array(count);
  const varies = varyingBytes(keys, count);
  const starts = new Int32Array(BUCKETS);
  for (let byte = KEY_BYTES - 1; byte >= 0; byte--) {
    if (varies[byte] === 0) continue;
    orderByByte(keys, byte, order, spare, starts);
    const sorted = spare;
    spare = order;
    order = sorted;
  }
  return order;
}

/** For each byte position, non-zero where not all keys agree. */
function varyingBytes(keys: Uint8Array, count: number): Uint8Array {
  const varies = new Uint8Array(KEY_BYTES);
  for (let i = 1; i < count; i++) {
    const at = i * KEY_BYTES;
    for (let byte = 0; byte < KEY_BYTES; byte++) varies[byte]! |= keys[at + byte]! ^ keys[byte]!;
  }
  return varies;
}

/** One stable counting pass. */
function orderByByte(
  keys: Uint8Array,
  byte: number,
  from: Int32Array,
  to: Int32Array,
  starts: Int32Array,
): void {
  starts.fill(0);
  for (let i = 0; i < from.length; i++) starts[keys[from[i]! * KEY_BYTES + byte]!]!++;
  let start = 0;
  for (let bucket = 0; bucket < BUCKETS; bucket++) {
    const size = starts[bucket]!;
    starts[bucket] = start;
    start += size;
  }
  for (let i = 0; i < from.length; i++) {
    const index = from[i]!;
    to[starts[keys[index * KEY_BYTES + byte]!]!++] = index;
  }
}
