import { bitAt, firstBitInByte, firstBitInWord, KEY_BITS } from "./bits.ts";
import { entryBytes, entryWords, type Heap, keptWords, keyOffset } from "./heap.ts";
import { KEY_BYTES, KEY_WORDS } from "./key.ts";

/** Copies an entry's key, which the heap keeps without the zeros at its end, to the 32 bytes of `to`. */
export function readKey(heap: Heap, entry: number, to: Uint8Array): void {
  const bytes = entryBytes(heap, entry);
  const from = keyOffset(entry);
  const kept = keptWords(heap, entry) << 2;
  for (let at = 0; at < kept; at++) to[at] = bytes[from + at]!;
  for (let at = kept; at < KEY_BYTES; at++) to[at] = 0;
}

/** A fresh copy of an entry's key. */
export function copyKey(heap: Heap, entry: number): Uint8Array {
  const key = new Uint8Array(KEY_BYTES);
  readKey(heap, entry, key);
  return key;
}

/** Returns the first bit position in which an entry's key differs from another, 256 when they are equal. */
export function keyDifference(heap: Heap, entry: number, key: Uint8Array): number {
  const bytes = entryBytes(heap, entry);
  const from = keyOffset(entry);
  const kept = keptWords(heap, entry) << 2;
  for (let at = 0; at < KEY_BYTES; at++) {
    const difference = (at < kept ? bytes[from + at]! : 0) ^ key[at]!;
    if (difference !== 0) return (at << 3) + firstBitInByte(difference);
  }
  return KEY_BITS;
}

/** Like {@link keyDifference}, from the eight words at `at`. */
export function keyDifferenceInWords(
  heap: Heap,
  entry: number,
  keys: Int32Array,
  at: number,
): number {
  const words = entryWords(heap, entry);
  const from = keyOffset(entry) >>> 2;
  const kept = keptWords(heap, entry);
  for (let word = 0; word < KEY_WORDS; word++) {
    const difference = (word < kept ? words[from + word]! : 0) ^ keys[at + word]!;
    if (difference !== 0) return (word << 5) + firstBitInWord(difference);
  }
  return KEY_BITS;
}

/** Tells whether an entry's key comes before `bound`. */
export function isEntryBelow(heap: Heap, entry: number, bound: Uint8Array): boolean {
  const difference = keyDifference(heap, entry, bound);
  return difference < KEY_BITS && bitAt(bound, 0, difference) === 1;
}
