import type { VerifiedBlock } from "./bisect.ts";

/** The most verified blocks that are remembered besides the latest. */
export const REMEMBERED_BLOCKS_MAX = 64;

/** The blocks that were verified in this visit, by height. */
export interface VerifiedBlocks {
  at(height: bigint): VerifiedBlock | undefined;
  /** The highest one not above a height. */
  below(height: bigint): VerifiedBlock | undefined;
  /** The lowest one above a height. */
  above(height: bigint): VerifiedBlock | undefined;
  latest(): VerifiedBlock | undefined;
  add(block: VerifiedBlock): void;
  /** Every one, in the order in which they came. */
  all(): Iterable<VerifiedBlock>;
  /** Forgets all, and remembers others. */
  replace(others: VerifiedBlocks): void;
}

function heightOf({ block }: VerifiedBlock): bigint {
  return block.signedHeader.header.height;
}

/**
 * Remembers verified blocks, forgetting the oldest arrival but never the highest block.
 *
 * Why: several proofs of one page ask for the same few heights.
 */
export function rememberBlocks(): VerifiedBlocks {
  const blocks = new Map<bigint, VerifiedBlock>();
  let latest: VerifiedBlock | undefined;
  const known: VerifiedBlocks = {
    at: (height) => blocks.get(height),
    below: (height) => nearest(blocks, (candidate) => height - candidate),
    above: (height) => nearest(blocks, (candidate) => candidate - height - 1n),
    latest: () => latest,
    add(block) {
      blocks.set(heightOf(block), block);
      if (latest === undefined || heightOf(block) > heightOf(latest)) latest = block;
      for (const height of blocks.keys()) {
        if (blocks.size <= REMEMBERED_BLOCKS_MAX) break;
        if (height !== heightOf(latest)) blocks.delete(height);
      }
    },
    all: () => blocks.values(),
    replace(others) {
      const taken = [...others.all()];
      blocks.clear();
      latest = undefined;
      for (const block of taken) known.add(block);
    },
  };
  return known;
}

function nearest(
  blocks: ReadonlyMap<bigint, VerifiedBlock>,
  distance: (height: bigint) => bigint,
): VerifiedBlock | undefined {
  let best: VerifiedBlock | undefined;
  for (const [height, block] of blocks) {
    if (distance(height) < 0n) continue;
    if (best === undefined || distance(height) < distance(heightOf(best))) best = block;
  }
  return best;
}
