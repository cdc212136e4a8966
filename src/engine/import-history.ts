import { checkBlock, decodeBlock, decodeCommit } from "../protocol/chain/index.ts";
import { communityOf, type FoundingDocument, foundState } from "../protocol/founding.ts";
import type { Hasher } from "../protocol/kernel/hash.ts";
import { createTree } from "../protocol/kernel/tree/tree.ts";
import type { Law } from "../protocol/law.ts";
import { createLedger } from "../protocol/ledger.ts";
import { momentOf } from "./chain-params.ts";
import { writeRows } from "./embedded/found.ts";
import { EngineFault } from "./engine-fault.ts";
import { blockChanges, STORE_FORMAT } from "./records.ts";
import { metaKey, numberBytes } from "./store/keys.ts";
import type { Store } from "./store/store.ts";
import { createVerifiedSignatures } from "./verified-signatures.ts";

/** A block and its commit, from somewhere that is not trusted. */
export interface GivenBlock {
  readonly block: Uint8Array;
  readonly commit: Uint8Array;
}

/** What history is imported from, and where to. */
export interface ImportGround {
  readonly law: Law;
  readonly founding: FoundingDocument;
  readonly hasher: Hasher;
  /** Empty. */
  readonly store: Store;
  readonly until: number;
  readonly fetch: (height: number) => Promise<GivenBlock>;
}

/**
 * Carries out another node's blocks from the founding on and keeps them as if they had been made here.
 *
 * Why nothing is believed: whoever imports has `verifyHistory` go through the store afterwards, which
 * checks every header, signature and root; here only what would not decode is refused.
 * Throws: EngineFault, naming the block.
 */
export async function importHistory(ground: ImportGround): Promise<void> {
  const { law, founding, hasher, store, until } = ground;
  const world = { hasher, verify: createVerifiedSignatures().verify };
  const founded = foundState(law.rooms, founding, world);
  if (!founded.ok) {
    throw new EngineFault("store-empty", founded.reason, "Mend the founding document.");
  }
  const rows = founded.value.state.changes();
  const tree = createTree(hasher);
  tree.commit(tree.apply(tree.empty, rows));
  const community = communityOf(hasher, law.rooms, founding);
  const ledger = createLedger({ law, community, world, tree, height: 0 });
  await writeRows(store, rows);
  await store.write([
    { key: metaKey("format"), value: numberBytes(STORE_FORMAT, 4) },
    { key: metaKey("community"), value: community },
  ]);
  for (let height = 1; height <= until; height += 1) {
    const given = await ground.fetch(height);
    const block = decodeBlock(given.block);
    const commit = decodeCommit(given.commit);
    if (!block.ok || !commit.ok) throw unreadable(height);
    const { blockId } = commit.value;
    if (!checkBlock(hasher, block.value, given.block, blockId).ok) throw unreadable(height);
    const time = momentOf(block.value.header.time);
    const { seal, ...executed } = ledger.propose({ height, time, actions: block.value.txs });
    const sealed = seal();
    const head = { height, time, hash: blockId.hash, root: sealed.root };
    await store.write(blockChanges({ ...executed, ...given, head, changes: sealed.changes }));
    sealed.commit();
  }
}

function unreadable(height: number): EngineFault {
  return new EngineFault(
    "store-damaged",
    `block ${height}, as the other node gives it, is not whole`,
    "Join through another node.",
  );
}
