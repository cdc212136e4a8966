import { decodeBlock } from "../../protocol/chain/index.ts";
import { momentOf } from "../chain-params.ts";
import { heightKey, SPACE } from "../store/keys.ts";
import type { Store } from "../store/store.ts";
import { EVIDENCE_AGE } from "./genesis.ts";

/** How many blocks CometBFT keeps beside the node's own store, which keeps all. */
export interface Retention {
  /** The first block that CometBFT keeps once a height is durable; 0 where it keeps all. */
  from(height: number): Promise<bigint>;
}

/** What decides it. */
export interface RetentionDeps {
  readonly options: {
    readonly store: Store;
    readonly network: { readonly start: { readonly height: number } };
  };
  readonly history: { copied(): number };
  readonly snapshots: { heights(): readonly number[] };
}

/** Between two looks: forgetting a block at a time would cost as much as keeping it. Units: blocks. */
const EVERY = 1_000;

/**
 * Lets CometBFT forget blocks that nobody needs from it any more.
 *
 * Why not sooner: evidence of signing twice counts for 21 days and 500,000 blocks, and is checked by the block
 * of that day; machines that take the state over fetch the blocks from a snapshot on; and what is not
 * copied yet has to stay.
 */
export function createRetention({ options, history, snapshots }: RetentionDeps): Retention {
  const { store, network } = options;
  return {
    async from(height) {
      if (height % EVERY !== 0) return 0n;
      const old = height - EVIDENCE_AGE.blocks;
      if (old <= network.start.height) return 0n;
      const [then, now] = await Promise.all([timeOf(store, old), timeOf(store, height - 1)]);
      if (then === undefined || now === undefined) return 0n;
      if (now - then <= EVIDENCE_AGE.milliseconds) return 0n;
      return BigInt(Math.min(old, history.copied(), ...snapshots.heights()));
    },
  };
}

async function timeOf(store: Store, height: number): Promise<number | undefined> {
  const bytes = await store.get(heightKey(SPACE.block, height));
  const block = bytes === undefined ? undefined : decodeBlock(bytes);
  return block?.ok ? momentOf(block.value.header.time) : undefined;
}
