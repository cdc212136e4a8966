import { encodeCommit } from "../../protocol/chain/index.ts";
import { equalBytes } from "../../protocol/kernel/bytes.ts";
import type { Proposal } from "../../protocol/ledger.ts";
import { roomsOf } from "../changed-rooms.ts";
import type { CommittedBlock, Head } from "../engine.ts";
import { messageOf } from "../engine-fault.ts";
import { blockChanges } from "../records.ts";
import { type LastBlock, makeBlock } from "./block-maker.ts";
import { type MakerOptions, SILENT } from "./options.ts";
import { storeFailed } from "./stop-faults.ts";

/** Writes executed blocks to the disk, one after the other. */
export interface ChainWriter {
  head(): Head;
  /** Tells whether the newest header carries the newest root. */
  isProven(): boolean;
  /** Makes a block, writes it, and only then makes its state the newest. */
  write(proposal: Proposal, time: number): Promise<CommittedBlock>;
  /** Writes a checkpoint if enough blocks have passed. */
  maybeCheckpoint(): Promise<void>;
  /** Writes a checkpoint now; a failure is told and forgotten. */
  checkpoint(): Promise<void>;
}

/** Opens the writer behind the newest block of a chain. */
export function createChainWriter(options: MakerOptions): ChainWriter {
  const { chain, limits, store, marker, log = SILENT } = options;
  const { tree } = chain;
  let head: Head = { ...chain.head, root: chain.last.root };
  let last: LastBlock = chain.last;
  /** The app hash in the newest header; unknown until this writer has made one. */
  let appHash: Uint8Array | undefined;
  let sinceCheckpoint = 0;

  const checkpoint = async (): Promise<void> => {
    sinceCheckpoint = 0;
    try {
      await options.checkpoint.write(tree, tree.newest(), head.height);
    } catch (error) {
      const figures = { error: messageOf(error) };
      log.warn("no checkpoint was written; the next start takes longer", figures);
    }
  };

  return {
    head: () => head,
    isProven: () => appHash !== undefined && equalBytes(appHash, head.root),
    checkpoint,
    async maybeCheckpoint() {
      sinceCheckpoint += 1;
      const isSmall = tree.size(tree.newest()) <= limits.checkpointRowsMax;
      if (sinceCheckpoint >= limits.checkpointEvery && isSmall) await checkpoint();
    },
    async write(proposal, time) {
      const { actions, receipts, dueEvents } = proposal;
      const height = head.height + 1;
      const sealed = proposal.seal();
      const { edition } = chain.ledger.law;
      const input = { height, time, actions: actions.map(({ wire }) => wire), edition };
      const made = makeBlock(options.deps, options.signer, last, input);
      const next: Head = { height, time, hash: made.id.hash, root: sealed.root };
      const bytes = { block: made.bytes, commit: encodeCommit(made.commit) };
      const { changes } = sealed;
      const batch = blockChanges({ head: next, ...bytes, receipts, dueEvents, changes });
      await store.write(batch).catch((error: unknown) => {
        throw storeFailed(error);
      });
      sealed.commit();
      appHash = last.root;
      head = next;
      const codes = receipts.map(({ code }) => code);
      last = { id: made.id, commit: made.commit, root: sealed.root, codes };
      await marker.write({ height, hash: next.hash });
      const placed = receipts.map((receipt, index) => ({ ...receipt, height, index }));
      return { ...next, changed: roomsOf(sealed.law, changes), dueEvents, receipts: placed };
    },
  };
}
