import type { Hasher } from "../kernel/hash.ts";
import { divCeil } from "../kernel/integer.ts";
import { type Block, encodeBlock } from "./block.ts";
import type { BlockId, PartSetHeader } from "./block-id.ts";
import { headerHash } from "./header.ts";
import { merkleRoot } from "./merkle.ts";

/**
 * The length of all parts of a block but the last.
 *
 * Source: CometBFT 0.39, `types/params.go`, BlockPartSizeBytes.
 */
export const PART_BYTES = 65_536;

/** Returns the number of parts and the Merkle root over them for the bytes of a block. */
export function partSetHeader(hasher: Hasher, blockBytes: Uint8Array): PartSetHeader {
  const total = divCeil(blockBytes.length, PART_BYTES);
  const parts: Uint8Array[] = [];
  for (let part = 0; part < total; part += 1) {
    parts.push(blockBytes.subarray(part * PART_BYTES, (part + 1) * PART_BYTES));
  }
  return { total, hash: merkleRoot(hasher, parts) };
}

/**
 * Returns the id of a block, which is what its commit signs.
 *
 * Cost: writes the block unless its bytes are given.
 */
export function blockIdOf(hasher: Hasher, block: Block, bytes = encodeBlock(block)): BlockId {
  return { hash: headerHash(hasher, block.header), parts: partSetHeader(hasher, bytes) };
}
