import type { Hasher } from "../kernel/hash.ts";
import type { Result } from "../kernel/result.ts";
import { SIGNATURE_BYTES } from "../kernel/signature.ts";
import {
  type BlockId,
  encodeBlockId,
  HASH_BYTES,
  isNoBlockId,
  NO_BLOCK_ID,
  readBlockId,
} from "./block-id.ts";
import { ADDRESS_BYTES, INT64_MAX } from "./header.ts";
import { merkleRoot } from "./merkle.ts";
import { type FieldReader, readWhole } from "./protobuf-reader.ts";
import { bytesField, intField, message, messageField, repeatedField } from "./protobuf-writer.ts";
import { encodeTimestamp, readTimestamp, ZERO_TIME } from "./timestamp.ts";
import { VALIDATORS_MAX } from "./validators.ts";
import { precommitSignBytes } from "./vote.ts";

/** What a validator's place in a commit says: nothing came, for this block, for no block. */
export const BLOCK_ID_FLAG = { absent: 1, commit: 2, nil: 3 } as const;

/** One of the numbers of `BLOCK_ID_FLAG`. */
export type BlockIdFlag = (typeof BLOCK_ID_FLAG)[keyof typeof BLOCK_ID_FLAG];

const ROUND_MAX = 0x7fff_ffffn;
const COMMIT_BYTES_MAX = 256 + VALIDATORS_MAX * 128;

/** One validator's place in a commit. */
export interface CommitSig {
  readonly flag: BlockIdFlag;
  readonly validatorAddress: Uint8Array;
  /** The validator's own clock, in nanoseconds since 1970. */
  readonly time: bigint;
  readonly signature: Uint8Array;
}

/**
 * The signatures that made a block final.
 *
 * Shape: one place per validator, in the order of the validator set of that height.
 */
export interface Commit {
  readonly height: bigint;
  readonly round: number;
  readonly blockId: BlockId;
  readonly signatures: readonly CommitSig[];
}

/** The commit inside the first block, which has no predecessor. */
export const NO_COMMIT: Commit = { height: 0n, round: 0, blockId: NO_BLOCK_ID, signatures: [] };

/** The place of a validator from which no vote came. */
export const ABSENT_SIG: CommitSig = {
  flag: BLOCK_ID_FLAG.absent,
  validatorAddress: new Uint8Array(0),
  time: ZERO_TIME,
  signature: new Uint8Array(0),
};

function encodeCommitSig(sig: CommitSig): Uint8Array {
  return message(
    intField(1, BigInt(sig.flag)),
    bytesField(2, sig.validatorAddress),
    messageField(3, encodeTimestamp(sig.time)),
    bytesField(4, sig.signature),
  );
}

/** Writes a commit as the protobuf message `tendermint.types.Commit`. */
export function encodeCommit(commit: Commit): Uint8Array {
  return message(
    intField(1, commit.height),
    intField(2, BigInt(commit.round)),
    messageField(3, encodeBlockId(commit.blockId)),
    repeatedField(4, commit.signatures.map(encodeCommitSig)),
  );
}

/** Returns what the next header carries as `lastCommitHash`: the root over the signatures. */
export function commitHash(hasher: Hasher, commit: Commit): Uint8Array {
  return merkleRoot(hasher, commit.signatures.map(encodeCommitSig));
}

/** Returns the bytes that the validator at one place of a commit has signed. */
export function commitSignBytes(chainId: string, commit: Commit, sig: CommitSig): Uint8Array {
  const { height, round } = commit;
  const blockId = sig.flag === BLOCK_ID_FLAG.commit ? commit.blockId : NO_BLOCK_ID;
  return precommitSignBytes({ chainId, height, round, blockId, time: sig.time });
}

function readCommitSig(reader: FieldReader): CommitSig {
  const flag = readFlag(reader);
  const sig: CommitSig = {
    flag,
    validatorAddress: reader.bytes(2, ADDRESS_BYTES),
    time: reader.message(3, readTimestamp),
    signature: reader.bytes(4, SIGNATURE_BYTES),
  };
  if (flag === BLOCK_ID_FLAG.absent) {
    const bare = sig.validatorAddress.length === 0 && sig.signature.length === 0;
    if (!bare || sig.time !== ZERO_TIME) reader.object("an absent validator has signed something");
  } else if (sig.validatorAddress.length !== ADDRESS_BYTES) {
    reader.object("a signer's address is not 20 bytes");
  } else if (sig.signature.length !== SIGNATURE_BYTES) {
    reader.object("a signature is not 64 bytes");
  }
  return sig;
}

function readFlag(reader: FieldReader): BlockIdFlag {
  const flag = reader.int(1, 1n, 3n);
  if (flag === 2n) return BLOCK_ID_FLAG.commit;
  if (flag === 3n) return BLOCK_ID_FLAG.nil;
  if (flag === 0n) reader.object("a commit's place has no flag");
  return BLOCK_ID_FLAG.absent;
}

/**
 * Reads the fields of a commit.
 *
 * Bounds: either `NO_COMMIT` exactly, or a commit to a named block with at least one place.
 */
export function readCommit(reader: FieldReader): Commit {
  const commit: Commit = {
    height: reader.int(1, 1n, INT64_MAX),
    round: Number(reader.int(2, 1n, ROUND_MAX)),
    blockId: reader.message(3, readBlockId),
    signatures: reader.repeated(4, VALIDATORS_MAX, readCommitSig),
  };
  if (commit.height === 0n) {
    const bare = commit.round === 0 && isNoBlockId(commit.blockId);
    if (!bare || commit.signatures.length > 0) reader.object("a commit has no height");
  } else if (commit.blockId.hash.length !== HASH_BYTES || commit.signatures.length === 0) {
    reader.object("a commit names no block or has no signatures");
  }
  return commit;
}

/** Reads a commit from untrusted bytes, refusing all but its one canonical spelling. */
export function decodeCommit(bytes: Uint8Array): Result<Commit> {
  return readWhole(bytes, COMMIT_BYTES_MAX, readCommit, encodeCommit);
}
