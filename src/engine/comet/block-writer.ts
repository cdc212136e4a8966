import type { CheckedAction } from "../../protocol/checked-action.ts";
import { equalBytes, toHex } from "../../protocol/kernel/bytes.ts";
import type { Tree } from "../../protocol/kernel/tree/tree.ts";
import type { BlockInput, Ledger, Proposal, SealedProposal } from "../../protocol/ledger.ts";
import { roomsOf } from "../changed-rooms.ts";
import { SILENT } from "../embedded/options.ts";
import { storeFailed } from "../embedded/stop-faults.ts";
import type { CommittedBlock, Head } from "../engine.ts";
import { messageOf } from "../engine-fault.ts";
import { outcomeChanges } from "../records.ts";
import type { Store, StoreChange } from "../store/store.ts";
import type { CometChain } from "./open-chain.ts";
import type { CometOptions, NetworkStart } from "./options.ts";
import { createProposalCache, type ProposalCache } from "./proposal-cache.ts";
import { encodeKeys, setKey } from "./validator-sets.ts";

/** A block that consensus has decided. */
export interface DecidedBlock extends BlockInput {
  readonly hash: Uint8Array;
}

/** What came of a decided block, as consensus covers it. */
export interface BlockResult {
  readonly root: Uint8Array;
  readonly codes: readonly number[];
  readonly updates: readonly ValidatorUpdate[];
  /** The edition of the law that holds from the next block on, where it is another one. */
  readonly turnedTo: number | undefined;
}

/** A key that gains or loses its seat. */
export interface ValidatorUpdate {
  readonly key: Uint8Array;
  /** 1 for a seat, 0 for none. */
  readonly power: 0 | 1;
}

/** Carries out decided blocks and makes them durable. */
export interface BlockWriter {
  ledger(): Ledger;
  tree(): Tree;
  head(): Head;
  /** Chooses among actions what goes into a block that this machine proposes. */
  choose(input: BlockInput): readonly CheckedAction[];
  /**
   * Carries a block out; nothing lasts. Asked for another block of the same height, it starts again.
   */
  execute(block: DecidedBlock): BlockResult;
  /**
   * Carries a block out that is only proposed, once there is nothing else to do.
   *
   * Why: machines need a while to agree on it; if they do, what came of it is there already. What
   * fails is forgotten, since the block may never be decided.
   */
  executeAhead(block: DecidedBlock): void;
  /** Writes the block that was carried out, and only then makes its state the newest. */
  commit(): Promise<CommittedBlock>;
  /** Takes up a state that came from a snapshot. */
  replace(chain: CometChain): void;
  /** Writes a checkpoint now; a failure is told and forgotten. */
  checkpoint(): Promise<void>;
}

interface Pending {
  readonly result: BlockResult;
  readonly head: Head;
  readonly proposal: Omit<Proposal, "seal">;
  readonly sealed: SealedProposal;
}

/** Opens the writer on a chain; `onCommit` hears of each block once it is durable. */
export function createBlockWriter(
  options: CometOptions,
  opened: CometChain,
  onCommit: (block: CommittedBlock) => void,
): BlockWriter {
  const { store, marker } = options;
  let chain = opened;
  let head = opened.head;
  let pending: Pending | undefined;
  let ahead: NodeJS.Immediate | undefined;
  const chosen = createProposalCache();

  const forget = (): void => {
    clearImmediate(ahead);
    pending?.sealed.discard();
    pending = undefined;
  };
  const execute = (block: DecidedBlock): BlockResult => {
    forget();
    pending = carriedOut(chain.ledger, chosen, options.network.start, block);
    return pending.result;
  };
  return {
    ledger: () => chain.ledger,
    tree: () => chain.tree,
    head: () => head,
    choose: (input) => chosen.choose(chain.ledger, input),
    execute(block) {
      clearImmediate(ahead);
      // A block's hash covers all that is carried out.
      if (pending !== undefined && equalBytes(pending.head.hash, block.hash)) return pending.result;
      return execute(block);
    },
    executeAhead(block) {
      clearImmediate(ahead);
      ahead = setImmediate(() => {
        try {
          execute(block);
        } catch {
          forget();
        }
      });
    },
    async commit() {
      if (pending === undefined) throw new Error("there is no block to commit");
      const done = pending;
      await makeDurable(store, done);
      pending = undefined;
      head = done.head;
      await marker.write({ height: head.height, hash: head.hash });
      const committed = committedOf(done);
      onCommit(committed);
      return committed;
    },
    replace(next) {
      forget();
      chain = next;
      head = next.head;
    },
    checkpoint: () => writeCheckpoint(options, chain.tree, head.height),
  };
}

/** Carries a block out on the newest state; nothing lasts until what came of it is committed. */
function carriedOut(
  ledger: Ledger,
  chosen: ProposalCache,
  start: NetworkStart,
  block: DecidedBlock,
): Pending {
  const before = signingBefore(ledger, start, block.height);
  const { seal, ...proposal } = chosen.take(ledger, block) ?? ledger.propose(block);
  const sealed = seal();
  const { root } = sealed;
  const updates = changedSeats(before, sealed.validatorKeys());
  const { height, time, hash } = block;
  const codes = proposal.receipts.map(({ code }) => code);
  const { edition } = sealed.law;
  const turnedTo = edition === ledger.law.edition ? undefined : edition;
  const result = { root, codes, updates, turnedTo };
  return { result, head: { height, time, hash, root }, proposal, sealed };
}

/** Writes what came of a block, and only then makes its state the newest. */
async function makeDurable(store: Store, done: Pending): Promise<void> {
  await store.write(changesOf(done)).catch((error: unknown) => {
    throw storeFailed(error);
  });
  done.sealed.commit();
}

/** Writes a checkpoint; without one the next start only takes longer. */
async function writeCheckpoint(
  { checkpoint, log = SILENT }: CometOptions,
  tree: Tree,
  height: number,
): Promise<void> {
  try {
    await checkpoint.write(tree, tree.newest(), height);
  } catch (error) {
    const figures = { error: messageOf(error) };
    log.warn("no checkpoint was written; the next start takes longer", figures);
  }
}

/** What a block changes in the store, with who signs from the second block after it on. */
function changesOf({ result, head, proposal, sealed }: Pending): StoreChange[] {
  const { receipts, dueEvents } = proposal;
  const keys = sealed.validatorKeys();
  const batch = outcomeChanges({ head, receipts, dueEvents, changes: sealed.changes });
  if (result.updates.length > 0)
    batch.push({ key: setKey(head.height + 2), value: encodeKeys(keys) });
  return batch;
}

/** A block as listeners hear of it. */
function committedOf({ head, proposal, sealed }: Pending): CommittedBlock {
  const { height } = head;
  const receipts = proposal.receipts.map((receipt, index) => ({ ...receipt, height, index }));
  const changed = roomsOf(sealed.law, sealed.changes);
  return { ...head, changed, dueEvents: proposal.dueEvents, receipts };
}

/** The keys that sign up to a block: the genesis names them until the law does. */
export function signingBefore(
  ledger: Pick<Ledger, "validatorKeys">,
  { height: first, validators }: Pick<NetworkStart, "height" | "validators">,
  height: number,
): readonly Uint8Array[] {
  const known = ledger.validatorKeys();
  return height === first || known.length === 0 ? validators : known;
}

/** Compares the seats before a block with those after it, in the order of the keys' bytes. */
export function changedSeats(
  before: readonly Uint8Array[],
  after: readonly Uint8Array[],
): ValidatorUpdate[] {
  if (after.length === 0) return [];
  const isIn = (keys: readonly Uint8Array[], key: Uint8Array) =>
    keys.some((other) => equalBytes(other, key));
  const gone = before.filter((key) => !isIn(after, key)).map((key) => ({ key, power: 0 as const }));
  const come = after.filter((key) => !isIn(before, key)).map((key) => ({ key, power: 1 as const }));
  return [...gone, ...come].sort((left, right) => (toHex(left.key) < toHex(right.key) ? -1 : 1));
}
