import { encodeCommit } from "../../protocol/chain/index.ts";
import type { Tree } from "../../protocol/kernel/tree/tree.ts";
import type { Ledger } from "../../protocol/ledger.ts";
import type { World } from "../../protocol/state-machine.ts";
import { founded, writeFounded } from "../founded.ts";
import { blockChanges } from "../records.ts";
import { beforeFirst, type ChainDeps, type LastBlock, makeBlock } from "./block-maker.ts";
import type { EmbeddedOptions } from "./options.ts";

/** The ledger, and the newest block under it. */
export interface OpenedChain {
  readonly ledger: Ledger;
  readonly tree: Tree;
  readonly last: LastBlock;
  readonly head: { readonly height: number; readonly time: number; readonly hash: Uint8Array };
}

/**
 * Founds a community in an empty store: the founding's rows, and the first block, which has no
 * actions and carries the founding's root and time.
 *
 * Why the head comes last: a founding that was cut short is no founding, and is done again.
 */
export async function foundChain(
  options: EmbeddedOptions,
  deps: ChainDeps,
  world: World,
  tree: Tree,
): Promise<OpenedChain> {
  const { founding, store } = options;
  const begun = founded(options, world, tree);
  const { ledger } = begun;
  const before = beforeFirst(ledger.root());

  const input = { height: 1, time: founding.foundedAt, actions: [] };
  const proposal = ledger.propose(input);
  const sealed = proposal.seal();
  const { edition } = ledger.law;
  const made = makeBlock(deps, options.signer, before, { ...input, edition });
  const { seal: _, ...executed } = proposal;
  const head = { height: 1, time: input.time, hash: made.id.hash };
  const changes = blockChanges({
    ...executed,
    head: { ...head, root: sealed.root },
    block: made.bytes,
    commit: encodeCommit(made.commit),
    changes: sealed.changes,
  });
  await writeFounded(store, begun, changes);
  sealed.commit();
  await options.marker.write(head);
  return {
    ledger,
    tree,
    head,
    last: { id: made.id, commit: made.commit, root: sealed.root, codes: [] },
  };
}
