import type { CheckedAction } from "./checked-action.ts";
import { waitingAdoption } from "./constitution/index.ts";
import { changesWith, fixHeight, knowsEditions, type Turned, turn } from "./edition-turn.ts";
import { editionAfter } from "./editions.ts";
import { assert } from "./kernel/assert.ts";
import { type BlockEvidence, NO_EVIDENCE } from "./kernel/block-evidence.ts";
import { equalBytes } from "./kernel/bytes.ts";
import type { Event } from "./kernel/event.ts";
import { createOverlay, createReader, type Overlay } from "./kernel/overlay.ts";
import type { Seen, Standing } from "./kernel/seen.ts";
import type { Reader, RowChange, Snapshot } from "./kernel/state.ts";
import type { KeyRange } from "./kernel/tree/key.ts";
import { HELD_VERSIONS, type Tree } from "./kernel/tree/tree.ts";
import type { Law } from "./law.ts";
import { rehearseEdition } from "./rehearse-edition.ts";
import {
  createStateMachine,
  type Receipt,
  type StateMachine,
  type World,
} from "./state-machine.ts";
import { createWarmReader } from "./warm-reader.ts";

/** What a block is made of: its height, its time and its actions. */
export interface BlockInput {
  readonly height: number;
  /** Milliseconds since 1970-01-01 UTC. */
  readonly time: number;
  readonly actions: readonly CheckedAction[];
  /** What it tells of the machines that sign blocks; nothing unless given. */
  readonly evidence?: BlockEvidence;
  /**
   * Called before each action is carried out.
   *
   * Why: an engine can measure what each takes; nothing of that comes back into the law.
   */
  readonly beginning?: (position: number) => void;
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
  /** The edition of the law that holds from the next block on. */
  readonly law: Law;
  /** The keys that are to sign blocks, as the state after the block has it. */
  validatorKeys(): readonly Uint8Array[];
  /** Makes it the newest state. */
  commit(): void;
  /** Forgets it. */
  discard(): void;
}

/** The law over the tree: executes blocks, keeps recent heights, proves what is in them. */
export interface Ledger {
  /** The edition of the law under which the next block is carried out. */
  readonly law: Law;
  /** Runs that edition; another one from the height on at which another edition holds. */
  readonly stateMachine: StateMachine;
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
   * Why: anyone who makes blocks alone need not burden history with what came to nothing.
   */
  select(input: BlockInput): Proposal;
  /** Proves what a range of keys holds after a block; `undefined` when the height is not held. */
  prove(height: number, from: Uint8Array, until: Uint8Array | undefined): ProofAnswer;
  /**
   * Proves the same in parts: yields whenever about so many bytes have been written.
   *
   * Why: a long proof must not keep everybody else waiting. It is of one state, whatever is committed
   * meanwhile; where that leaves the heights that are held, it says so.
   */
  proveInParts(
    height: number,
    range: KeyRange,
    bytes: number,
  ): Generator<undefined, ProofAnswer, undefined>;
  /** Runs the move to an edition on a copy of the newest state; says what is wrong, or nothing. */
  rehearse(next: Law, now: number): string | undefined;
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

/** What a ledger needs: the tree's newest version is the state after block `height`. */
export interface LedgerDeps {
  /** Any edition of the law; the state says which of them holds. */
  readonly law: Law;
  readonly community: Uint8Array;
  readonly world: World;
  readonly tree: Tree;
  readonly height: number;
}

/**
 * Opens the ledger of a community on a tree.
 *
 * Throws: EditionMissing where the state stands under an edition that the program does not have.
 */
export function createLedger(deps: LedgerDeps): Ledger {
  const { community, world, tree } = deps;
  const { hasher } = world;
  const warm = createWarmReader(tree);
  let law = editionAfter(hasher, deps.law, warm);
  let stateMachine = createStateMachine(law, community, world);
  const newestRows: Snapshot = {
    get: (key) => tree.get(tree.newest(), key),
    range: (from, until) => tree.range(tree.newest(), from, until),
  };
  const versions = new Map<number, number>([[deps.height, tree.newest()]]);
  let newest = deps.height;

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
    const fixed = fixHeight(law, hasher.sha256, overlay, input);
    const executed = execute(stateMachine, overlay, { ...input, before: seen() }, leavesOut);
    const { turned, events } = turn(law, hasher, { below: newestRows, changes: overlay }, input);
    const dueEvents = [...fixed, ...executed.dueEvents, ...events];
    return { ...executed, dueEvents, seal: () => seal(overlay, turned, input) };
  };
  const turnTo = (next: Law): void => {
    warm.forgetAll();
    law = next;
    stateMachine = createStateMachine(law, community, world);
  };
  const seen = (): Seen => ({ height: newest, root: tree.root(tree.newest()) });
  const differs = ({ key, row }: RowChange): boolean => {
    const kept = tree.get(tree.newest(), key);
    if (row === undefined || kept === undefined) return row !== kept;
    return !equalBytes(row, kept);
  };
  /** The changes of a block, and what the law then records of the state before it. */
  const changesOf = (
    overlay: Overlay,
    turned: Turned | undefined,
    time: number,
  ): readonly RowChange[] => {
    const changes = changesWith(overlay, turned);
    const { memory } = turned?.law ?? law;
    if (memory === undefined || !changes.some(differs)) return changes;
    const recording = (turned?.state ?? overlay).fork();
    memory.record(recording, seen(), time);
    const recorded = recording.changes();
    recording.merge();
    return [...changes, ...recorded];
  };
  const seal = (
    overlay: Overlay,
    turned: Turned | undefined,
    { height, time }: BlockInput,
  ): SealedProposal => {
    const changes = changesOf(overlay, turned, time);
    const version = tree.apply(tree.newest(), changes);
    return {
      root: tree.root(version),
      changes,
      law: turned?.law ?? law,
      validatorKeys: () => (turned?.law ?? law).seated(turned?.state ?? overlay),
      commit() {
        tree.commit(version);
        if (turned === undefined) overlay.replay(warm.taker);
        else turnTo(turned.law);
        keep(height, version);
      },
      discard: () => tree.discard(version),
    };
  };

  return {
    get law() {
      return law;
    },
    get stateMachine() {
      return stateMachine;
    },
    community,
    height: () => newest,
    root: () => tree.root(tree.newest()),
    seen,
    standing: (now) => stateMachine.standingOn(warm, now, seen()),
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
    *proveInParts(height, { from, until }, bytes) {
      const version = versionAt(height);
      if (version === undefined) return { ok: false, reason: "height-not-held" };
      const proving = tree.proving(version, from, until);
      while (!proving.advance(bytes)) {
        yield;
        if (!tree.holds(version)) return { ok: false, reason: "height-not-held" };
      }
      const proof = proving.proof();
      return proof === undefined ? { ok: false, reason: "too-long" } : { ok: true, proof };
    },
    rehearse: (next, now) => rehearseEdition(next, { community, world, snapshot: newestRows, now }),
    nextDue: () => earliest(stateMachine.nextDue(warm), editionMoment(law, warm)),
    validatorKeys: () => law.seated(warm),
    versionAt,
  };
}

function execute(
  stateMachine: StateMachine,
  overlay: Overlay,
  {
    time,
    actions,
    before,
    evidence = NO_EVIDENCE,
    beginning,
  }: BlockInput & { readonly before: Seen },
  leavesOut: boolean,
): Omit<Proposal, "seal"> {
  const dueEvents = stateMachine.begin(overlay, time, { before, evidence });
  const standing = stateMachine.standingOn(overlay, time, before);
  const included: CheckedAction[] = [];
  const receipts: Receipt[] = [];
  const leftOut: LeftOut[] = [];
  const fork = leavesOut ? overlay.fork() : undefined;
  for (const [position, action] of actions.entries()) {
    beginning?.(position);
    const receipt = stateMachine.execute(fork ?? overlay, action, standing);
    if (fork !== undefined && receipt.code !== 0) {
      fork.reset();
      leftOut.push({ position, receipt });
      continue;
    }
    fork?.merge();
    included.push(action);
    receipts.push(receipt);
  }
  return { dueEvents, actions: included, receipts, leftOut };
}

/** The moment from which an adopted edition is to hold, until its height is fixed. */
function editionMoment(law: Law, state: Reader): number | undefined {
  const waiting = knowsEditions(law) ? waitingAdoption(state) : undefined;
  return waiting?.standing === "waiting" ? waiting.moment : undefined;
}

function earliest(one: number | undefined, other: number | undefined): number | undefined {
  return one === undefined ? other : Math.min(one, other ?? one);
}

function readerOf(tree: Tree, version: number): Reader {
  return createReader({
    get: (key) => tree.get(version, key),
    range: (from, until) => tree.range(version, from, until),
  });
}
