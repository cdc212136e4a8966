import {
  BLOCK_ID_FLAG,
  BLOCK_PROTOCOL,
  type Block,
  type BlockId,
  blockIdOf,
  type Commit,
  type CommitSig,
  commitHash,
  commitSignBytes,
  consensusHash,
  dataHash,
  encodeBlock,
  NO_BLOCK_ID,
  NO_COMMIT,
  noEvidenceHash,
  resultsHash,
  type ValidatorSet,
  validatorsHash,
} from "../../protocol/chain/index.ts";
import type { Hasher } from "../../protocol/kernel/hash.ts";
import { appVersionOf, BLOCK_PARAMS, NANOS_PER_MILLISECOND } from "../chain-params.ts";
import type { Signer } from "./signer.ts";

/** What stays the same from block to block. */
export interface ChainDeps {
  readonly chainId: string;
  readonly hasher: Hasher;
  readonly validators: ValidatorSet;
  /** Who signs from the next block on, where that changes. */
  readonly nextValidators?: ValidatorSet;
}

/** What a block says about the one before it. */
export interface LastBlock {
  readonly id: BlockId;
  readonly commit: Commit;
  /** The root of the state after it: the next header's app hash. */
  readonly root: Uint8Array;
  /** The codes of its actions: the next header's results hash is made of them. */
  readonly codes: readonly number[];
}

/** A block with its bytes and the commit that makes it final. */
export interface MadeBlock {
  readonly block: Block;
  readonly bytes: Uint8Array;
  readonly id: BlockId;
  readonly commit: Commit;
}

/** What the first block says about what was before: nothing but the founding's root. */
export function beforeFirst(root: Uint8Array): LastBlock {
  return { id: NO_BLOCK_ID, commit: NO_COMMIT, root, codes: [] };
}

/** Returns the hash of a block's outcomes, as the next header carries it. */
export function resultsHashOf(hasher: Hasher, codes: readonly number[]): Uint8Array {
  const data = new Uint8Array(0);
  return resultsHash(
    hasher,
    codes.map((code) => ({ code, data, gasWanted: 0n, gasUsed: 0n })),
  );
}

/** Makes a block as CometBFT would, by a sole validator. */
export function makeBlock(
  deps: ChainDeps,
  signer: Signer,
  last: LastBlock,
  input: {
    readonly height: number;
    readonly time: number;
    readonly actions: readonly Uint8Array[];
    /** The edition of the law under which it was carried out. */
    readonly edition: number;
  },
): MadeBlock {
  const { hasher, chainId, validators } = deps;
  const set = validatorsHash(hasher, validators);
  const time = BigInt(input.time) * NANOS_PER_MILLISECOND;
  const proposerAddress = validators.validators[0]?.address;
  if (proposerAddress === undefined) throw new Error("a chain has a validator");
  const block: Block = {
    header: {
      version: { block: BLOCK_PROTOCOL, app: appVersionOf(input.edition, undefined) },
      chainId,
      height: BigInt(input.height),
      time,
      lastBlockId: last.id,
      lastCommitHash: commitHash(hasher, last.commit),
      dataHash: dataHash(hasher, input.actions),
      validatorsHash: set,
      nextValidatorsHash: validatorsHash(hasher, deps.nextValidators ?? validators),
      consensusHash: consensusHash(hasher, BLOCK_PARAMS),
      appHash: last.root,
      lastResultsHash: resultsHashOf(hasher, last.codes),
      evidenceHash: noEvidenceHash(hasher),
      proposerAddress,
    },
    txs: input.actions,
    evidence: [],
    lastCommit: last.commit,
  };
  const bytes = encodeBlock(block);
  const id = blockIdOf(hasher, block, bytes);
  return { block, bytes, id, commit: commitBlock(deps, signer, block, id) };
}

/**
 * Signs a block.
 *
 * Why the vote is a millisecond after the block: CometBFT demands that a vote is later than what
 * it votes for.
 */
function commitBlock(
  { chainId, validators }: ChainDeps,
  signer: Signer,
  { header }: Block,
  blockId: BlockId,
): Commit {
  const unsigned: CommitSig = {
    flag: BLOCK_ID_FLAG.commit,
    validatorAddress: validators.validators[0]?.address ?? new Uint8Array(0),
    time: header.time + NANOS_PER_MILLISECOND,
    signature: new Uint8Array(64),
  };
  const commit: Commit = { height: header.height, round: 0, blockId, signatures: [unsigned] };
  const signature = signer.sign(commitSignBytes(chainId, commit, unsigned));
  return { ...commit, signatures: [{ ...unsigned, signature }] };
}
