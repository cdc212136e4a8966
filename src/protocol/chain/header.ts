import type { Hasher } from "../kernel/hash.ts";
import type { Result } from "../kernel/result.ts";
import { type BlockId, encodeBlockId, HASH_BYTES, readBlockId, readHash } from "./block-id.ts";
import { CHAIN_ID_BYTES_MAX, chainIdBytes, chainIdFromBytes } from "./chain-id.ts";
import { merkleRoot } from "./merkle.ts";
import { type FieldReader, readWhole } from "./protobuf-reader.ts";
import { bytesField, intField, message, messageField } from "./protobuf-writer.ts";
import { encodeTimestamp, readTimestamp } from "./timestamp.ts";

/** The largest height, number or power: 2^63 - 1. */
export const INT64_MAX = 9_223_372_036_854_775_807n;

/** The length of a validator's address: the first 20 bytes of the hash of its key. */
export const ADDRESS_BYTES = 20;

const APP_HASH_BYTES_MAX = 64;
const HEADER_BYTES_MAX = 2048;

/** The block format of the whole 0.38 to 0.40 line of CometBFT. */
export const BLOCK_PROTOCOL = 11n;

/**
 * The head of a block: what validators sign, and all that a light client needs of a block.
 *
 * Why: `appHash` is the root of the state after the block *before* this one, because the state
 * after this block is not known when it is proposed. `lastResultsHash` likewise.
 * Source: CometBFT 0.39, `types/block.go`; byte for byte the same.
 */
export interface Header {
  readonly version: { readonly block: bigint; readonly app: bigint };
  readonly chainId: string;
  readonly height: bigint;
  /** Nanoseconds since 1970. */
  readonly time: bigint;
  readonly lastBlockId: BlockId;
  readonly lastCommitHash: Uint8Array;
  readonly dataHash: Uint8Array;
  readonly validatorsHash: Uint8Array;
  readonly nextValidatorsHash: Uint8Array;
  readonly consensusHash: Uint8Array;
  readonly appHash: Uint8Array;
  readonly lastResultsHash: Uint8Array;
  readonly evidenceHash: Uint8Array;
  readonly proposerAddress: Uint8Array;
}

function encodeVersion(version: Header["version"]): Uint8Array {
  return message(intField(1, version.block), intField(2, version.app));
}

/** Returns the hash that names a block: the Merkle root over the 14 fields of its header. */
export function headerHash(hasher: Hasher, header: Header): Uint8Array {
  return merkleRoot(hasher, [
    encodeVersion(header.version),
    bytesField(1, chainIdBytes(header.chainId)),
    intField(1, header.height),
    encodeTimestamp(header.time),
    encodeBlockId(header.lastBlockId),
    bytesField(1, header.lastCommitHash),
    bytesField(1, header.dataHash),
    bytesField(1, header.validatorsHash),
    bytesField(1, header.nextValidatorsHash),
    bytesField(1, header.consensusHash),
    bytesField(1, header.appHash),
    bytesField(1, header.lastResultsHash),
    bytesField(1, header.evidenceHash),
    bytesField(1, header.proposerAddress),
  ]);
}

/** Writes a header as the protobuf message `tendermint.types.Header`. */
export function encodeHeader(header: Header): Uint8Array {
  return message(
    messageField(1, encodeVersion(header.version)),
    bytesField(2, chainIdBytes(header.chainId)),
    intField(3, header.height),
    messageField(4, encodeTimestamp(header.time)),
    messageField(5, encodeBlockId(header.lastBlockId)),
    bytesField(6, header.lastCommitHash),
    bytesField(7, header.dataHash),
    bytesField(8, header.validatorsHash),
    bytesField(9, header.nextValidatorsHash),
    bytesField(10, header.consensusHash),
    bytesField(11, header.appHash),
    bytesField(12, header.lastResultsHash),
    bytesField(13, header.evidenceHash),
    bytesField(14, header.proposerAddress),
  );
}

/** Reads the fields of a header. */
export function readHeader(reader: FieldReader): Header {
  return {
    version: reader.message(1, (inner) => ({
      block: inner.int(1, 0n, INT64_MAX),
      app: inner.int(2, 0n, INT64_MAX),
    })),
    chainId: readChainId(reader),
    height: readHeight(reader, 3),
    time: reader.message(4, readTimestamp),
    lastBlockId: reader.message(5, readBlockId),
    lastCommitHash: readHash(reader, 6),
    dataHash: readHash(reader, 7),
    validatorsHash: readFullHash(reader, 8),
    nextValidatorsHash: readFullHash(reader, 9),
    consensusHash: readFullHash(reader, 10),
    appHash: reader.bytes(11, APP_HASH_BYTES_MAX),
    lastResultsHash: readHash(reader, 12),
    evidenceHash: readHash(reader, 13),
    proposerAddress: readAddress(reader, 14),
  };
}

function readChainId(reader: FieldReader): string {
  const chainId = chainIdFromBytes(reader.bytes(2, CHAIN_ID_BYTES_MAX));
  if (chainId === undefined) reader.object("the chain id is not 1 to 50 printable characters");
  return chainId ?? "";
}

/** Reads a height, which starts at 1. */
export function readHeight(reader: FieldReader, field: number): bigint {
  const height = reader.int(field, 1n, INT64_MAX);
  if (height === 0n) reader.object("a height is missing");
  return height;
}

function readFullHash(reader: FieldReader, field: number): Uint8Array {
  const hash = readHash(reader, field);
  if (hash.length !== HASH_BYTES) reader.object(`the hash of field ${field} is missing`);
  return hash;
}

function readAddress(reader: FieldReader, field: number): Uint8Array {
  const address = reader.bytes(field, ADDRESS_BYTES);
  if (address.length !== ADDRESS_BYTES) reader.object("the proposer's address is not 20 bytes");
  return address;
}

/**
 * Reads a header from untrusted bytes.
 *
 * Faults: refuses whatever is not the one canonical spelling of a header.
 */
export function decodeHeader(bytes: Uint8Array): Result<Header> {
  return readWhole(bytes, HEADER_BYTES_MAX, readHeader, encodeHeader);
}
