import { encodeCommit } from "../../protocol/chain/index.ts";
import { equalBytes } from "../../protocol/kernel/bytes.ts";
import { BLOCK_ACTIONS_MAX, BLOCK_BYTES_MAX } from "../../protocol/kernel/limits.ts";
import type { RowChange } from "../../protocol/kernel/state.ts";
import type { Law } from "../../protocol/law.ts";
import type { Proposal } from "../../protocol/ledger.ts";
import type { CommittedBlock, Engine, Head, PlacedReceipt } from "../engine.ts";
import { EngineFault, messageOf } from "../engine-fault.ts";
import { blockChanges } from "../records.ts";
import type { VerifiedSignatures } from "../verified-signatures.ts";
import { type ChainGround, type LastBlock, makeBlock } from "./block-maker.ts";
import { createClockGuard } from "./clock-guard.ts";
import type { OpenedChain } from "./found.ts";
import { type EmbeddedOptions, type EngineLimits, SILENT } from "./options.ts";
import { selectSafely } from "./select-safely.ts";
import { createWaitingRoom, type Waiting } from "./waiting-room.ts";

/** What a maker of blocks stands on. */
export interface MakerOptions extends Omit<EmbeddedOptions, "limits"> {
  readonly limits: EngineLimits;
  readonly ground: ChainGround;
  readonly chain: OpenedChain;
  readonly signatures: VerifiedSignatures;
}

type Maker = Pick<
  Engine,
  "head" | "submit" | "subscribe" | "tick" | "waiting" | "stopped" | "stop"
>;

const STOPPED_REMEDY = "Ask the node's operator; then look whether your action is there.";

/**
 * Makes one block after another.
 *
 * Why: everything that waits becomes one block with one write to the disk, and meanwhile the next
 * gathers; so the disk is asked as rarely as the load allows, and nobody is answered before it has.
 */
export function createMaker(options: MakerOptions): Maker {
  const { ground, chain, signatures, limits, store, clock, marker, log = SILENT } = options;
  const { ledger, tree } = chain;
  const guard = createClockGuard(clock);
  const listeners = new Set<(block: CommittedBlock) => void>();
  let head: Head = { ...chain.head, root: chain.last.root };
  let last: LastBlock = chain.last;
  /** The app hash in the newest header: the root that can be proved by it. */
  let proven: Uint8Array | undefined;
  let making: Promise<void> | undefined;
  let ticks: (() => void)[] = [];
  let fault: EngineFault | undefined;
  let stopping = false;
  let timer: NodeJS.Timeout | undefined;
  let gathering: NodeJS.Timeout | undefined;
  let isGathered = false;
  let sinceCheckpoint = 0;
  let ended: (fault: EngineFault | undefined) => void = () => {};
  const stopped = new Promise<EngineFault | undefined>((resolve) => {
    ended = resolve;
  });

  const room = createWaitingRoom({
    ledger,
    limits,
    signatures,
    hasher: options.hasher,
    wake: () => wake(),
  });

  /**
   * Waits a little while signatures are still being looked at.
   *
   * Why: a block costs the same for one action as for a hundred.
   */
  const isGathering = (): boolean => {
    if (isGathered || room.isSettled()) return false;
    gathering ??= setTimeout(() => {
      isGathered = true;
      wake();
    }, limits.gatherFor);
    return true;
  };

  const wake = (): void => {
    if (making !== undefined || fault !== undefined) return;
    if (ticks.length === 0 && (!room.isReady() || isGathering())) return;
    clearTimeout(timer);
    clearTimeout(gathering);
    gathering = undefined;
    isGathered = false;
    making = makeNext().finally(() => {
      making = undefined;
      if (fault === undefined) {
        schedule();
        wake();
      }
    });
  };

  const makeNext = async (): Promise<void> => {
    const forced = ticks;
    ticks = [];
    const taken = room.take(BLOCK_ACTIONS_MAX, BLOCK_BYTES_MAX);
    try {
      await makeBlockOf(taken, forced.length > 0);
    } catch (error) {
      stopWith(error, taken);
    }
    for (const done of forced) done();
  };

  const makeBlockOf = async (taken: readonly Waiting[], forced: boolean): Promise<void> => {
    const time = guard.blockTime(head.time);
    const height = head.height + 1;
    const actions = taken.map(({ wire }) => wire);
    const selection = selectSafely(ledger, { height, time, actions });
    const { proposal } = selection;
    for (const [position, error] of selection.broken) {
      log.error("an action broke the law's assertions and was left out", { error: error.message });
      room.reject(taken[position] as Waiting, lawBroken(error));
    }
    const outcome = outcomeOf(taken, selection.positions, proposal);
    for (const { waiting, refusal } of outcome.refused) {
      room.settle(waiting, { state: "refused", id: waiting.id, refusal });
    }
    if (!forced && proposal.receipts.length === 0 && proposal.dueEvents.length === 0) return;
    const changes = await write(proposal, height, time);
    const receipts = placed(proposal, height);
    for (const [index, waiting] of outcome.included.entries()) {
      const receipt = receipts[index] as PlacedReceipt;
      room.settle(waiting, { state: "acknowledged", receipt });
    }
    const { dueEvents } = proposal;
    tell({ ...head, changed: roomsOf(options.law, changes), dueEvents, receipts });
    await maybeCheckpoint();
  };

  /** Makes the block, writes it to the disk, and only then makes it the newest. */
  const write = async (
    proposal: Proposal,
    height: number,
    time: number,
  ): Promise<readonly RowChange[]> => {
    const sealed = proposal.seal();
    const { actions, receipts, dueEvents } = proposal;
    const made = makeBlock(ground, options.signer, last, { height, time, actions });
    const next: Head = { height, time, hash: made.id.hash, root: sealed.root };
    const record = {
      head: next,
      block: made.bytes,
      commit: encodeCommit(made.commit),
      receipts,
      dueEvents,
      changes: sealed.changes,
    };
    await store.write(blockChanges(record));
    sealed.commit();
    proven = last.root;
    head = next;
    const codes = receipts.map(({ code }) => code);
    last = { id: made.id, commit: made.commit, root: sealed.root, codes };
    await marker.write({ height, hash: next.hash });
    return sealed.changes;
  };

  const tell = (block: CommittedBlock): void => {
    for (const listener of listeners) {
      try {
        listener(block);
      } catch (error) {
        log.error("a listener failed", { error: messageOf(error) });
      }
    }
  };

  /** Wakes up for the proof of a changed root, for due work, or for the heartbeat. */
  const schedule = (): void => {
    clearTimeout(timer);
    if (fault !== undefined || stopping) return;
    let wait = limits.heartbeat - (clock.now() - head.time);
    const due = ledger.nextDue();
    if (due !== undefined && due > head.time) wait = Math.min(wait, due - clock.now());
    const isProven = proven !== undefined && equalBytes(proven, head.root);
    if (!isProven) wait = Math.min(wait, limits.proofDelay);
    timer = setTimeout(() => void tick(), Math.min(Math.max(wait, 1), limits.heartbeat));
  };

  const tick = (): Promise<Head> => {
    if (fault !== undefined) return Promise.reject(stoppedFault(fault));
    return new Promise<Head>((resolve, reject) => {
      ticks.push(() => (fault === undefined ? resolve(head) : reject(stoppedFault(fault))));
      wake();
    });
  };

  const stopWith = (error: unknown, taken: readonly Waiting[]): void => {
    fault = faultOf(error);
    clearTimeout(timer);
    log.error("the engine stops", { code: fault.code, error: fault.message });
    for (const waiting of taken) waiting.reject(stoppedFault(fault));
    room.close(stoppedFault(fault));
    for (const done of ticks) done();
    ended(fault);
  };

  const maybeCheckpoint = async (): Promise<void> => {
    sinceCheckpoint += 1;
    const rows = tree.size(tree.newest());
    if (sinceCheckpoint < limits.checkpointEvery || rows > limits.checkpointRowsMax) return;
    await checkpoint();
  };

  const checkpoint = async (): Promise<void> => {
    sinceCheckpoint = 0;
    try {
      await options.checkpoint.write(tree, tree.newest(), head.height);
    } catch (error) {
      log.warn("no checkpoint was written; the next start takes longer", {
        error: messageOf(error),
      });
    }
  };

  schedule();
  return {
    head: () => head,
    waiting: () => room.size(),
    stopped,
    tick,
    async submit(wire) {
      if (fault !== undefined || stopping) throw stoppedFault(fault);
      return room.enter(wire);
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    async stop() {
      if (stopping) {
        await stopped;
        return;
      }
      stopping = true;
      clearTimeout(timer);
      while (fault === undefined && (making !== undefined || room.size() > 0)) {
        wake();
        await (making ?? new Promise((resolve) => setTimeout(resolve, 5)));
      }
      clearTimeout(timer);
      if (fault === undefined) {
        await checkpoint();
        ended(undefined);
      }
    },
  };
}

interface SortedOutcome {
  readonly included: readonly Waiting[];
  readonly refused: readonly {
    readonly waiting: Waiting;
    readonly refusal: NonNullable<PlacedReceipt["refusal"]>;
  }[];
}

/** Sorts those who waited into who is in the block and who was refused. */
function outcomeOf(
  taken: readonly Waiting[],
  positions: readonly number[],
  { leftOut }: Proposal,
): SortedOutcome {
  const refusals = new Map(leftOut.map(({ position, receipt }) => [position, receipt.refusal]));
  const included: Waiting[] = [];
  const refused: SortedOutcome["refused"][number][] = [];
  for (const [place, position] of positions.entries()) {
    const waiting = taken[position] as Waiting;
    const refusal = refusals.get(place);
    if (refusal === undefined) included.push(waiting);
    else refused.push({ waiting, refusal });
  }
  return { included, refused };
}

function placed({ receipts }: Proposal, height: number): PlacedReceipt[] {
  return receipts.map((receipt, index) => ({ ...receipt, height, index }));
}

/** The names of the rooms whose tables changed: a table's number begins with its room's. */
function roomsOf(law: Law, changes: readonly RowChange[]): string[] {
  const numbers = new Set(changes.map(({ key }) => key[0]));
  return law.rooms.filter(({ number }) => numbers.has(number)).map(({ name }) => name);
}

function lawBroken(error: Error): EngineFault {
  return new EngineFault(
    "law-broken",
    `the law contradicts itself with this action: ${error.message}`,
    "Nothing was changed; report this to those who maintain Folkmoot.",
    error,
  );
}

function stoppedFault(cause: EngineFault | undefined): EngineFault {
  const why = cause === undefined ? "the node is stopping" : `the node has stopped: ${cause.message}`;
  return new EngineFault("stopped", why, STOPPED_REMEDY, cause);
}

function faultOf(error: unknown): EngineFault {
  if (error instanceof EngineFault) return error;
  const isLaw = error instanceof Error && error.name === "InvariantError";
  return isLaw
    ? new EngineFault("law-broken", messageOf(error), "Report this; the last good state is kept.")
    : new EngineFault(
        "store-failed",
        `the disk failed: ${messageOf(error)}`,
        "Make room or replace the disk, then start again; nothing that was acknowledged is lost.",
        error,
      );
}
