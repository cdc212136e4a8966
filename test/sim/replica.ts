import { nativeHasher } from "#engine/native-hasher.js";
import { encodeOutcome } from "#engine/records.js";
import {
  type BlockInput,
  createLedger,
  createTree,
  type Event,
  type FoundingDocument,
  foundState,
  type Law,
  type Ledger,
  type Receipt,
  type VerifySignature,
  type VerifyVrf,
} from "#protocol/index.js";
import { createCheckpointReader, writeCheckpoint } from "#protocol/kernel/tree/checkpoint.js";
import type { Tree } from "#protocol/kernel/tree/tree.js";

/** What one copy of the law came to with a block. */
export interface Executed {
  readonly root: Uint8Array;
  readonly dueEvents: readonly Event[];
  readonly receipts: readonly Receipt[];
  /** Receipts and events as bytes. */
  readonly outcome: Uint8Array;
}

/** One copy of the law with its state, as a machine of the community would hold it. */
export interface Replica {
  readonly ledger: Ledger;
  readonly tree: Tree;
  execute(block: BlockInput): Executed;
  /** A new copy of the law on the same state, by way of a checkpoint. */
  restart(law: Law): Replica;
  /** The root of a tree that is made from the rows alone. */
  rebuiltRoot(): Uint8Array;
}

/** How trees are made; a simulation may plant a bug here. */
export type MakeTree = () => Tree;

/** The tree as everybody has it. */
export const plainTree: MakeTree = () => createTree(nativeHasher);

/** What a copy is founded from. */
export interface ReplicaDeps {
  readonly law: Law;
  readonly document: FoundingDocument;
  readonly verify: VerifySignature;
  readonly vrf: VerifyVrf;
  readonly makeTree?: MakeTree;
}

/** What may be put around a ledger; a simulation may plant a bug here. */
export type WrapLedger = (ledger: Ledger) => Ledger;

/** Founds a copy. */
export function foundReplica(deps: ReplicaDeps, wrap: WrapLedger = (ledger) => ledger): Replica {
  const world = { hasher: nativeHasher, verify: deps.verify, vrf: deps.vrf };
  const founded = foundState(deps.law, deps.document, world);
  if (!founded.ok) throw new Error(`the founding: ${founded.reason}`);
  const tree = (deps.makeTree ?? plainTree)();
  tree.commit(tree.apply(tree.empty, founded.value.state.changes()));
  return openReplica(deps, tree, founded.value.community, 0, wrap);
}

function openReplica(
  deps: ReplicaDeps,
  tree: Tree,
  community: Uint8Array,
  height: number,
  wrap: WrapLedger,
): Replica {
  const world = { hasher: nativeHasher, verify: deps.verify, vrf: deps.vrf };
  const ledger = wrap(createLedger({ law: deps.law, community, world, tree, height }));
  return {
    ledger,
    tree,
    execute(block) {
      const { dueEvents, receipts, seal } = ledger.propose(block);
      const sealed = seal();
      sealed.commit();
      const outcome = encodeOutcome(dueEvents, receipts);
      return { root: sealed.root, dueEvents, receipts, outcome };
    },
    restart(law) {
      const fresh = (deps.makeTree ?? plainTree)();
      const reader = createCheckpointReader(fresh, ledger.root());
      for (const chunk of writeCheckpoint(tree, tree.newest())) reader.push(chunk);
      const verdict = reader.finish();
      if (!verdict.ok) throw new Error(`the checkpoint: ${verdict.reason}`);
      fresh.commit(verdict.version);
      return openReplica({ ...deps, law }, fresh, community, ledger.height(), wrap);
    },
    rebuiltRoot() {
      const fresh = plainTree();
      const load = fresh.load();
      for (const { key, row } of tree.range(tree.newest(), new Uint8Array(32), undefined)) {
        if (!load.add(key, row)) throw new Error("a tree gives its rows in order");
      }
      return fresh.root(load.finish());
    },
  };
}
