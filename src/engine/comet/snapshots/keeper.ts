import type { Hasher } from "../../../protocol/kernel/hash.ts";
import type { Tree } from "../../../protocol/kernel/tree/tree.ts";
import type { EngineLog } from "../../embedded/options.ts";
import type { SnapshotPlan } from "../options.ts";
import { type SnapshotCalls, snapshotCalls, usableSnapshots } from "./calls.ts";
import type { RestoreCalls } from "./restore.ts";
import { openShelf } from "./shelf.ts";
import { createTaker, SNAPSHOT_EVERY } from "./take.ts";

/** Makes snapshots of the state as blocks come, and hands them out. */
export interface SnapshotKeeper {
  /** Heights of the states that can be handed out, the newest first. */
  heights(): readonly number[];
  /** Hears of the newest block, which is the tree's newest version. */
  follow(height: number, tree: Tree): void;
  /** The calls by which CometBFT hands snapshots out, and takes one over by `restore`. */
  calls(restore: RestoreCalls): SnapshotCalls;
  stop(): Promise<void>;
}

/** Opens what a node has of snapshots; without a plan it has none and makes none. */
export async function openSnapshots(
  plan: SnapshotPlan | undefined,
  { hasher, log }: { readonly hasher: Hasher; readonly log: EngineLog },
  head: () => number,
): Promise<SnapshotKeeper> {
  const shelf = plan && (await openShelf(plan.folder));
  const every = plan?.every ?? SNAPSHOT_EVERY;
  const taker = shelf && createTaker({ shelf, hasher, log, every });
  return {
    heights: () => usableSnapshots(shelf, head()).map(({ height }) => height),
    follow: (height, tree) => taker?.follow(height, tree),
    calls: (restore) => snapshotCalls(shelf, head, restore),
    stop: async () => taker?.stop(),
  };
}
