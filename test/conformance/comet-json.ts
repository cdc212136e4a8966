import { createHash } from "node:crypto";
import {
  type BlockId,
  type BlockIdFlag,
  type Commit,
  type Header,
  NO_BLOCK_ID,
  type ValidatorSeat,
  ZERO_TIME,
} from "#protocol/chain/index.js";
import type { Hasher } from "#protocol/kernel/hash.js";

/** CometBFT's JSON for a block id; the part set header is named `parts` or `part_set_header`. */
export interface BlockIdJson {
  hash: string;
  parts?: { total: number; hash: string };
  part_set_header?: { total: number; hash: string };
}

/** CometBFT's JSON for a header. */
export interface HeaderJson {
  version: { block: string; app?: string };
  chain_id: string;
  height: string;
  time: string;
  last_block_id: BlockIdJson | null;
  last_commit_hash: string;
  data_hash: string;
  validators_hash: string;
  next_validators_hash: string;
  consensus_hash: string;
  app_hash: string;
  last_results_hash: string;
  evidence_hash: string;
  proposer_address: string;
}

/** CometBFT's JSON for a commit. */
export interface CommitJson {
  height: string;
  round: number;
  block_id: BlockIdJson;
  signatures: {
    block_id_flag: number;
    validator_address: string;
    timestamp: string;
    signature: string | null;
  }[];
}

/** CometBFT's JSON for a validator. */
export interface ValidatorJson {
  pub_key: { value: string };
  voting_power?: string;
  power?: string;
}

/** A SHA-256 of Node's own, independent of the hashers under test. */
export const cryptoHasher: Hasher = {
  sha256: (bytes) => new Uint8Array(createHash("sha256").update(bytes).digest()),
  sha256Blocks: (blocks, digests) => {
    for (let at = 0; at < blocks.length; at += 64) {
      digests.set(cryptoHasher.sha256(blocks.subarray(at, at + 64)), at / 2);
    }
  },
};

/** Reads hexadecimal of either case. */
export function hex(text: string): Uint8Array {
  return new Uint8Array(Buffer.from(text, "hex"));
}

/** Reads base64. */
export function base64(text: string | null): Uint8Array {
  return new Uint8Array(Buffer.from(text ?? "", "base64"));
}

/** Reads an RFC 3339 time with up to nine decimals as nanoseconds since 1970. */
export function nanos(text: string): bigint {
  const match = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)(?:\.(\d{1,9}))?Z$/.exec(text);
  if (match === null) throw new Error(`not a time: ${text}`);
  if (text === "0001-01-01T00:00:00Z") return ZERO_TIME;
  const whole = BigInt(Date.parse(`${match[1]}Z`)) * 1_000_000n;
  return whole + BigInt((match[2] ?? "").padEnd(9, "0"));
}

export function blockIdFrom(json: BlockIdJson | null): BlockId {
  const parts = json?.parts ?? json?.part_set_header;
  if (json === null || parts === undefined) return NO_BLOCK_ID;
  return { hash: hex(json.hash), parts: { total: parts.total, hash: hex(parts.hash) } };
}

export function headerFrom(json: HeaderJson): Header {
  return {
    version: { block: BigInt(json.version.block), app: BigInt(json.version.app ?? "0") },
    chainId: json.chain_id,
    height: BigInt(json.height),
    time: nanos(json.time),
    lastBlockId: blockIdFrom(json.last_block_id),
    lastCommitHash: hex(json.last_commit_hash),
    dataHash: hex(json.data_hash),
    validatorsHash: hex(json.validators_hash),
    nextValidatorsHash: hex(json.next_validators_hash),
    consensusHash: hex(json.consensus_hash),
    appHash: hex(json.app_hash),
    lastResultsHash: hex(json.last_results_hash),
    evidenceHash: hex(json.evidence_hash),
    proposerAddress: hex(json.proposer_address),
  };
}

export function commitFrom(json: CommitJson): Commit {
  return {
    height: BigInt(json.height),
    round: json.round,
    blockId: blockIdFrom(json.block_id),
    signatures: json.signatures.map((sig) => ({
      flag: sig.block_id_flag as BlockIdFlag,
      validatorAddress: hex(sig.validator_address),
      time: nanos(sig.timestamp),
      signature: base64(sig.signature),
    })),
  };
}

export function seatFrom(json: ValidatorJson): ValidatorSeat {
  return {
    publicKey: base64(json.pub_key.value),
    power: BigInt(json.voting_power ?? json.power ?? "0"),
  };
}
