const factors = new Map<number, bigint>();

/** Fraction digits of an index, and of a factor. */
export const DIGITS = 96n;
const DAYS = 1461n;

/**
 * The auditor's own factor of a day: four years of 1,461 days leave (1 - rate)^4 of the worth.
 *
 * Method: halves the interval in which the root lies until it is found; no other arithmetic than
 * powers and comparisons.
 */
export function factorOf(basisPoints: number): bigint {
  const known = factors.get(basisPoints);
  if (known !== undefined) return known;
  const kept = 10_000n - BigInt(basisPoints);
  const digits = DIGITS + 1n;
  const isTooLarge = (root: bigint) =>
    root ** DAYS * kept ** 4n > (10_000n ** 4n) << (digits * DAYS);
  let low = 1n << digits;
  let high = low + (low >> 9n);
  while (high - low > 1n) {
    const middle = (low + high) >> 1n;
    if (isTooLarge(middle)) high = middle;
    else low = middle;
  }
  const factor = (low + 1n) >> 1n;
  factors.set(basisPoints, factor);
  return factor;
}
