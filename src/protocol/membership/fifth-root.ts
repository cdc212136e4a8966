/**
 * Returns the smallest whole number whose fifth power is at least `value`.
 *
 * Bounds: `value` is whole and at most 2^32 - 1, so the answer is at most 85.
 */
export function fifthRootCeil(value: number): number {
  let root = 0;
  while (root * root * root * root * root < value) root += 1;
  return root;
}
