import type { Hasher } from "../kernel/hash.ts";
import type { Result } from "../kernel/result.ts";
import { type Commit, encodeCommit, readCommit } from "./commit.ts";
import { type Evidence, encodeEvidence, readEvidence } from "./evidence.ts";
import { encodeHeader, type Header, readHeader } from "./header.ts";
import { merkleRoot } from "./merkle.ts";
import { type FieldReader, readWhole } from "./protobuf-reader.ts";
import { message, messageField, repeatedField } from "./protobuf-writer.ts";

/**
 * The longest block.
 *
 * Source: CometBFT 0.39, `types/params.go`, MaxBlockSizeBytes: 100 MiB.
 */
export const BLOCK_BYTES_MAX = 104_857_600;

/** The most actions in a block; it bounds the memory that a few untrusted bytes can claim. */
export const BLOCK_ACTIONS_MAX = 1_000_000;

/**
 * A block: its header, the bytes of its actions, evidence of misbehaviour, and the commit of the
 * block before it.
 */
export interface Block {
  readonly header: Header;
  readonly txs: readonly Uint8Array[];
  readonly evidence: readonly Evidence[];
  readonly lastCommit: Commit;
}

/** Returns what a header carries as `dataHash`: the Merkle root over the actions' hashes. */
export function dataHash(hasher: Hasher, txs: readonly Uint8Array[]): Uint8Array {
  return merkleRoot(
    hasher,
    txs.map((tx) => hasher.sha256(tx)),
  );
}

/** Writes a block as the protobuf message `tendermint.types.Block`. */
export function encodeBlock(block: Block): Uint8Array {
  return message(
    messageField(1, encodeHeader(block.header)),
    messageField(2, repeatedField(1, block.txs)),
    messageField(3, encodeEvidence(block.evidence)),
    messageField(4, encodeCommit(block.lastCommit)),
  );
}

function readBlock(reader: FieldReader): Block {
  const header = reader.message(1, readHeader);
  const txs = reader.message(2, (data) =>
    data.repeatedBytes(1, BLOCK_ACTIONS_MAX, BLOCK_BYTES_MAX),
  );
  const evidence = reader.message(3, readEvidence);
  return { header, txs, evidence, lastCommit: reader.message(4, readCommit) };
}

/**
 * Reads a block from untrusted bytes.
 *
 * Shape: byte strings of the block are views into `bytes`.
 * Faults: refuses whatever is not the one canonical spelling of a block. Whether the header fits
 * the rest is `checkBlock`'s to say.
 */
export function decodeBlock(bytes: Uint8Array): Result<Block> {
  return readWhole(bytes, BLOCK_BYTES_MAX, readBlock, encodeBlock);
}
