import { bigDivFloor, SAFE_MAX } from "../kernel/integer.ts";

/** Binary digits behind the point of an index. */
export const INDEX_DIGITS = 96n;
/** The index of the day on which it began. */
export const ONE = 1n << INDEX_DIGITS;
/** Shares of a micro-unit while the index is one. */
const SHARES_OF_MICRO = 1_000_000_000_000n;
const ROUND_UP = ONE - 1n;

/**
 * Returns the shares that an amount of a day weighs, rounded up.
 *
 * Why: with the same index, `toMicro(toShares(x)) === x` for every amount.
 */
export function toShares(micro: number, index: bigint): bigint {
  return (BigInt(micro) * SHARES_OF_MICRO * index + ROUND_UP) >> INDEX_DIGITS;
}

/**
 * Returns what shares are worth on a day in micro-units, rounded down.
 *
 * Bounds: what is more than a number of the law holds is shown as the most that it holds.
 */
export function toMicro(shares: bigint, index: bigint): number {
  const micro = bigDivFloor(shares << INDEX_DIGITS, index * SHARES_OF_MICRO);
  return micro > SAFE_MAX ? SAFE_MAX : Number(micro);
}

/** Returns the shares of an income that was summed up as micro-units times index. */
export function sharesOfSum(sum: bigint): bigint {
  return (sum * SHARES_OF_MICRO) >> INDEX_DIGITS;
}
