import type { LightBlock } from "../../protocol/chain/index.ts";
import { readKept } from "../embedded/history.ts";
import { stoppingFault } from "../embedded/stop-faults.ts";
import type { Head, KeptBlock } from "../engine.ts";
import type { EngineFault } from "../engine-fault.ts";
import { heightKey, SPACE } from "../store/keys.ts";
import { createBlockCopier } from "./block-copier.ts";
import type { EngineResources } from "./engine-resources.ts";
import type { CometOptions } from "./options.ts";
import { readLight } from "./read-light.ts";

/** The blocks that this node keeps, each copied from CometBFT a moment after it was decided. */
export interface KeptHistory {
  /** The height of the first block that is kept. */
  firstBlock(): number;
  /** The block of a height; waits a while for one that is decided and still to be copied. */
  block(height: number): Promise<KeptBlock | undefined>;
  /** Header, commit and validators of a height; waits as `block` does. */
  lightBlock(height: number): Promise<LightBlock | undefined>;
  /** The last height that is kept here. */
  copied(): number;
  /** Copies everything up to a height, in its own time. */
  follow(height: number): void;
  /** Begins above a height, whose state was taken over from others. */
  beginAbove(height: number): void;
  /** Waits until all that is decided is copied, or the time is over. */
  finish(milliseconds: number): Promise<unknown>;
  stop(): Promise<void>;
}

/** How long a question for a block waits until it is copied. Units: milliseconds. */
const COPY_PATIENCE = 5_000;

/** Opens what the store has of history; `onFailure` hears why no block can be copied any more. */
export async function openHistory(
  { options, chain, writer, rpc, log, resumedAbove }: EngineResources,
  onFailure: (fault: EngineFault) => void,
): Promise<KeptHistory> {
  const { store, hasher } = options;
  let beginsAbove = resumedAbove;
  const copied = await copiedHeight(options, chain.head, beginsAbove);
  const copier = createBlockCopier({
    store,
    hasher,
    rpc,
    log,
    copied,
    onFailure: (error) => onFailure(stoppingFault(error)),
  });
  const copiedIfDecided = async (height: number): Promise<void> => {
    if (height <= writer.head().height) await copier.reach(height, COPY_PATIENCE);
  };
  return {
    firstBlock: () => beginsAbove + 1,
    async block(height) {
      await copiedIfDecided(height);
      return readKept(store, height);
    },
    async lightBlock(height) {
      await copiedIfDecided(height);
      return readLight(options, height);
    },
    copied: copier.copied,
    follow: copier.follow,
    beginAbove(height) {
      copier.beginAbove(height);
      beginsAbove = height;
    },
    finish: (milliseconds) => copier.reach(writer.head().height, milliseconds),
    stop: copier.stop,
  };
}

/** The last height of which the store has the block, at or below the head. */
async function copiedHeight(
  { store, network }: CometOptions,
  { height }: Head,
  beginsAbove: number,
): Promise<number> {
  const first = Math.max(network.start.height, beginsAbove + 1);
  for (let at = height; at >= first; at -= 1) {
    if ((await store.get(heightKey(SPACE.block, at))) !== undefined) return at;
  }
  return first - 1;
}
