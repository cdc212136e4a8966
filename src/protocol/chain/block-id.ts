import { equalBytes } from "../kernel/bytes.ts";
import type { FieldReader } from "./protobuf-reader.ts";
import { bytesField, intField, message, messageField } from "./protobuf-writer.ts";

/** The length of a SHA-256 hash. */
export const HASH_BYTES = 32;

const PARTS_MOST = 0xffff_ffffn;

/**
 * The parts in which a block travels: their number and the Merkle root over them.
 *
 * Why: it binds every byte of the block, where the header's hash binds only its meaning.
 */
export interface PartSetHeader {
  readonly total: number;
  readonly hash: Uint8Array;
}

/** What a vote is for: one header and one exact spelling of its block. */
export interface BlockId {
  readonly hash: Uint8Array;
  readonly parts: PartSetHeader;
}

/** The block id of "no block": what the first header names as its predecessor. */
export const NO_BLOCK_ID: BlockId = {
  hash: new Uint8Array(0),
  parts: { total: 0, hash: new Uint8Array(0) },
};

/** Tells whether two block ids name the same block. */
export function sameBlockId(a: BlockId, b: BlockId): boolean {
  return (
    equalBytes(a.hash, b.hash) &&
    a.parts.total === b.parts.total &&
    equalBytes(a.parts.hash, b.parts.hash)
  );
}

/** Tells whether a block id names a block at all. */
export function isNoBlockId(id: BlockId): boolean {
  return sameBlockId(id, NO_BLOCK_ID);
}

/**
 * Writes a block id; the part set header is written even when it is empty.
 *
 * Shape: the canonical block id inside a vote has the same bytes.
 */
export function encodeBlockId(id: BlockId): Uint8Array {
  const parts = message(intField(1, BigInt(id.parts.total)), bytesField(2, id.parts.hash));
  return message(bytesField(1, id.hash), messageField(2, parts));
}

/** Reads a hash field, which is a whole hash or absent. */
export function readHash(reader: FieldReader, field: number): Uint8Array {
  const hash = reader.bytes(field, HASH_BYTES);
  if (hash.length !== 0 && hash.length !== HASH_BYTES) {
    reader.object(`field ${field} is not a hash of ${HASH_BYTES} bytes`);
  }
  return hash;
}

/** Reads a block id. */
export function readBlockId(reader: FieldReader): BlockId {
  const hash = readHash(reader, 1);
  const parts = reader.message(2, (inner) => ({
    total: Number(inner.int(1, 0n, PARTS_MOST)),
    hash: readHash(inner, 2),
  }));
  return { hash, parts };
}
