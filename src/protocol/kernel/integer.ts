import { assert } from "./assert.ts";

/** The largest integer that a `number` of the law may hold (2^53 - 1). */
export const SAFE_MAX = 9007199254740991;

/** Returns floor(dividend / divisor) for a non-negative dividend and a positive divisor. */
export function divFloor(dividend: number, divisor: number): number {
  assert(isWhole(dividend) && isWhole(divisor) && divisor > 0, "divFloor takes whole numbers");
  return (dividend - (dividend % divisor)) / divisor;
}

/** Returns ceil(dividend / divisor) for a non-negative dividend and a positive divisor. */
export function divCeil(dividend: number, divisor: number): number {
  const floor = divFloor(dividend, divisor);
  return dividend % divisor === 0 ? floor : floor + 1;
}

/** Returns floor(dividend / divisor) of big integers, both non-negative, divisor positive. */
export function bigDivFloor(dividend: bigint, divisor: bigint): bigint {
  assert(dividend >= 0n && divisor > 0n, "bigDivFloor takes non-negative integers");
  return dividend / divisor;
}

/** Returns ceil(dividend / divisor) of big integers, both non-negative, divisor positive. */
export function bigDivCeil(dividend: bigint, divisor: bigint): bigint {
  return bigDivFloor(dividend + divisor - 1n, divisor);
}

/** Adds two whole numbers, stopping the node beyond 2^53 - 1. */
export function addWhole(left: number, right: number): number {
  const sum = left + right;
  assert(isWhole(sum), "a sum stays within 2^53 - 1");
  return sum;
}

/** Subtracts, stopping the node below zero: a debit is always checked before it is applied. */
export function subtractBig(from: bigint, amount: bigint): bigint {
  assert(amount >= 0n && from >= amount, "a debit never goes below zero");
  return from - amount;
}

/** Tells whether a value is an integer from 0 to 2^53 - 1. */
export function isWhole(value: unknown): value is number {
  return typeof value === "number" && value >= 0 && value <= SAFE_MAX && value % 1 === 0;
}
