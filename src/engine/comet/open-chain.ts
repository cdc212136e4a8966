import type { Block } from "../../protocol/chain/index.ts";
import { communityOf } from "../../protocol/founding.ts";
import { NO_EVIDENCE } from "../../protocol/kernel/block-evidence.ts";
import { createTree, type Tree } from "../../protocol/kernel/tree/tree.ts";
import type { Ledger } from "../../protocol/ledger.ts";
import type { World } from "../../protocol/state-machine.ts";
import { NO_CHECKPOINT } from "../embedded/checkpoint-file.ts";
import { readHead, readNewest, resumeLedger } from "../embedded/resume.ts";
import type { Head } from "../engine.ts";
import { founded, writeFounded } from "../founded.ts";
import { openLedger } from "../open-ledger.ts";
import { heightKey, SPACE } from "../store/keys.ts";
import { evidenceIn } from "./block-evidence.ts";
import { assertReplayable } from "./lost-blocks.ts";
import type { CometOptions } from "./options.ts";
import { readSet, signersOf } from "./validator-sets.ts";

/** The state on which the application works. */
export interface CometChain {
  readonly ledger: Ledger;
  readonly tree: Tree;
  /** The newest durable block; of height 0 before the first. */
  readonly head: Head;
}

/**
 * Opens what the store holds: the state after its newest block, or that of the founding.
 *
 * Throws: EngineFault, naming what is wrong with the store or the founding.
 */
export async function openCometChain(options: CometOptions, world: World): Promise<CometChain> {
  const { store, hasher } = options;
  const tree = createTree(hasher);
  const head = await readHead(store);
  await assertReplayable(options, head);
  if (head === undefined) {
    return options.network.quick === undefined
      ? foundFresh(options, world, tree)
      : awaitState(options, world, tree);
  }
  // Blocks are copied from CometBFT a moment after their state is durable: the last may be missing.
  const isCopied = (await store.get(heightKey(SPACE.block, head.height))) !== undefined;
  if (isCopied) await readNewest(options, head, await signersOf(options, head.height));
  const checkpoint = isCopied ? options.checkpoint : NO_CHECKPOINT;
  const deps = { ...options, checkpoint, evidence: (block: Block) => evidence(options, block) };
  const ledger = await resumeLedger(deps, world, tree, head);
  await options.marker.write(head);
  return { ledger, tree, head };
}

/** What a kept block told the law when it was decided. */
async function evidence({ store, hasher, network }: CometOptions, block: Block) {
  const height = Number(block.header.height);
  if (height < network.start.height) return NO_EVIDENCE;
  const before = await readSet(store, hasher, height - 1);
  const nobody = { validators: [], totalPower: 0n };
  return evidenceIn(block, before ?? nobody, network.start);
}

/** Stands before a state that comes from others: there is no row, and no block yet. */
function awaitState(options: CometOptions, world: World, tree: Tree): CometChain {
  const { law, founding, hasher } = options;
  const community = communityOf(hasher, law, founding);
  const ledger = openLedger({ law, community, world, tree, height: 0 });
  const head = { height: 0, time: founding.foundedAt, hash: new Uint8Array(32) };
  return { ledger, tree, head: { ...head, root: ledger.root() } };
}

/**
 * Writes the founding's rows; there is no block yet, since the validators make the first together.
 *
 * Why no head is written: a founding that was cut short is done again, to the same rows.
 */
async function foundFresh(options: CometOptions, world: World, tree: Tree): Promise<CometChain> {
  const { founding, store } = options;
  const begun = founded(options, world, tree);
  const { ledger } = begun;
  await writeFounded(store, begun);
  const head = { height: 0, time: founding.foundedAt, hash: new Uint8Array(32) };
  return { ledger, tree, head: { ...head, root: ledger.root() } };
}
