import type { Hasher } from "../kernel/hash.ts";
import { intField, message } from "./protobuf-writer.ts";

/** The limits of a block that a header binds. */
export interface BlockParams {
  readonly maxBytes: bigint;
  /** -1 for no limit. */
  readonly maxGas: bigint;
}

/**
 * Returns what a header carries as `consensusHash`.
 *
 * Source: CometBFT 0.39, `types/params.go`: only these two of all parameters are hashed.
 */
export function consensusHash(hasher: Hasher, params: BlockParams): Uint8Array {
  return hasher.sha256(message(intField(1, params.maxBytes), intField(2, params.maxGas)));
}
