import { type FoundingDocument, foundState } from "../protocol/founding.ts";
import type { RowChange } from "../protocol/kernel/state.ts";
import type { Tree } from "../protocol/kernel/tree/tree.ts";
import type { Law } from "../protocol/law.ts";
import type { Ledger } from "../protocol/ledger.ts";
import type { World } from "../protocol/state-machine.ts";
import { EngineFault } from "./engine-fault.ts";
import { openLedger } from "./open-ledger.ts";
import { STORE_FORMAT } from "./records.ts";
import { foundingDigest, LAW_KEY } from "./same-law.ts";
import { metaKey, numberBytes, rowKey } from "./store/keys.ts";
import type { Store, StoreChange } from "./store/store.ts";

/** What a founding document comes to, before there is a block. */
export interface Founded {
  readonly community: Uint8Array;
  readonly rows: readonly RowChange[];
  /** The digest of the edition under which it begins. */
  readonly lawDigest: Uint8Array;
  /** Stands at height 0. */
  readonly ledger: Ledger;
}

const ROWS_PER_BATCH = 20_000;

/** Carries a founding document out into an empty tree. Throws: EngineFault, naming what is wrong. */
export function founded(
  { law, founding }: { readonly law: Law; readonly founding: FoundingDocument },
  world: World,
  tree: Tree,
): Founded {
  const found = foundState(law, founding, world);
  if (!found.ok) {
    throw new EngineFault("store-empty", found.reason, "Mend the founding document.");
  }
  const { community, state } = found.value;
  const rows = state.changes();
  tree.commit(tree.apply(tree.empty, rows));
  return {
    community,
    rows,
    lawDigest: foundingDigest({ law, founding, hasher: world.hasher }),
    ledger: openLedger({ law, community, world, tree, height: 0 }),
  };
}

/** Writes a founding into an empty store, and last, at once, what says that it is whole. */
export async function writeFounded(
  store: Store,
  { community, rows, lawDigest }: Founded,
  more: readonly StoreChange[] = [],
): Promise<void> {
  await writeRows(store, rows);
  await store.write([
    { key: metaKey("format"), value: numberBytes(STORE_FORMAT, 4) },
    { key: metaKey("community"), value: community },
    { key: LAW_KEY, value: lawDigest },
    ...more,
  ]);
}

/** Writes rows in batches that fit into memory. */
export async function writeRows(store: Store, rows: readonly RowChange[]): Promise<void> {
  for (let at = 0; at < rows.length; at += ROWS_PER_BATCH) {
    const batch = rows.slice(at, at + ROWS_PER_BATCH);
    await store.write(batch.map(({ key, row }) => ({ key: rowKey(key), value: row })));
  }
}
