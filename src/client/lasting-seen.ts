import type { Result } from "../protocol/kernel/result.ts";
import { decode } from "../protocol/kernel/schema.ts";
import type { Seen } from "../protocol/kernel/seen.ts";
import { EXACT_MAX, type KeptRoot, roots, stretchOf } from "../protocol/witness/index.ts";
import type { LightFault } from "./light/fault.ts";
import type { CheckedRange, LightClient } from "./light/light-client.ts";

/** How many of the newest heights are looked through first; eight times as many, where that is too few. */
const FIRST_LOOK = 64;

/**
 * Finds the newest state that every history keeps for a month, as what waits in an outbox names it.
 *
 * Why not the newest of all: of roots that have grown old the last of each ten minutes is kept, and
 * which one that is, is known only when the ten minutes are over.
 * Shape: nothing where the community is younger than that, or changed more than 4,096 times since.
 * Bounds: `newest` is the height of a verified page; the rows are proved against a verified page too.
 */
export async function lastingSeen(
  light: Pick<LightClient, "verifiedRange">,
  newest: number,
): Promise<Result<Seen | undefined, LightFault>> {
  for (let look = FIRST_LOOK; ; look = Math.min(EXACT_MAX, look * 8)) {
    const from = Math.max(0, newest - look);
    const range = { from: roots.keyBytes([from]), until: roots.endBytes([]) };
    const checked = await light.verifiedRange(range);
    if (!checked.ok) return checked;
    const found = lastOfAStretch(checked.value);
    if (found !== undefined || from === 0 || look === EXACT_MAX) return { ok: true, value: found };
  }
}

/** The newest root whose ten minutes were over when the block was made that proves it. */
function lastOfAStretch({ rows, block }: CheckedRange): Seen | undefined {
  const now = stretchOf(Number(block.header.time / 1_000_000n));
  for (const { key, row } of rows.toReversed()) {
    const kept = decode(roots.row, row);
    // Rows that another edition of the law writes otherwise tell nothing here.
    if (!kept.ok) return undefined;
    const { root, at } = kept.value as KeptRoot;
    const [height] = roots.readKey(key) as [number];
    if (stretchOf(at) < now) return { height, root };
  }
  return undefined;
}
