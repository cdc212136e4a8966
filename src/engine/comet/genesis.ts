import { toBase64 } from "../../protocol/chain/base64.ts";
import { BLOCK_BYTES_MAX } from "../../protocol/kernel/limits.ts";
import { appVersionOf, BLOCK_PARAMS, NANOS_PER_MILLISECOND } from "../chain-params.ts";

/** What a chain under CometBFT begins with; every node must have exactly the same. */
export interface Genesis {
  readonly chainId: string;
  /** The time of the first block. Units: milliseconds since 1970. */
  readonly time: number;
  /** The height of the first block: 1, or one more than the height at which history went over. */
  readonly initialHeight: number;
  /** The root of the state before the first block. */
  readonly root: Uint8Array;
  /** The Ed25519 keys that sign from the first block on, each with power 1. */
  readonly validators: readonly Uint8Array[];
  /** Which run of the chain begins here; absent for the first. */
  readonly run?: number | undefined;
  /** The edition of the law that holds from the first block on. */
  readonly edition: number;
}

/**
 * How long evidence of signing twice counts: 21 days and as many blocks as can fit a busy week.
 *
 * Why so long: a light client that was away must be able to rely on what it trusted.
 */
export const EVIDENCE_AGE = { blocks: 500_000, milliseconds: 21 * 86_400_000 } as const;

/** Writes `genesis.json`; the same genesis always gives the same bytes. */
export function genesisJson(genesis: Genesis): string {
  const json = {
    genesis_time: new Date(genesis.time).toISOString(),
    chain_id: genesis.chainId,
    initial_height: String(genesis.initialHeight),
    consensus_params: consensusParamsJson(appVersionOf(genesis.edition, genesis.run)),
    validators: genesis.validators.map((key) => ({
      pub_key: { type: "tendermint/PubKeyEd25519", value: toBase64(key) },
      power: "1",
    })),
    app_hash: Buffer.from(genesis.root).toString("hex").toUpperCase(),
  };
  return `${JSON.stringify(json, undefined, 2)}\n`;
}

/** The limits of consensus as CometBFT writes them in JSON; the same at every height of a run. */
export function consensusParamsJson(appVersion: bigint): object {
  return {
    block: { max_bytes: String(BLOCK_PARAMS.maxBytes), max_gas: String(BLOCK_PARAMS.maxGas) },
    evidence: {
      max_age_num_blocks: String(EVIDENCE_AGE.blocks),
      max_age_duration: String(BigInt(EVIDENCE_AGE.milliseconds) * NANOS_PER_MILLISECOND),
      max_bytes: String(Math.min(1_048_576, BLOCK_BYTES_MAX)),
    },
    validator: { pub_key_types: ["ed25519"] },
    version: { app: String(appVersion) },
    abci: { vote_extensions_enable_height: "0" },
  };
}
