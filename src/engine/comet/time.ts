import type { Timestamp } from "@bufbuild/protobuf/wkt";

/** The nanoseconds since 1970 of a time from CometBFT. */
export function nanosOf(time: Timestamp | undefined): bigint {
  if (time === undefined) throw new Error("CometBFT named no time");
  return time.seconds * 1_000_000_000n + BigInt(time.nanos);
}
