import { bigDivFloor } from "../kernel/integer.ts";
import type { FieldReader } from "./protobuf-reader.ts";
import { intField, message } from "./protobuf-writer.ts";

/** Nanoseconds in a second. */
export const NANOS_PER_SECOND = 1_000_000_000n;

const SECONDS_LEAST = -62_135_596_800n;
const SECONDS_MOST = 253_402_300_799n;

/**
 * The time that stands for "none": the first instant of the year 1.
 *
 * Why: an absent validator's place in a commit carries Go's zero time.
 * Units: nanoseconds since 1970, as every time of the chain formats.
 */
export const ZERO_TIME = SECONDS_LEAST * NANOS_PER_SECOND;

/** Tells whether a time is within the years 1 to 9999, all that a timestamp can carry. */
export function isTime(nanos: bigint): boolean {
  return nanos >= ZERO_TIME && nanos < (SECONDS_MOST + 1n) * NANOS_PER_SECOND;
}

/**
 * Writes a time as a protobuf timestamp: whole seconds, then the nanoseconds after them.
 *
 * Bounds: `isTime(nanos)`. Shape: before 1970 the seconds are rounded down.
 */
export function encodeTimestamp(nanos: bigint): Uint8Array {
  const sinceZero = nanos - ZERO_TIME;
  const rest = sinceZero % NANOS_PER_SECOND;
  const seconds = bigDivFloor(sinceZero, NANOS_PER_SECOND) + SECONDS_LEAST;
  return message(intField(1, seconds), intField(2, rest));
}

/** Reads a protobuf timestamp. */
export function readTimestamp(reader: FieldReader): bigint {
  const seconds = reader.int(1, SECONDS_LEAST, SECONDS_MOST);
  const nanos = reader.int(2, 0n, NANOS_PER_SECOND - 1n);
  return seconds * NANOS_PER_SECOND + nanos;
}
