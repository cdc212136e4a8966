import { setImmediate as turn } from "node:timers/promises";
import type { Hasher } from "../../../protocol/kernel/hash.ts";
import type { Tree } from "../../../protocol/kernel/tree/tree.ts";
import type { EngineLog } from "../../embedded/options.ts";
import { messageOf } from "../../engine-fault.ts";
import { cutChunks } from "./cut.ts";
import { encodeBoundaries, snapshotHash } from "./format.ts";
import type { SnapshotShelf } from "./shelf.ts";

/** Takes snapshots as blocks come, beside everything else. */
export interface SnapshotTaker {
  /** Hears of the newest block; takes a snapshot where it is one's turn. */
  follow(height: number, tree: Tree): void;
  /** Waits until nothing is being taken. */
  settled(): Promise<void>;
  /** Takes no more, and leaves what is not finished. */
  stop(): Promise<void>;
}

/** What snapshots are taken with. */
export interface TakerDeps {
  readonly shelf: SnapshotShelf;
  readonly hasher: Hasher;
  readonly log: EngineLog;
  /** Blocks from one snapshot to the next; the same on all nodes, so that their chunks combine. */
  readonly every: number;
}

/** Blocks from one snapshot to the next unless chosen otherwise: at one each 30 s, eight hours. */
export const SNAPSHOT_EVERY = 1_000;

/**
 * Makes a taker of snapshots.
 *
 * Why one version is held meanwhile: blocks go on, and the state after this one must stay as it was.
 * A snapshot that fails costs nobody anything: the next one comes.
 */
export function createTaker(deps: TakerDeps): SnapshotTaker {
  const { log, every } = deps;
  let taking: Promise<void> | undefined;
  let isOver = false;
  const take = async (height: number, tree: Tree, version: number): Promise<void> => {
    try {
      await writeSnapshot(deps, { height, tree, version }, () => isOver);
    } catch (error) {
      log.warn("no snapshot was made; the next one is tried", { height, error: messageOf(error) });
    } finally {
      tree.release(version);
      taking = undefined;
    }
  };
  return {
    follow(height, tree) {
      if (height % every !== 0 || taking !== undefined || isOver) return;
      const version = tree.newest();
      tree.hold(version);
      taking = take(height, tree, version);
    },
    async settled() {
      await taking;
    },
    async stop() {
      isOver = true;
      await taking;
    },
  };
}

/** The state after a block, held in the tree until its snapshot is made. */
interface HeldState {
  readonly height: number;
  readonly tree: Tree;
  readonly version: number;
}

async function writeSnapshot(
  { shelf, hasher, log }: TakerDeps,
  { height, tree, version }: HeldState,
  isOver: () => boolean,
): Promise<void> {
  const begun = performance.now();
  const draft = await shelf.begin(height);
  try {
    const boundaries: Uint8Array[] = [];
    for (const { chunk, next } of cutChunks(tree, version)) {
      if (isOver()) return await draft.abandon();
      await draft.add(chunk);
      if (next !== undefined) boundaries.push(next);
      // Whatever waits has its turn between two chunks.
      await turn();
    }
    const metadata = encodeBoundaries(boundaries);
    await draft.finish(snapshotHash(hasher, height, tree.root(version), metadata), metadata);
    await shelf.prune();
    const took = Math.round(performance.now() - begun);
    log.info("a snapshot of the state is ready", { height, chunks: boundaries.length + 1, took });
  } catch (error) {
    await draft.abandon();
    throw error;
  }
}
