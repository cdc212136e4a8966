import type { Hasher } from "../kernel/hash.ts";
import { merkleRoot } from "./merkle.ts";
import { bytesField, intField, message } from "./protobuf-writer.ts";

/**
 * What the network agrees on about the outcome of one action: nothing but these four.
 *
 * Source: CometBFT 0.39, `types/results.go`; logs, events and codespace are left out there.
 */
export interface ActionResult {
  /** 0 for carried out, otherwise the number of the fault. */
  readonly code: number;
  readonly data: Uint8Array;
  readonly gasWanted: bigint;
  readonly gasUsed: bigint;
}

/** Returns what the next header carries as `lastResultsHash`. */
export function resultsHash(hasher: Hasher, results: readonly ActionResult[]): Uint8Array {
  return merkleRoot(
    hasher,
    results.map(({ code, data, gasWanted, gasUsed }) =>
      message(
        intField(1, BigInt(code)),
        bytesField(2, data),
        intField(5, gasWanted),
        intField(6, gasUsed),
      ),
    ),
  );
}
