import type { CheckedAction } from "../../protocol/checked-action.ts";
import type { Refusal } from "../../protocol/kernel/fault.ts";
import { NOBODY } from "../../protocol/kernel/ids.ts";
import { BLOCK_ACTIONS_MAX, BLOCK_BYTES_MAX } from "../../protocol/kernel/limits.ts";
import type { Ledger } from "../../protocol/ledger.ts";
import { type Admission, createAdmission } from "../admission/admission.ts";
import type { Waiting } from "../admission/waiting.ts";
import type { CommittedBlock, Engine, Head, Submission } from "../engine.ts";
import { busy, type EngineFault, messageOf } from "../engine-fault.ts";
import { isStale } from "../freshness.ts";
import { createAlarm, createGathering } from "./alarm.ts";
import { makeBlockOf } from "./block-of.ts";
import { createChainWriter } from "./chain-writer.ts";
import { createClockGuard } from "./clock-guard.ts";
import { type MakerOptions, SILENT } from "./options.ts";
import { stoppedFault, stoppingFault } from "./stop-faults.ts";

type Maker = Pick<
  Engine,
  "head" | "submit" | "subscribe" | "freshen" | "tick" | "waiting" | "stopped" | "stop"
>;

/** The parts of a maker, and where it stands. */
interface MakerState {
  readonly options: MakerOptions;
  readonly room: Admission;
  readonly writer: ReturnType<typeof createChainWriter>;
  readonly guard: ReturnType<typeof createClockGuard>;
  readonly alarm: ReturnType<typeof createAlarm>;
  readonly gathering: ReturnType<typeof createGathering>;
  readonly listeners: Set<(block: CommittedBlock) => void>;
  /** Settles `stopped`. */
  readonly end: (fault: EngineFault | undefined) => void;
  making: Promise<void> | undefined;
  /** The block that somebody who asked for a newer one waits for. */
  freshening: Promise<Head> | undefined;
  /** Those who demand a block, and are told when it is there. */
  demands: (() => void)[];
  fault: EngineFault | undefined;
  isStopping: boolean;
}

/**
 * Makes one block after another.
 *
 * Why: everything that waits becomes one block with one write to the disk, and meanwhile the next
 * gathers; so the disk is asked as rarely as the load allows, and nobody is answered before it has.
 */
export function createMaker(options: MakerOptions): Maker {
  let end: MakerState["end"] = () => {};
  const stopped = new Promise<EngineFault | undefined>((resolve) => {
    end = resolve;
  });
  const state = createMakerState(options, (fault) => end(fault));
  state.alarm.set();
  return {
    head: () => state.writer.head(),
    waiting: () => state.room.size(),
    stopped,
    freshen() {
      const head = state.writer.head();
      if (!isStale(options.clock.now(), head)) return Promise.resolve(head);
      // All who ask at once get the same block.
      state.freshening ??= demandBlock(state).finally(() => {
        state.freshening = undefined;
      });
      return state.freshening;
    },
    tick: () => demandBlock(state),
    submit(wire) {
      const isOver = state.fault !== undefined || state.isStopping;
      return isOver ? Promise.reject(stoppedFault(state.fault)) : submit(state.room, wire);
    },
    subscribe(listener) {
      state.listeners.add(listener);
      return () => state.listeners.delete(listener);
    },
    async stop() {
      if (!state.isStopping) await stopMaker(state);
      await stopped;
    },
  };
}

/** Answers once the action is in a block, or at once where it comes into none. */
async function submit(room: Admission, wire: Uint8Array): Promise<Submission> {
  const verdict = await room.enter(wire);
  if (verdict.state === "waiting") return verdict.waiting.answer;
  if (verdict.state === "full") throw busy(verdict.what);
  return verdict;
}

function createMakerState(options: MakerOptions, end: MakerState["end"]): MakerState {
  const { limits, clock, hasher, chain } = options;
  const writer = createChainWriter(options);
  const wake = (): void => wakeUp(state);
  const now = (): number => Math.max(clock.now(), writer.head().time);
  const state: MakerState = {
    options,
    writer,
    end,
    room: createAdmission({
      ledger: () => chain.ledger,
      limits,
      hasher,
      wake,
      objection: (action) => objectionToStranger(chain.ledger, action, now()),
    }),
    guard: createClockGuard(clock, options),
    alarm: createAlarm({
      clock,
      limits,
      head: writer.head,
      isProven: writer.isProven,
      nextDue: () => chain.ledger.nextDue(),
      // Anyone who waits for the engine to stop is told about the fault; the alarm need not be.
      ring: () => void demandBlock(state).catch(() => {}),
    }),
    gathering: createGathering(limits.gatherFor, wake),
    listeners: new Set(),
    making: undefined,
    freshening: undefined,
    demands: [],
    fault: undefined,
    isStopping: false,
  };
  return state;
}

/**
 * What there is against a machine's own word, and against somebody who would join: no share of a
 * person bounds them, so it is asked for at once, and nothing of a stranger without an open invitation
 * is kept.
 */
function objectionToStranger(
  ledger: Ledger,
  action: CheckedAction,
  now: number,
): Refusal | undefined {
  const { decoded } = action;
  if (!decoded.ok) return undefined;
  const { envelope } = decoded.value;
  const isStranger = envelope.kind !== "person" || envelope.body.person === NOBODY;
  if (!isStranger) return undefined;
  return ledger.stateMachine.check(ledger.reader(), action, ledger.standing(now));
}

/** Makes the next block unless one is being made, or there is nothing to make one of. */
function wakeUp(state: MakerState): void {
  const { room, alarm, gathering } = state;
  if (state.making !== undefined || state.fault !== undefined) return;
  const isDemanded = state.demands.length > 0;
  if (!isDemanded && (!room.isReady() || gathering.isOn(room.isSettled()))) return;
  alarm.clear();
  gathering.end();
  state.making = makeNext(state).finally(() => {
    state.making = undefined;
    if (state.fault !== undefined) return;
    if (!state.isStopping) alarm.set();
    wakeUp(state);
  });
}

async function makeNext(state: MakerState): Promise<void> {
  const { options, room, writer } = state;
  const { demands } = state;
  state.demands = [];
  const taken = room.take(BLOCK_ACTIONS_MAX, BLOCK_BYTES_MAX);
  try {
    const block = await makeBlockOf(options, state, taken, demands.length > 0);
    if (block !== undefined) {
      tell(state, block);
      await writer.maybeCheckpoint();
    }
  } catch (error) {
    stopWith(state, error, taken);
  }
  for (const done of demands) done();
}

function tell({ listeners, options: { log = SILENT } }: MakerState, block: CommittedBlock): void {
  for (const listener of listeners) {
    try {
      listener(block);
    } catch (error) {
      log.error("a listener failed", { error: messageOf(error) });
    }
  }
}

/** Demands a block, if only an empty one. */
function demandBlock(state: MakerState): Promise<Head> {
  if (state.fault !== undefined) return Promise.reject(stoppedFault(state.fault));
  return new Promise<Head>((resolve, reject) => {
    state.demands.push(() => {
      if (state.fault === undefined) resolve(state.writer.head());
      else reject(stoppedFault(state.fault));
    });
    wakeUp(state);
  });
}

/** Stops at once: what was not acknowledged never will be by this engine. */
function stopWith(state: MakerState, error: unknown, taken: readonly Waiting[]): void {
  const fault = stoppingFault(error);
  const { log = SILENT } = state.options;
  state.fault = fault;
  state.alarm.clear();
  state.gathering.end();
  log.error("the engine stops", { code: fault.code, error: fault.message });
  for (const waiting of taken) waiting.reject(stoppedFault(fault));
  state.room.close(stoppedFault(fault));
  for (const done of state.demands) done();
  state.end(fault);
}

/** Finishes what was taken, then stops. */
async function stopMaker(state: MakerState): Promise<void> {
  state.isStopping = true;
  state.alarm.clear();
  while (state.fault === undefined && (state.making !== undefined || state.room.size() > 0)) {
    wakeUp(state);
    await (state.making ?? new Promise((resolve) => setTimeout(resolve, 5)));
  }
  state.alarm.clear();
  state.gathering.end();
  if (state.fault !== undefined) return;
  await state.writer.checkpoint();
  state.end(undefined);
}
