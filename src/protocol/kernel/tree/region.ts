import { bitAt, firstDifference, isBelow, KEY_BITS } from "./bits.ts";
import type { KeyRange } from "./key.ts";

/** Tells whether a key lies in a range. */
export function isInside(key: Uint8Array, at: number, range: KeyRange): boolean {
  if (isBelow(key, at, range.from)) return false;
  return range.until === undefined || isBelow(key, at, range.until);
}

/**
 * Tells whether no key of a region can lie in a range.
 *
 * Shape: the region is all keys that start with the first `position` bits of the key and then bit `side`.
 */
export function isDisjoint(
  key: Uint8Array,
  at: number,
  position: number,
  side: number,
  range: KeyRange,
): boolean {
  return (
    endsBefore(key, at, position, side, range.from) ||
    (range.until !== undefined && startsAtOrAfter(key, at, position, side, range.until))
  );
}

/** The last key of the region is below `bound`. */
function endsBefore(
  key: Uint8Array,
  at: number,
  position: number,
  side: number,
  bound: Uint8Array,
): boolean {
  const difference = firstDifference(key, at, bound, 0);
  if (difference < position) return bitAt(bound, 0, difference) === 1;
  return side === 0 && bitAt(bound, 0, position) === 1;
}

/** The first key of the region is `bound` or above. */
function startsAtOrAfter(
  key: Uint8Array,
  at: number,
  position: number,
  side: number,
  bound: Uint8Array,
): boolean {
  const difference = firstDifference(key, at, bound, 0);
  if (difference < position) return bitAt(bound, 0, difference) === 0;
  const bit = bitAt(bound, 0, position);
  if (bit !== side) return bit === 0;
  return isZeroAfter(bound, position);
}

/** All bits after `position` are zero. */
function isZeroAfter(key: Uint8Array, position: number): boolean {
  for (let bit = position + 1; bit < KEY_BITS; bit++) {
    if (bitAt(key, 0, bit) === 1) return false;
  }
  return true;
}
