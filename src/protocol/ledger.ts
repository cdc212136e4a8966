import type { CheckedAction } from "./checked-action.ts";
import { assert } from "./kernel/assert.ts";
import { equalBytes } from "./kernel/bytes.ts";
import type { Event } from "./kernel/event.ts";
import { createOverlay, createReader, type Overlay } from "./kernel/overlay.ts";
import type { Seen, Standing } from "./kernel/seen.ts";
import type { Reader, RowChange } from "./kernel/state.ts";
import { HELD_VERSIONS, type Tree } from "./kernel/tree/tree.ts";
import { NOTHING_WITNESSED, type Witnessed } from "./kernel/witnessed.ts";
import type { Law } from "./law.ts";
import { createMachine, type Machine, type Receipt, type World } from "./machine.ts";
import { createWarmReader } from "./warm-reader.ts";

/** What a block is made of: its height, its time and its actions. */
export interface BlockInput {
  readonly height: number;
  /** Milliseconds since 1970-01-01 UTC. */
  readonly time: number;
  readonly actions: readonly CheckedAction[];
  /** What it tells of the machines that sign blocks; nothing unless given. */
  readonly witnessed?: Witnessed;
}

/** An action that was left out of a block because it was refused. */
export interface LeftOut {
  /** Its place among the actions that were given. */
  readonly position: number;
  readonly receipt: Receipt;
}

/** A block that has been executed and can still be forgotten. */
export interface Proposal {
  /** What time brought about before the first action. */
  readonly dueEvents: readonly Event[];
  /** The actions that are in the block, as given. */
  readonly actions: readonly CheckedAction[];
  /** One for each action in the block. */
  readonly receipts: readonly Receipt[];
  readonly leftOut: readonly LeftOut[];
  /** Computes the root; once. Nothing of the proposal lasts before this. */
  seal(): SealedProposal;
}

/** A block whose root is known. */
export interface SealedProposal {
  /** The root of the state after the block: 32 bytes. */
  readonly root: Uint8Array;
  readonly changes: readonly RowChange[];
  /** The keys that are to sign blocks, as the state after the block has it. */
  validatorKeys(): readonly Uint8Array[];
  /** Makes it the newest state. */
  commit(): void;
  /** Forgets it. */
  discard(): void;
}

/** The law over the tree: executes blocks, keeps recent heights, proves what is in them. */
export interface Ledger {
  readonly law: Law;
  readonly machine: Machine;
  readonly community: Uint8Array;
  /** The height of the newest committed block. */
  height(): number;
  /** The root of the newest committed state. */
  root(): Uint8Array;
  /** The newest committed state, as a signature names it. */
  seen(): Seen;
  /** Stands before the next block, as if it were made now. */
  standing(now: number): Standing;
  /** Reads the newest committed state. */
  reader(): Reader;
  /** Reads the state after an earlier block, as long as its height is held. */
  readerAt(height: number): Reader | undefined;
  /** Executes a block on the newest committed state; every action given is in it. */
  propose(input: BlockInput): Proposal;
  /**
   * Executes actions like `propose`, but leaves out whatever is refused.
   *
   * Why: whoever makes blocks alone need not burden history with what came to nothing.
   */
  select(input: BlockInput): Proposal;
  /** Proves what a range of keys holds after a block; `undefined` when the height is not held. */
  prove(height: number, from: Uint8Array, until: Uint8Array | undefined): ProofAnswer;
  /** The moment of the earliest work that time will bring about. */
  nextDue(): number | undefined;
  /** The keys that are to sign blocks, as the newest state has it; none where no room decides. */
  validatorKeys(): readonly Uint8Array[];
  /** The tree's version of a height that is held. */
  versionAt(height: number): number | undefined;
}

/** A proof, or why there is none. */
export type ProofAnswer =
  | { readonly ok: true; readonly proof: Uint8Array }
  | { readonly ok: false; readonly reason: "height-not-held" | "too-long" };

/** What a ledger stands on: the tree's newest version is the state after block `height`. */
export interface LedgerGround {
  readonly law: Law;
  readonly community: Uint8Array;
  readonly world: World;
  readonly tree: Tree;
  readonly height: number;
}

/** Opens the ledger of a community on a tree. */
export function createLedger(ground: LedgerGround): Ledger {
  const { law, community, world, tree } = ground;
  const machine = createMachine(law, community, world);
  const warm = createWarmReader(tree);
  const versions = new Map<number, number>([[ground.height, tree.newest()]]);
  let newest = ground.height;

  const keep = (height: number, version: number): void => {
    newest = height;
    versions.set(height, version);
    versions.delete(height - HELD_VERSIONS);
  };
  const versionAt = (height: number): number | undefined => {
    const version = versions.get(height);
    return version !== undefined && tree.holds(version) ? version : undefined;
  };
  const run = (input: BlockInput, leavesOut: boolean): Proposal => {
    assert(input.height === newest + 1, "a block follows the newest one");
    const overlay = createOverlay(warm);
    const executed = execute(machine, overlay, { ...input, before: seen() }, leavesOut);
    return { ...executed, seal: () => seal(overlay, input) };
  };
  const seen = (): Seen => ({ height: newest, root: tree.root(tree.newest()) });
  const differs = ({ key, row }: RowChange): boolean => {
    const kept = tree.get(tree.newest(), key);
    if (row === undefined || kept === undefined) return row !== kept;
    return !equalBytes(row, kept);
  };
  /** The changes of a block, and what the law then records of the state before it. */
  const changesOf = (overlay: Overlay, time: number): readonly RowChange[] => {
    const changes = overlay.changes();
    if (law.memory === undefined || !changes.some(differs)) return changes;
    const recording = overlay.fork();
    law.memory.record(recording, seen(), time);
    const recorded = recording.changes();
    recording.merge();
    return [...changes, ...recorded];
  };
  const seal = (overlay: Overlay, { height, time }: BlockInput): SealedProposal => {
    const changes = changesOf(overlay, time);
    const version = tree.apply(tree.newest(), changes);
    return {
      root: tree.root(version),
      changes,
      validatorKeys: () => law.seated(overlay),
      commit() {
        tree.commit(version);
        overlay.replay(warm.taker);
        keep(height, version);
      },
      discard: () => tree.discard(version),
    };
  };

  return {
    law,
    machine,
    community,
    height: () => newest,
    root: () => tree.root(tree.newest()),
    seen,
    standing: (now) => machine.standingOn(warm, now, seen()),
    reader: () => warm,
    readerAt(height) {
      const version = versionAt(height);
      return version === undefined ? undefined : readerOf(tree, version);
    },
    propose: (input) => run(input, false),
    select: (input) => run(input, true),
    prove(height, from, until) {
      const version = versionAt(height);
      if (version === undefined) return { ok: false, reason: "height-not-held" };
      const proof = tree.tryProve(version, from, until);
      return proof === undefined ? { ok: false, reason: "too-long" } : { ok: true, proof };
    },
    nextDue: () => machine.nextDue(warm),
    validatorKeys: () => law.seated(warm),
    versionAt,
  };
}

function execute(
  machine: Machine,
  overlay: Overlay,
  { time, actions, before, witnessed = NOTHING_WITNESSED }: BlockInput & { readonly before: Seen },
  leavesOut: boolean,
): Omit<Proposal, "seal"> {
  const dueEvents = machine.begin(overlay, time, { before, witnessed });
  const standing = machine.standingOn(overlay, time, before);
  const included: CheckedAction[] = [];
  const receipts: Receipt[] = [];
  const leftOut: LeftOut[] = [];
  for (const [position, action] of actions.entries()) {
    const state = leavesOut ? overlay.fork() : overlay;
    const receipt = machine.execute(state, action, standing);
    if (leavesOut && receipt.code !== 0) {
      leftOut.push({ position, receipt });
      continue;
    }
    if ("merge" in state) (state as ReturnType<Overlay["fork"]>).merge();
    included.push(action);
    receipts.push(receipt);
  }
  return { dueEvents, actions: included, receipts, leftOut };
}

function readerOf(tree: Tree, version: number): Reader {
  return createReader({
    get: (key) => tree.get(version, key),
    range: (from, until) => tree.range(version, from, until),
  });
}
