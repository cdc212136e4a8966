import {
  type BlockId,
  type Commit,
  type CommitSig,
  type Header,
  type LightBlock,
  NANOS_PER_SECOND,
  type Validator,
} from "#protocol/chain/index.js";

/** Writes a light block as CometBFT writes a signed header and a validator set in JSON. */
export function lightBlockToCometJson({ signedHeader, validators }: LightBlock) {
  return {
    signed_header: {
      header: headerJson(signedHeader.header),
      commit: commitJson(signedHeader.commit),
    },
    validator_set: { validators: validators.validators.map(validatorJson) },
  };
}

/**
 * Writes a time as CometBFT does.
 *
 * Units: nanoseconds since 1970. Bounds: after 1970, or a whole second.
 */
export function timeToCometJson(nanos: bigint): string {
  const seconds = nanos / NANOS_PER_SECOND;
  const rest = String(nanos % NANOS_PER_SECOND).padStart(9, "0");
  return new Date(Number(seconds) * 1000).toISOString().replace(".000Z", `.${rest}Z`);
}

function headerJson(header: Header) {
  return {
    version: { block: String(header.version.block), app: String(header.version.app) },
    chain_id: header.chainId,
    height: String(header.height),
    time: timeToCometJson(header.time),
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

function commitJson(commit: Commit) {
  return {
    height: String(commit.height),
    round: commit.round,
    block_id: blockIdJson(commit.blockId),
    signatures: commit.signatures.map(commitSigJson),
  };
}

function commitSigJson({ flag, validatorAddress, time, signature }: CommitSig) {
  return {
    block_id_flag: flag,
    validator_address: hex(validatorAddress),
    timestamp: timeToCometJson(time),
    signature: signature.length === 0 ? null : base64(signature),
  };
}

function blockIdJson({ hash, parts }: BlockId) {
  return { hash: hex(hash), parts: { total: parts.total, hash: hex(parts.hash) } };
}

function validatorJson({ address, publicKey, power }: Validator) {
  return {
    address: hex(address),
    pub_key: { type: "tendermint/PubKeyEd25519", value: base64(publicKey) },
    voting_power: String(power),
    proposer_priority: "0",
  };
}

const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString("hex").toUpperCase();

const base64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString("base64");
