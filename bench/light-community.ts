import { generateKeyPairSync, type KeyObject, sign } from "node:crypto";
import type { LightSource } from "#client/light/source.js";
import { nativeHasher } from "#engine/native-hasher.js";
import * as chain from "#protocol/chain/index.js";
import { type KeyRange, singleKey, treeKey } from "#protocol/kernel/tree/key.js";
import { createTree } from "#protocol/kernel/tree/tree.js";

const ROWS = 10_000;
/** When the community is founded. Units: nanoseconds since 1970. */
export const FOUNDED = 1_700_000_000_000_000_000n;
const SECOND = 1_000_000_000n;

const tree = createTree(nativeHasher);
/** The key of one of its rows. */
export const rowKey = (row: number) =>
  treeKey(7, Buffer.from(row.toString(16).padStart(8, "0"), "hex"));
const version = tree.apply(
  tree.empty,
  Array.from({ length: ROWS }, (_, row) => ({ key: rowKey(row), row: new Uint8Array(72).fill(7) })),
);

/** A chain of two blocks with a tree of 10,000 rows, as a light client asks for it. */
export interface LightCommunity {
  readonly source: LightSource;
  readonly validatorsHash: Uint8Array;
  readonly lightBytes: number;
  readonly proofBytes: number;
}

/** Makes a chain of two blocks, of which the second carries the root of the tree. */
export function foundLightCommunity(machines: number): LightCommunity {
  const keys = Array.from({ length: machines }, () => generateKeyPairSync("ed25519"));
  const rawKey = (key: KeyObject) =>
    new Uint8Array(key.export({ format: "der", type: "spki" }).subarray(-32));
  const made = chain.equalValidatorSet(
    nativeHasher,
    keys.map((pair) => rawKey(pair.publicKey)),
  );
  if (!made.ok) throw new Error(made.reason);
  const set = made.value;
  const secret = new Map(
    keys.map(({ publicKey, privateKey }) => [rawKey(publicKey).toString(), privateKey]),
  );
  const first = lightBlock(set, secret, 1n, new Uint8Array(32));
  const second = lightBlock(set, secret, 2n, tree.root(version));
  const range = singleKey(rowKey(4321));
  return {
    validatorsHash: chain.validatorsHash(nativeHasher, set),
    lightBytes: chain.encodeLightBlock(second).length,
    proofBytes: tree.prove(version, range.from, range.until).length,
    source: {
      lightBlock: async (height) => chain.lightBlockToJson(height === 1n ? first : second),
      proveRange: async ({ from, until }: KeyRange) => ({
        height: 1n,
        proof: tree.prove(version, from, until),
      }),
    },
  };
}

function lightBlock(
  set: chain.ValidatorSet,
  secret: ReadonlyMap<string, KeyObject>,
  height: bigint,
  appHash: Uint8Array,
): chain.LightBlock {
  const none = chain.noEvidenceHash(nativeHasher);
  const hash = chain.validatorsHash(nativeHasher, set);
  const header: chain.Header = {
    version: { block: chain.BLOCK_PROTOCOL, app: 1n },
    chainId: "bench-village",
    height,
    time: FOUNDED + height * SECOND,
    lastBlockId: chain.NO_BLOCK_ID,
    lastCommitHash: none,
    dataHash: none,
    validatorsHash: hash,
    nextValidatorsHash: hash,
    consensusHash: none,
    appHash,
    lastResultsHash: none,
    evidenceHash: none,
    proposerAddress: new Uint8Array(20),
  };
  const id = { hash: chain.headerHash(nativeHasher, header), parts: { total: 1, hash: none } };
  const bare: chain.Commit = { height, round: 0, blockId: id, signatures: [] };
  const signatures = set.validators.map((validator) => {
    const unsigned: chain.CommitSig = {
      flag: chain.BLOCK_ID_FLAG.commit,
      validatorAddress: validator.address,
      time: header.time,
      signature: new Uint8Array(0),
    };
    const message = chain.commitSignBytes(header.chainId, bare, unsigned);
    const key = secret.get(validator.publicKey.toString()) as KeyObject;
    return { ...unsigned, signature: new Uint8Array(sign(null, message, key)) };
  });
  const commit = { ...bare, signatures };
  return { signedHeader: { header, commit }, validators: set, nextValidators: set };
}
