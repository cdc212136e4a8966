import { bigDivCeil, bigDivFloor } from "../kernel/integer.ts";
import { ONE } from "./convert.ts";

/** The root to draw: four years of 365.25 days have 1,461. */
const DAYS = 1461n;
/** Basis points of a whole. */
const WHOLE = 10_000n;
/** The root is drawn with one binary digit more than is kept, so that it can be rounded. */
const DIGITS = 97n;

const factors = new Map<number, bigint>();

/**
 * Returns the factor (2^96 is one) by which the index grows from one day to the next.
 *
 * Why: over 1,461 days money keeps (1 - rate)^4 of its worth; the factor is the exact 1461st root of
 * the inverse, rounded to the nearest 2^-96, and drawn by integers so that it is the same everywhere.
 * Bounds: a rate below 10,000 basis points a year; the constitution allows up to 1,500.
 * Cost: about ten milliseconds the first time for a rate, nothing afterwards.
 */
export function dailyFactor(basisPoints: number): bigint {
  const known = factors.get(basisPoints);
  if (known !== undefined) return known;
  const factor = basisPoints === 0 ? ONE : (exactRoot(BigInt(basisPoints)) + 1n) >> 1n;
  factors.set(basisPoints, factor);
  return factor;
}

/**
 * Draws floor(2^97 * (WHOLE / (WHOLE - rate))^(4/1461)) by Newton's method.
 *
 * Why: Bernoulli's inequality gives a start just above the root, from where each step goes down
 * until the root is reached.
 */
function exactRoot(rate: bigint): bigint {
  const kept = WHOLE - rate;
  const power = bigDivFloor((WHOLE ** 4n) << (DIGITS * DAYS), kept ** 4n);
  let root = (1n << DIGITS) + bigDivCeil((4n * rate) << DIGITS, DAYS * kept);
  for (;;) {
    const next = bigDivFloor((DAYS - 1n) * root + bigDivFloor(power, root ** (DAYS - 1n)), DAYS);
    if (next >= root) return root;
    root = next;
  }
}
