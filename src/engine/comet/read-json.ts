import { fromBase64 } from "../../protocol/chain/base64.ts";
import {
  BLOCK_ID_FLAG,
  type BlockId,
  type BlockIdFlag,
  type Commit,
  type CommitSig,
  type Header,
  NO_BLOCK_ID,
  ZERO_TIME,
} from "../../protocol/chain/index.ts";
import { fromHex } from "../../protocol/kernel/bytes.ts";

/** CometBFT's RPC answered with something that is not a block. */
export class UnreadableBlock extends Error {}

/** Reads a header. */
export function readHeaderJson(json: Fields): Header {
  const version = part(json, "version");
  return {
    version: { block: int(version["block"] ?? "0"), app: int(version["app"] ?? "0") },
    chainId: text(json["chain_id"]),
    height: int(json["height"]),
    time: nanos(json["time"]),
    lastBlockId: readBlockIdJson(part(json, "last_block_id")),
    lastCommitHash: hex(json["last_commit_hash"]),
    dataHash: hex(json["data_hash"]),
    validatorsHash: hex(json["validators_hash"]),
    nextValidatorsHash: hex(json["next_validators_hash"]),
    consensusHash: hex(json["consensus_hash"]),
    appHash: hex(json["app_hash"]),
    lastResultsHash: hex(json["last_results_hash"]),
    evidenceHash: hex(json["evidence_hash"]),
    proposerAddress: hex(json["proposer_address"]),
  };
}

/** Reads a commit: that of no block where there was none before. */
export function readCommitJson(json: Fields): Commit {
  return {
    height: int(json["height"]),
    round: Number(json["round"]),
    blockId: readBlockIdJson(part(json, "block_id")),
    signatures: listOf(json["signatures"]).map((signature) => readSignature(fields(signature))),
  };
}

function readSignature(json: Fields): CommitSig {
  const flag = Number(json["block_id_flag"]);
  const isKnown = Object.values<number>(BLOCK_ID_FLAG).includes(flag);
  if (!isKnown) throw new UnreadableBlock("a place in a commit has no flag that is known");
  return {
    flag: flag as BlockIdFlag,
    validatorAddress: hex(json["validator_address"]),
    time: nanos(json["timestamp"]),
    signature: base64OrNone(json["signature"]),
  };
}

/** Reads what a vote or header is about. */
export function readBlockIdJson(json: Fields): BlockId {
  const hash = hex(json["hash"]);
  if (hash.length === 0) return NO_BLOCK_ID;
  const parts = part(json, "parts");
  return { hash, parts: { total: Number(parts["total"]), hash: hex(parts["hash"]) } };
}

/** A JSON object's fields. */
export type Fields = { readonly [name: string]: unknown };

/** Takes a JSON value as an object. Throws: UnreadableBlock. */
export function fields(value: unknown): Fields {
  if (typeof value === "object" && value !== null) return value as Fields;
  throw new UnreadableBlock("a part of the block is missing");
}

/** Takes an object out of an object. */
export function part(value: unknown, name: string): Fields {
  return fields(fields(value)[name]);
}

function text(value: unknown): string {
  if (typeof value === "string") return value;
  throw new UnreadableBlock("a text is missing");
}

/** Reads a whole number, which CometBFT writes as text or as a number. */
export function int(value: unknown): bigint {
  if (typeof value === "number" && Number.isSafeInteger(value)) return BigInt(value);
  const digits = text(value);
  if (/^-?[0-9]{1,19}$/.test(digits)) return BigInt(digits);
  throw new UnreadableBlock("a number cannot be read");
}

/** Reads bytes from hexadecimal digits. */
export function hex(value: unknown): Uint8Array {
  const bytes = fromHex(text(value).toLowerCase());
  if (bytes !== undefined) return bytes;
  throw new UnreadableBlock("hexadecimal digits cannot be read");
}

/** Reads bytes from base64. */
export function base64(value: unknown): Uint8Array {
  const bytes = fromBase64(text(value));
  if (bytes !== undefined) return bytes;
  throw new UnreadableBlock("base64 cannot be read");
}

/** The same, where Go writes `null` for no bytes, or leaves them out. */
export function base64OrNone(value: unknown): Uint8Array {
  return value === null || value === undefined ? new Uint8Array(0) : base64(value);
}

/** Takes a list, which Go writes as `null` where it is empty. Throws: UnreadableBlock. */
export function listOf(value: unknown): readonly unknown[] {
  if (value === null || value === undefined) return [];
  if (Array.isArray(value)) return value;
  throw new UnreadableBlock("a list cannot be read");
}

/** Reads a time with up to nine digits after the seconds; no library keeps them all. */
export function nanos(value: unknown): bigint {
  const found = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)(?:\.(\d{1,9}))?Z$/.exec(text(value));
  if (found === null) throw new UnreadableBlock("a time cannot be read");
  if (found[1] === "0001-01-01T00:00:00") return ZERO_TIME;
  const seconds = BigInt(Date.parse(`${found[1]}Z`)) / 1000n;
  return seconds * 1_000_000_000n + BigInt((found[2] ?? "").padEnd(9, "0"));
}
