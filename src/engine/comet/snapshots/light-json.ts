import { toBase64 } from "../../../protocol/chain/base64.ts";
import type {
  BlockId,
  Commit,
  CommitSig,
  Header,
  LightBlock,
} from "../../../protocol/chain/index.ts";
import { toHex } from "../../../protocol/kernel/bytes.ts";

/** Writes header and commit as CometBFT's RPC answers `commit`. */
export function signedHeaderJson({ signedHeader }: LightBlock) {
  const { header, commit } = signedHeader;
  return {
    signed_header: { header: headerJson(header), commit: commitJson(commit) },
    canonical: true,
  };
}

/**
 * Writes a page of the validators as CometBFT's RPC answers `validators`.
 *
 * Shape: `turns` in the order of the set; pages are counted from 1.
 */
export function validatorsJson(
  { signedHeader, validators: { validators } }: LightBlock,
  turns: readonly number[],
  page: number,
  perPage: number,
) {
  const all = validators.map(({ address, publicKey, power }, at) => ({
    address: hex(address),
    pub_key: { type: "tendermint/PubKeyEd25519", value: toBase64(publicKey) },
    voting_power: String(power),
    proposer_priority: String(turns[at] ?? 0),
  }));
  const shown = all.slice((page - 1) * perPage, page * perPage);
  return {
    block_height: String(signedHeader.header.height),
    validators: shown,
    count: String(shown.length),
    total: String(all.length),
  };
}

function headerJson(header: Header): object {
  return {
    version: { block: String(header.version.block), app: String(header.version.app) },
    chain_id: header.chainId,
    height: String(header.height),
    time: timeText(header.time),
    last_block_id: blockIdJson(header.lastBlockId),
    last_commit_hash: hex(header.lastCommitHash),
    data_hash: hex(header.dataHash),
    validators_hash: hex(header.validatorsHash),
    next_validators_hash: hex(header.nextValidatorsHash),
    consensus_hash: hex(header.consensusHash),
    app_hash: hex(header.appHash),
    last_results_hash: hex(header.lastResultsHash),
    evidence_hash: hex(header.evidenceHash),
    proposer_address: hex(header.proposerAddress),
  };
}

function commitJson({ height, round, blockId, signatures }: Commit): object {
  return {
    height: String(height),
    round,
    block_id: blockIdJson(blockId),
    signatures: signatures.map(signatureJson),
  };
}

function signatureJson({ flag, validatorAddress, time, signature }: CommitSig): object {
  return {
    block_id_flag: flag,
    validator_address: hex(validatorAddress),
    timestamp: timeText(time),
    signature: signature.length === 0 ? null : toBase64(signature),
  };
}

function blockIdJson({ hash, parts }: BlockId): object {
  return { hash: hex(hash), parts: { total: parts.total, hash: hex(parts.hash) } };
}

const hex = (bytes: Uint8Array): string => toHex(bytes).toUpperCase();

const NANOS_PER_SECOND = 1_000_000_000n;

/**
 * Writes a time with all nine digits after the second, which no library keeps.
 *
 * Units: nanoseconds since 1970.
 */
export function timeText(nanos: bigint): string {
  const rest = ((nanos % NANOS_PER_SECOND) + NANOS_PER_SECOND) % NANOS_PER_SECOND;
  const seconds = (nanos - rest) / NANOS_PER_SECOND;
  const whole = new Date(Number(seconds) * 1000).toISOString().slice(0, 19);
  return `${whole}.${String(rest).padStart(9, "0")}Z`;
}
