import { createHash } from "node:crypto";
import {
  ABSENT_SIG,
  BLOCK_ID_FLAG,
  type Block,
  blockIdOf,
  type Commit,
  type CommitSig,
  commitHash,
  dataHash,
  type Header,
  NO_BLOCK_ID,
  NO_COMMIT,
  noEvidenceHash,
  type ValidatorSet,
  validatorSet,
  validatorsHash,
} from "../chain/index.ts";
import type { Hasher } from "../kernel/hash.ts";

/** SHA-256 by the platform. */
export const hasher: Hasher = {
  sha256: (bytes) => new Uint8Array(createHash("sha256").update(bytes).digest()),
  sha256Blocks(blocks, digests) {
    for (let at = 0; at < blocks.length; at += 64) {
      digests.set(hasher.sha256(blocks.subarray(at, at + 64)), at >> 1);
    }
  },
};

/** Hashes a text. */
export function hashOfText(text: string): Uint8Array {
  return hasher.sha256(new Uint8Array(Buffer.from(text)));
}

/** Makes a set of numbered validators; their keys are numbers hashed, so nothing can be signed. */
export function numberedSet(powers: readonly bigint[]): ValidatorSet {
  const seats = powers.map((power, at) => ({ publicKey: hashOfText(`seat ${at}`), power }));
  const set = validatorSet(hasher, seats);
  if (!set.ok) throw new Error(set.reason);
  return set.value;
}

/** A header in which every field has a value of its own. */
export function sampleHeader(change: Partial<Header> = {}): Header {
  const set = numberedSet([1n, 1n, 1n]);
  return {
    version: { block: 11n, app: 1n },
    chainId: "test-village",
    height: 7n,
    time: 1_700_000_000_123_456_789n,
    lastBlockId: { hash: hashOfText("last"), parts: { total: 2, hash: hashOfText("parts") } },
    lastCommitHash: hashOfText("last commit"),
    dataHash: hashOfText("data"),
    validatorsHash: validatorsHash(hasher, set),
    nextValidatorsHash: validatorsHash(hasher, set),
    consensusHash: hashOfText("consensus"),
    appHash: hashOfText("app"),
    lastResultsHash: hashOfText("results"),
    evidenceHash: noEvidenceHash(hasher),
    proposerAddress: set.validators[0]?.address ?? new Uint8Array(20),
    ...change,
  };
}

/** A commit of three places: one signature, one vote for no block, one absence. */
export function sampleCommit(): Commit {
  const [first, second] = numberedSet([1n, 1n, 1n]).validators;
  const sig = (flag: CommitSig["flag"], address: Uint8Array | undefined): CommitSig => ({
    flag,
    validatorAddress: address ?? new Uint8Array(20),
    time: 1_700_000_000_000_000_000n,
    signature: new Uint8Array(64).fill(flag),
  });
  return {
    height: 6n,
    round: 3,
    blockId: { hash: hashOfText("last"), parts: { total: 2, hash: hashOfText("parts") } },
    signatures: [
      sig(BLOCK_ID_FLAG.commit, first?.address),
      sig(BLOCK_ID_FLAG.nil, second?.address),
      ABSENT_SIG,
    ],
  };
}

/** A whole block with a header that fits its actions and its last commit. */
export function sampleBlock(txs: readonly Uint8Array[], lastCommit = NO_COMMIT): Block {
  const lastBlockId = lastCommit === NO_COMMIT ? NO_BLOCK_ID : lastCommit.blockId;
  const header = sampleHeader({
    lastBlockId,
    dataHash: dataHash(hasher, txs),
    lastCommitHash: commitHash(hasher, lastCommit),
  });
  return { header, txs, evidence: [], lastCommit };
}

/** The id of a block as its commit would name it. */
export function idOf(block: Block) {
  return blockIdOf(hasher, block);
}

/** Every way to change one byte of a message. */
export function* spoiledCopies(bytes: Uint8Array): Generator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += 1) {
    for (const flip of [0x01, 0x10, 0x80]) {
      const copy = bytes.slice();
      copy[at] = (copy[at] ?? 0) ^ flip;
      yield copy;
    }
  }
}
