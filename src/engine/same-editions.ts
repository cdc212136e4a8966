import { decodeBlock, editionIn } from "../protocol/chain/index.ts";
import { editionTables } from "../protocol/constitution/index.ts";
import { knowsEditions } from "../protocol/edition-turn.ts";
import type { FoundingDocument } from "../protocol/founding.ts";
import type { Ledger } from "../protocol/ledger.ts";
import { EngineFault } from "./engine-fault.ts";
import { heightKey, SPACE } from "./store/keys.ts";
import type { Store } from "./store/store.ts";

/** What headers are compared with the state of. */
export interface KeptHeaders {
  readonly store: Store;
  readonly founding: Pick<FoundingDocument, "format">;
}

/**
 * Compares the edition that headers name with the one that held, as the state tells it: of the newest
 * block, and of those around each turn.
 *
 * Why: a header says how the rows are read that are proved against its root. Blocks that are not kept
 * here are passed over.
 * Throws: EngineFault `store-damaged`.
 */
export async function assertSameEditions(
  { store, founding }: KeptHeaders,
  ledger: Ledger,
): Promise<void> {
  const turns = turnsOf(ledger);
  const newest = ledger.height();
  const around = turns.flatMap(({ height }) => [height - 1, height]);
  for (const height of [newest, ...around.filter((each) => each < newest)]) {
    const bytes = await store.get(heightKey(SPACE.block, height));
    const block = bytes === undefined ? undefined : decodeBlock(bytes);
    if (!block?.ok) continue;
    const held = turns.findLast((turn) => turn.height <= height)?.edition ?? founding.format;
    const named = editionIn(block.value.header);
    if (named === held) continue;
    throw new EngineFault(
      "store-damaged",
      `block ${height} names edition ${named} of the law, but edition ${held} held`,
      "Restore this home from a backup, or fetch the community again from another node.",
    );
  }
}

/** From which block on which edition has held, in order. */
function turnsOf({ law, reader }: Ledger) {
  if (!knowsEditions(law)) return [];
  const adopted = [...editionTables.adoptions.entries(reader(), [])];
  return adopted.map(({ row }) => row).filter(({ standing }) => standing === "in-force");
}
