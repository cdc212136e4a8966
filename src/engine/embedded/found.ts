import { encodeCommit } from "../../protocol/chain/index.ts";
import { foundState } from "../../protocol/founding.ts";
import type { RowChange } from "../../protocol/kernel/state.ts";
import type { Tree } from "../../protocol/kernel/tree/tree.ts";
import type { Ledger, LedgerGround } from "../../protocol/ledger.ts";
import { createLedger } from "../../protocol/ledger.ts";
import type { World } from "../../protocol/machine.ts";
import { EngineFault } from "../engine-fault.ts";
import { blockChanges, STORE_FORMAT } from "../records.ts";
import { metaKey, numberBytes, rowKey } from "../store/keys.ts";
import type { Store } from "../store/store.ts";
import { beforeFirst, type ChainGround, type LastBlock, makeBlock } from "./block-maker.ts";
import type { EmbeddedOptions } from "./options.ts";

/** The ledger, and the newest block under it. */
export interface OpenedChain {
  readonly ledger: Ledger;
  readonly tree: Tree;
  readonly last: LastBlock;
  readonly head: { readonly height: number; readonly time: number; readonly hash: Uint8Array };
}

const ROWS_PER_BATCH = 20_000;

/**
 * Founds a community in an empty store: the founding's rows, and the first block, which has no
 * actions and carries the founding's root and time.
 *
 * Why the head comes last: a founding that was cut short is no founding, and is done again.
 */
export async function foundChain(
  options: EmbeddedOptions,
  ground: ChainGround,
  world: World,
  tree: Tree,
): Promise<OpenedChain> {
  const { law, founding, store } = options;
  const founded = foundState(law.rooms, founding, world);
  if (!founded.ok) {
    throw new EngineFault("store-empty", founded.reason, "Mend the founding document.");
  }
  const { community, state } = founded.value;
  const rows = state.changes();
  tree.commit(tree.apply(tree.empty, rows));
  const ledger = createLedger({ law, community, world, tree, height: 0 } satisfies LedgerGround);
  const before = beforeFirst(ledger.root());

  const input = { height: 1, time: founding.foundedAt, actions: [] };
  const proposal = ledger.propose(input);
  const sealed = proposal.seal();
  const made = makeBlock(ground, options.signer, before, input);
  const { seal: _, ...executed } = proposal;
  const head = { height: 1, time: input.time, hash: made.id.hash };
  await writeRows(store, rows);
  await store.write([
    { key: metaKey("format"), value: numberBytes(STORE_FORMAT, 4) },
    { key: metaKey("community"), value: community },
    ...blockChanges({
      ...executed,
      head: { ...head, root: sealed.root },
      block: made.bytes,
      commit: encodeCommit(made.commit),
      changes: sealed.changes,
    }),
  ]);
  sealed.commit();
  await options.marker.write(head);
  return {
    ledger,
    tree,
    head,
    last: { id: made.id, commit: made.commit, root: sealed.root, codes: [] },
  };
}

/** Writes rows in batches that fit into memory. */
export async function writeRows(store: Store, rows: readonly RowChange[]): Promise<void> {
  for (let at = 0; at < rows.length; at += ROWS_PER_BATCH) {
    const batch = rows.slice(at, at + ROWS_PER_BATCH);
    await store.write(batch.map(({ key, row }) => ({ key: rowKey(key), value: row })));
  }
}
