import {
  type Commit,
  checkCommit,
  decodeCommit,
  encodeCommit,
  headerHash,
  sameBlockId,
  validatorsHash,
} from "../protocol/chain/index.ts";
import { equalBytes } from "../protocol/kernel/bytes.ts";
import type { Hasher } from "../protocol/kernel/hash.ts";
import type { Tree } from "../protocol/kernel/tree/tree.ts";
import type { Beginning } from "./beginning.ts";
import type { CheckpointFile } from "./embedded/checkpoint-file.ts";
import { EngineFault } from "./engine-fault.ts";
import { nativeVerify } from "./native-signature.ts";
import { heightKey, SPACE } from "./store/keys.ts";
import type { Store } from "./store/store.ts";

/** What the first block of one's own is held against. */
export interface BeforeFirst {
  readonly commit: Commit;
  readonly commitBytes: Uint8Array;
  /** Nanoseconds since 1970. */
  readonly time: bigint;
}

/** What a beginning is verified with. */
export interface BeginningDeps {
  readonly store: Store;
  readonly hasher: Hasher;
  readonly chainId: string;
  /** The state that was taken over; the home keeps it as it was. */
  readonly state: CheckpointFile | undefined;
}

/**
 * Verifies where a history begins that is not whole, and loads the state from which it goes on.
 *
 * Why the header below the first own block: its validators have signed, and it names those who sign
 * the next, whose header carries the root of this very state.
 * Throws: EngineFault `store-damaged`, naming what does not fit.
 */
export async function loadBeginning(
  deps: BeginningDeps,
  beginning: Beginning,
  tree: Tree,
): Promise<BeforeFirst> {
  const { height, root, light } = beginning;
  checkLight(deps, beginning);
  const verdict = await deps.state?.read(tree, root);
  if (verdict === undefined || !verdict.ok) {
    const why = verdict?.ok === false ? verdict.reason : "it is not there";
    throw damaged(`the state after block ${height}, with which history begins here: ${why}`);
  }
  tree.commit(verdict.version);
  const commit = await keptCommit(deps, beginning);
  return { commit, commitBytes: encodeCommit(commit), time: light.signedHeader.header.time };
}

function checkLight({ hasher, chainId }: BeginningDeps, { height, light }: Beginning): void {
  const { header, commit } = light.signedHeader;
  const isWhole =
    header.chainId === chainId &&
    commit.height === header.height &&
    equalBytes(commit.blockId.hash, headerHash(hasher, header)) &&
    equalBytes(header.validatorsHash, validatorsHash(hasher, light.validators)) &&
    equalBytes(header.nextValidatorsHash, validatorsHash(hasher, light.nextValidators));
  const signed = checkCommit(nativeVerify, chainId, commit, light.validators);
  if (!isWhole || !signed.ok) throw damaged(`the header of block ${height} is not the signed one`);
}

/** The commit that the next block names, once it has come; until then the one taken over. */
async function keptCommit(
  { store, chainId }: BeginningDeps,
  { height, light }: Beginning,
): Promise<Commit> {
  const bytes = await store.get(heightKey(SPACE.commit, height));
  if (bytes === undefined) return light.signedHeader.commit;
  const kept = decodeCommit(bytes);
  const isRight =
    kept.ok &&
    sameBlockId(kept.value.blockId, light.signedHeader.commit.blockId) &&
    checkCommit(nativeVerify, chainId, kept.value, light.validators).ok;
  if (isRight) return kept.value;
  throw damaged(`the commit of block ${height} is not one of its validators`);
}

function damaged(what: string): EngineFault {
  const remedy = "Restore this home from a backup, or join the network again.";
  return new EngineFault("store-damaged", what, remedy);
}
