import { KEY_BYTES } from "./key.ts";

/** Number of bits in a key: positions run from 0 (most significant bit of byte 0) to 255. */
export const KEY_BITS = 256;

/** Leading zero bits of each byte; by table, because the law may not ask for `clz32`. */
const LEADING_ZEROS = leadingZeros();

const LITTLE_ENDIAN = new Uint8Array(new Int32Array([1]).buffer)[0] === 1;

function leadingZeros(): Uint8Array {
  const table = new Uint8Array(256);
  for (let byte = 0; byte < 256; byte++) {
    let zeros = 0;
    while (zeros < 8 && (byte & (0x80 >>> zeros)) === 0) zeros++;
    table[byte] = zeros;
  }
  return table;
}

/** Returns bit `position` of the key that starts at `at`. */
export function bitAt(bytes: Uint8Array, at: number, position: number): number {
  return (bytes[at + (position >>> 3)]! >>> (7 - (position & 7))) & 1;
}

/** Returns the first bit position in which two keys differ, 256 when they are equal. */
export function firstDifference(
  left: Uint8Array,
  leftAt: number,
  right: Uint8Array,
  rightAt: number,
): number {
  for (let at = 0; at < KEY_BYTES; at++) {
    const difference = left[leftAt + at]! ^ right[rightAt + at]!;
    if (difference !== 0) return (at << 3) + firstBitInByte(difference);
  }
  return KEY_BITS;
}

/** The position of the first set bit of a byte that is not zero. */
export function firstBitInByte(byte: number): number {
  return LEADING_ZEROS[byte]!;
}

/** Tells whether the key that starts at `at` comes before `bound`. */
export function isBelow(bytes: Uint8Array, at: number, bound: Uint8Array): boolean {
  const difference = firstDifference(bytes, at, bound, 0);
  return difference < KEY_BITS && bitAt(bound, 0, difference) === 1;
}

/** Like {@link firstDifference}, over 32-bit words in memory order: about four times as fast. */
export function firstDifferenceInWords(
  left: Int32Array,
  leftAt: number,
  right: Int32Array,
  rightAt: number,
): number {
  for (let at = 0; at < 8; at++) {
    const difference = left[leftAt + at]! ^ right[rightAt + at]!;
    if (difference !== 0) return (at << 5) + firstBitInWord(difference);
  }
  return KEY_BITS;
}

/** The position of the first set bit of a word whose bytes are in memory order. */
export function firstBitInWord(word: number): number {
  for (let byte = 0; byte < 4; byte++) {
    const shift = LITTLE_ENDIAN ? byte << 3 : 24 - (byte << 3);
    const value = (word >>> shift) & 0xff;
    if (value !== 0) return (byte << 3) + firstBitInByte(value);
  }
  return 32;
}
