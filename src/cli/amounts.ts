import { failure, ok, type Result } from "../protocol/kernel/result.ts";

/** Digits behind the point: amounts are counted in millionths. */
const DECIMALS = 6;

/**
 * Reads an amount such as `12.50` as micro-units.
 *
 * Bounds: up to six digits behind the point; no sign, no thousands separator.
 */
export function parseAmount(text: string): Result<bigint> {
  const match = /^(\d{1,15})(?:\.(\d{1,6}))?$/.exec(text);
  if (match === null) return failure(`"${text}" is not an amount; write it like 12 or 12.50`);
  const [, whole = "", behind = ""] = match;
  return ok(BigInt(whole + behind.padEnd(DECIMALS, "0")));
}

/** Writes micro-units for people: always two digits behind the point, rounded down. */
export function formatAmount(micro: string | number | bigint): string {
  const digits = BigInt(micro)
    .toString()
    .padStart(DECIMALS + 1, "0");
  const whole = digits.slice(0, -DECIMALS);
  return `${whole}.${digits.slice(-DECIMALS, -DECIMALS + 2)}`;
}
