import {
  type Block,
  type Commit,
  checkBlock,
  checkCommit,
  decodeBlock,
  decodeCommit,
  type ValidatorSet,
} from "../../protocol/chain/index.ts";
import { EditionMissing } from "../../protocol/editions.ts";
import { chainIdOf, communityOf } from "../../protocol/founding.ts";
import { type BlockEvidence, NO_EVIDENCE } from "../../protocol/kernel/block-evidence.ts";
import { equalBytes } from "../../protocol/kernel/bytes.ts";
import type { Tree } from "../../protocol/kernel/tree/tree.ts";
import type { Ledger } from "../../protocol/ledger.ts";
import type { World } from "../../protocol/state-machine.ts";
import { momentOf } from "../chain-params.ts";
import type { Head } from "../engine.ts";
import { EngineFault } from "../engine-fault.ts";
import { nativeVerify } from "../native-signature.ts";
import { openLedger } from "../open-ledger.ts";
import { decodeHead, decodeOutcome } from "../records.ts";
import { assertSameEditions } from "../same-editions.ts";
import { assertSameLaw } from "../same-law.ts";
import { assertSameStore } from "../same-store.ts";
import { endOfSpace, heightKey, metaKey, SPACE } from "../store/keys.ts";
import type { StoreReader } from "../store/store.ts";
import { checkedAhead } from "../verify-ahead.ts";
import type { OpenedChain } from "./found.ts";
import { type EmbeddedOptions, SILENT } from "./options.ts";
import { editionMissing } from "./stop-faults.ts";

/** What a ledger is resumed from. */
export type KeptDeps = Pick<
  EmbeddedOptions,
  "law" | "founding" | "store" | "hasher" | "marker" | "checkpoint" | "limits" | "log"
> & {
  /** What a kept block tells of the machines that sign; nothing where one machine makes the blocks. */
  readonly evidence?: (block: Block) => Promise<BlockEvidence>;
};

const RESTORE = "Restore this home from a backup, or fetch the community again from another node.";

/** Reads where the store's history ends; nothing when there is no history yet. */
export async function readHead(store: Pick<StoreReader, "get">): Promise<Head | undefined> {
  const bytes = await store.get(metaKey("head"));
  if (bytes === undefined) return undefined;
  const head = decodeHead(bytes);
  if (head === undefined) throw damaged("the record of the newest block cannot be read");
  return head;
}

/**
 * Compares the store with the marker beside it.
 *
 * Throws: EngineFault `store-behind` when acknowledged blocks are missing from the store.
 */
export async function assertNotBehind(
  { marker, log = SILENT }: Pick<KeptDeps, "marker" | "log">,
  head: Head | undefined,
): Promise<void> {
  const mark = await marker.read();
  if (mark === undefined) {
    if (head !== undefined) log.warn("the head marker was missing and is written again");
    return;
  }
  if (mark === "damaged") throw damaged("the head marker beside the store cannot be read");
  const height = head?.height ?? 0;
  if (mark.height > height) {
    throw new EngineFault(
      "store-behind",
      `the store ends at block ${height}, but block ${mark.height} was acknowledged`,
      RESTORE,
    );
  }
  if (head !== undefined && mark.height === height && !equalBytes(mark.hash, head.hash)) {
    throw damaged(`block ${height} is not the one that was acknowledged`);
  }
}

/**
 * Opens a store that has history: finds the newest block and brings the tree to its state.
 *
 * Shape: `validators` are those who have signed that block.
 */
export async function resumeChain(
  options: EmbeddedOptions,
  world: World,
  tree: Tree,
  { head, validators }: { readonly head: Head; readonly validators: ValidatorSet },
): Promise<OpenedChain> {
  const { store } = options;
  const { commit } = await readNewest(options, head, validators);
  const outcome = decodeOutcome((await store.get(heightKey(SPACE.outcome, head.height))) ?? EMPTY);
  if (outcome === undefined) throw damaged(`the outcome of block ${head.height} cannot be read`);
  const ledger = await resumeLedger(options, world, tree, head);
  const codes = outcome.receipts.map(({ code }) => code);
  return { ledger, tree, head, last: { id: commit.blockId, commit, root: head.root, codes } };
}

/**
 * Reads the newest block, and compares it with the record of it and with its signatures.
 *
 * Why the signatures: the next block carries them, so that a history which goes on from damaged ones
 * could never be verified again. Throws: EngineFault.
 */
export async function readNewest(
  options: Pick<KeptDeps, "law" | "founding" | "store" | "hasher">,
  head: Head,
  validators: ValidatorSet,
): Promise<{ readonly block: Block; readonly commit: Commit }> {
  const community = await assertOwn(options);
  const newest = await readBlock(options, head.height);
  const { block, commit } = newest;
  if (!equalBytes(commit.blockId.hash, head.hash)) {
    throw damaged(`block ${head.height} is not the one in the record of the newest block`);
  }
  if (momentOf(block.header.time) !== head.time) throw damaged("the newest block's time differs");
  const signed = checkCommit(nativeVerify, chainIdOf(community), commit, validators);
  if (!signed.ok) throw damaged(`block ${head.height}: ${signed.reason}`);
  return newest;
}

/** Brings the tree to the state after the newest block, by whatever way is shortest. */
export async function resumeLedger(
  options: KeptDeps,
  world: World,
  tree: Tree,
  head: Head,
): Promise<Ledger> {
  const community = await assertOwn(options);
  const deps = { law: options.law, community, world, tree };
  const ledger =
    (await fromCheckpoint(options, deps, head)) ?? (await fromRows(options, deps, head));
  await assertSameEditions(options, ledger);
  return ledger;
}

const EMPTY = new Uint8Array(0);

/** Refuses a store of another community, law or form; answers the community. Throws: EngineFault. */
async function assertOwn(
  options: Pick<KeptDeps, "law" | "founding" | "store" | "hasher">,
): Promise<Uint8Array> {
  const { law, founding, store, hasher } = options;
  const community = communityOf(hasher, law, founding);
  await assertSameStore(store, community);
  await assertSameLaw(store, options);
  return community;
}

type Deps = Omit<Parameters<typeof openLedger>[0], "height">;

/** Loads the checkpoint and replays what came after; nothing when that cannot be done. */
async function fromCheckpoint(
  options: KeptDeps,
  deps: Deps,
  head: Head,
): Promise<Ledger | undefined> {
  const { checkpoint, log = SILENT } = options;
  const height = await checkpoint.height();
  const replayMax = options.limits?.replayMax ?? 5_000;
  if (height === undefined || height > head.height || head.height - height > replayMax) {
    return undefined;
  }
  const root = height === head.height ? head.root : await rootAfter(options, height);
  const verdict = await checkpoint.read(deps.tree, root);
  if (!verdict.ok) {
    log.warn("the checkpoint is of no use, the tree is rebuilt", { reason: verdict.reason });
    return undefined;
  }
  deps.tree.commit(verdict.version);
  const ledger = openLedger({ ...deps, height });
  try {
    for (let next = height + 1; next <= head.height; next += 1) {
      await carryOutAgain(options, ledger, next, head);
    }
  } catch (error) {
    throw error instanceof EditionMissing ? editionMissing(error) : error;
  }
  return ledger;
}

/** Carries out a kept block on the state before it. */
async function carryOutAgain(
  options: KeptDeps,
  ledger: Ledger,
  height: number,
  head: Head,
): Promise<void> {
  const { block } = await readBlock(options, height);
  const expected = height === head.height ? head.root : await rootAfter(options, height);
  const time = momentOf(block.header.time);
  const evidence = (await options.evidence?.(block)) ?? NO_EVIDENCE;
  const actions = await checkedAhead(ledger, block.txs);
  const sealed = ledger.propose({ height, time, actions, evidence }).seal();
  if (!equalBytes(sealed.root, expected)) {
    throw damaged(`block ${height}: carried out again, it leads to another state`);
  }
  sealed.commit();
}

/** Rebuilds the tree from the stored rows and compares its root. */
async function fromRows({ store }: KeptDeps, deps: Deps, head: Head): Promise<Ledger> {
  const { tree } = deps;
  const load = tree.load();
  const range = { from: Uint8Array.of(SPACE.row), until: endOfSpace(SPACE.row) };
  for await (const batch of store.batches(range)) {
    for (const { key, value } of batch) {
      if (!load.add(key.subarray(1), value)) throw damaged("a stored row cannot be read");
    }
  }
  const version = load.finish();
  if (!equalBytes(tree.root(version), head.root)) {
    throw damaged(`the stored rows are not the state after block ${head.height}`);
  }
  tree.commit(version);
  return openLedger({ ...deps, height: head.height });
}

/** The root of the state after a block that is not the newest: the next header carries it. */
async function rootAfter(
  options: Pick<KeptDeps, "store" | "hasher">,
  height: number,
): Promise<Uint8Array> {
  const { block } = await readBlock(options, height + 1);
  return block.header.appHash;
}

async function readBlock(
  { store, hasher }: Pick<KeptDeps, "store" | "hasher">,
  height: number,
): Promise<{ readonly block: Block; readonly commit: Commit }> {
  const bytes = await store.get(heightKey(SPACE.block, height));
  const commitBytes = await store.get(heightKey(SPACE.commit, height));
  if (bytes === undefined || commitBytes === undefined) throw damaged(`block ${height} is missing`);
  const block = decodeBlock(bytes);
  const commit = decodeCommit(commitBytes);
  if (!block.ok) throw damaged(`block ${height}: ${block.reason}`);
  if (!commit.ok) throw damaged(`block ${height}: its commit ${commit.reason}`);
  const whole = checkBlock(hasher, block.value, bytes, commit.value.blockId);
  if (!whole.ok) throw damaged(`block ${height}: ${whole.reason}`);
  return { block: block.value, commit: commit.value };
}

function damaged(what: string): EngineFault {
  return new EngineFault("store-damaged", what, RESTORE);
}
