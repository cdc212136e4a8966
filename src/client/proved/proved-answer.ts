import { fromBase64 } from "../../protocol/chain/base64.ts";
import { compareBytes, fromHex } from "../../protocol/kernel/bytes.ts";
import { failure, ok, type Result } from "../../protocol/kernel/result.ts";
import { KEY_BYTES, type KeyRange } from "../../protocol/kernel/tree/key.ts";
import { PROVED_BYTES_MAX, PROVED_ROWS_MAX } from "../../protocol/view-limits.ts";

/** What a node gives for a proved view; nothing in it is believed. */
export interface ProvedAnswer {
  /** The height of the header against whose root everything was proved. */
  readonly height: bigint;
  readonly ranges: readonly (KeyRange & { readonly proof: Uint8Array })[];
}

/**
 * Reads a node's answer.
 *
 * Bounds: ranges apart from each other and in key order, no more and no longer than one view may take.
 */
export function readProvedAnswer(json: unknown): Result<ProvedAnswer> {
  const { height, ranges } = (json ?? {}) as { readonly [name: string]: unknown };
  if (typeof height !== "number" || !Number.isSafeInteger(height) || height < 1) {
    return failure("no height");
  }
  if (!Array.isArray(ranges) || ranges.length > PROVED_ROWS_MAX) return failure("no ranges");
  const read: ProvedAnswer["ranges"][number][] = [];
  let bytes = 0;
  let last: KeyRange | undefined;
  for (const given of ranges) {
    const range = readRange(given);
    if (range === undefined) return failure("a range that is none");
    if (last !== undefined && !isBehind(range, last)) return failure("ranges out of order");
    bytes += range.proof.length;
    if (bytes > PROVED_BYTES_MAX) return failure("more proof than one view takes");
    read.push(range);
    last = range;
  }
  return ok({ height: BigInt(height), ranges: read });
}

function readRange(given: unknown) {
  const { from, until, proof } = (given ?? {}) as { readonly [name: string]: unknown };
  const first = keyOf(from);
  const end = until === null ? undefined : keyOf(until);
  const bytes = typeof proof === "string" ? fromBase64(proof) : undefined;
  if (first === undefined || bytes === undefined || (until !== null && end === undefined)) {
    return undefined;
  }
  return { from: first, until: end, proof: bytes };
}

function keyOf(text: unknown): Uint8Array | undefined {
  const key = typeof text === "string" ? fromHex(text) : undefined;
  return key?.length === KEY_BYTES ? key : undefined;
}

function isBehind({ from }: KeyRange, { until }: KeyRange): boolean {
  return until !== undefined && compareBytes(until, from) <= 0;
}
