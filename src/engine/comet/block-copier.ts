import { checkBlock, encodeBlock, encodeCommit, sameBlockId } from "../../protocol/chain/index.ts";
import type { Hasher } from "../../protocol/kernel/hash.ts";
import type { EngineLog } from "../embedded/options.ts";
import { messageOf } from "../engine-fault.ts";
import { heightKey, SPACE } from "../store/keys.ts";
import type { Store, StoreChange } from "../store/store.ts";
import { readBlockJson, readSignedCommit } from "./read-block.ts";
import type { CometRpc } from "./rpc.ts";

/** Copies blocks and commits from CometBFT into the node's own store. */
export interface BlockCopier {
  /** Copies everything up to a height, in its own time. */
  follow(height: number): void;
  /** The last height that is copied. */
  copied(): number;
  /** Waits until a height is copied; tells whether it was within the time. */
  reach(height: number, milliseconds: number): Promise<boolean>;
  /** Takes a height as the last one that is not copied: history begins above it. */
  beginAbove(height: number): void;
  stop(): Promise<void>;
}

/** What a copier needs. */
export interface CopierDeps {
  readonly store: Store;
  readonly hasher: Hasher;
  readonly rpc: CometRpc;
  readonly log: EngineLog;
  /** The last height that is copied already. */
  readonly copied: number;
  readonly onFailure: (error: Error) => void;
}

/** Before asking again after a failure. Units: milliseconds. */
const PAUSE = 250;

/**
 * Starts to copy.
 *
 * Why: the node's own history then has one form under both engines, is verified by the same code,
 * and outlives CometBFT's store. A block that is not what its hash says stops the node.
 */
export function createBlockCopier(deps: CopierDeps): BlockCopier {
  const { store } = deps;
  let copied = deps.copied;
  let wanted = copied;
  let working: Promise<void> | undefined;
  let isOver = false;
  const waiters = new Set<() => void>();

  const work = async (): Promise<void> => {
    while (copied < wanted && !isOver) {
      const height = copied + 1;
      const changes = await fetchBlock(deps, height).catch((error: unknown) => {
        if (error instanceof WrongBlock) throw error;
        deps.log.info("a block is asked for again", { height, error: messageOf(error) });
        return undefined;
      });
      if (changes === undefined) {
        await new Promise((resolve) => setTimeout(resolve, PAUSE));
        continue;
      }
      await store.write(changes);
      copied = height;
      for (const tell of waiters) tell();
    }
  };
  const wake = (): void => {
    if (working !== undefined || isOver) return;
    working = work()
      .catch(deps.onFailure)
      .finally(() => {
        working = undefined;
        if (copied < wanted && !isOver) wake();
      });
  };
  return {
    follow(height) {
      wanted = Math.max(wanted, height);
      wake();
    },
    copied: () => copied,
    reach(height, milliseconds) {
      if (copied >= height) return Promise.resolve(true);
      return new Promise((resolve) => {
        const end = (isThere: boolean): void => {
          clearTimeout(timer);
          waiters.delete(tell);
          resolve(isThere);
        };
        const tell = (): void => {
          if (copied >= height) end(true);
        };
        const timer = setTimeout(() => end(false), milliseconds);
        waiters.add(tell);
      });
    },
    beginAbove(height) {
      copied = height;
      wanted = height;
    },
    async stop() {
      isOver = true;
      await working;
    },
  };
}

/** A block that is not what its hash says. */
class WrongBlock extends Error {}

/**
 * Fetches a block with a commit to it.
 *
 * Why the commit before is written again: the next block says which signatures are the canonical
 * ones; until it is there, those that this node saw are kept.
 */
async function fetchBlock({ rpc, hasher }: CopierDeps, height: number): Promise<StoreChange[]> {
  const [answer, signed] = await Promise.all([rpc.block(height), rpc.commit(height)]);
  const block = readBlockJson(answer);
  const commit = readSignedCommit(signed);
  const bytes = encodeBlock(block);
  const checked = checkBlock(hasher, block, bytes, commit.blockId);
  if (!checked.ok) throw new WrongBlock(`block ${height} from CometBFT: ${checked.reason}`);
  const changes: StoreChange[] = [
    { key: heightKey(SPACE.block, height), value: bytes },
    { key: heightKey(SPACE.commit, height), value: encodeCommit(commit) },
  ];
  const { lastCommit } = block;
  if (lastCommit.height > 0n && sameBlockId(block.header.lastBlockId, lastCommit.blockId)) {
    const before = heightKey(SPACE.commit, height - 1);
    changes.push({ key: before, value: encodeCommit(lastCommit) });
  }
  return changes;
}
