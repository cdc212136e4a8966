import type { CheckedAction } from "../../protocol/checked-action.ts";
import type { Refusal } from "../../protocol/kernel/fault.ts";
import { BLOCK_ACTIONS_MAX, BLOCK_BYTES_MAX } from "../../protocol/kernel/limits.ts";
import type { Ledger } from "../../protocol/ledger.ts";
import { type Admission, createAdmission } from "../admission/admission.ts";
import type { Waiting } from "../admission/waiting.ts";
import type { CommittedBlock, Engine, Head, Submission } from "../engine.ts";
import { busy, type EngineFault, messageOf } from "../engine-fault.ts";
import { createAlarm, createGathering } from "./alarm.ts";
import { makeBlockOf } from "./block-of.ts";
import { createChainWriter } from "./chain-writer.ts";
import { createClockGuard } from "./clock-guard.ts";
import { type MakerOptions, SILENT } from "./options.ts";
import { stoppedFault, stoppingFault } from "./stop-faults.ts";

type Maker = Pick<
  Engine,
  "head" | "submit" | "subscribe" | "tick" | "waiting" | "stopped" | "stop"
>;

/** The parts of a maker, and where it stands. */
interface Work {
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
  let end: Work["end"] = () => {};
  const stopped = new Promise<EngineFault | undefined>((resolve) => {
    end = resolve;
  });
  const work = createWork(options, (fault) => end(fault));
  work.alarm.set();
  return {
    head: () => work.writer.head(),
    waiting: () => work.room.size(),
    stopped,
    tick: () => demandBlock(work),
    async submit(wire) {
      if (work.fault !== undefined || work.isStopping) throw stoppedFault(work.fault);
      return submit(work.room, wire);
    },
    subscribe(listener) {
      work.listeners.add(listener);
      return () => work.listeners.delete(listener);
    },
    async stop() {
      if (!work.isStopping) await stopWork(work);
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

function createWork(options: MakerOptions, end: Work["end"]): Work {
  const { limits, clock, hasher, chain } = options;
  const writer = createChainWriter(options);
  const wake = (): void => wakeUp(work);
  const now = (): number => Math.max(clock.now(), writer.head().time);
  const work: Work = {
    options,
    writer,
    end,
    room: createAdmission({
      ledger: () => chain.ledger,
      limits,
      hasher,
      wake,
      objection: (action) => objectionToWord(chain.ledger, action, now()),
    }),
    guard: createClockGuard(clock),
    alarm: createAlarm({
      clock,
      limits,
      head: writer.head,
      isProven: writer.isProven,
      nextDue: () => chain.ledger.nextDue(),
      // Whoever waits for the engine to stop is told of the fault; the alarm need not be.
      ring: () => void demandBlock(work).catch(() => {}),
    }),
    gathering: createGathering(limits.gatherFor, wake),
    listeners: new Set(),
    making: undefined,
    demands: [],
    fault: undefined,
    isStopping: false,
  };
  return work;
}

/** What there is against a machine's own word: no share bounds it, so it is asked for at once. */
function objectionToWord(ledger: Ledger, action: CheckedAction, now: number): Refusal | undefined {
  const { decoded } = action;
  if (!decoded.ok || decoded.value.envelope.kind !== "machine") return undefined;
  return ledger.machine.check(ledger.reader(), action, ledger.standing(now));
}

/** Makes the next block unless one is being made, or there is nothing to make one of. */
function wakeUp(work: Work): void {
  const { room, alarm, gathering } = work;
  if (work.making !== undefined || work.fault !== undefined) return;
  const isDemanded = work.demands.length > 0;
  if (!isDemanded && (!room.isReady() || gathering.isOn(room.isSettled()))) return;
  alarm.clear();
  gathering.end();
  work.making = makeNext(work).finally(() => {
    work.making = undefined;
    if (work.fault !== undefined) return;
    if (!work.isStopping) alarm.set();
    wakeUp(work);
  });
}

async function makeNext(work: Work): Promise<void> {
  const { options, room, writer } = work;
  const { demands } = work;
  work.demands = [];
  const taken = room.take(BLOCK_ACTIONS_MAX, BLOCK_BYTES_MAX);
  try {
    const block = await makeBlockOf(options, work, taken, demands.length > 0);
    if (block !== undefined) {
      tell(work, block);
      await writer.maybeCheckpoint();
    }
  } catch (error) {
    stopWith(work, error, taken);
  }
  for (const done of demands) done();
}

function tell({ listeners, options: { log = SILENT } }: Work, block: CommittedBlock): void {
  for (const listener of listeners) {
    try {
      listener(block);
    } catch (error) {
      log.error("a listener failed", { error: messageOf(error) });
    }
  }
}

/** Demands a block, if only an empty one. */
function demandBlock(work: Work): Promise<Head> {
  if (work.fault !== undefined) return Promise.reject(stoppedFault(work.fault));
  return new Promise<Head>((resolve, reject) => {
    work.demands.push(() => {
      if (work.fault === undefined) resolve(work.writer.head());
      else reject(stoppedFault(work.fault));
    });
    wakeUp(work);
  });
}

/** Stops at once: what was not acknowledged never will be by this engine. */
function stopWith(work: Work, error: unknown, taken: readonly Waiting[]): void {
  const fault = stoppingFault(error);
  const { log = SILENT } = work.options;
  work.fault = fault;
  work.alarm.clear();
  work.gathering.end();
  log.error("the engine stops", { code: fault.code, error: fault.message });
  for (const waiting of taken) waiting.reject(stoppedFault(fault));
  work.room.close(stoppedFault(fault));
  for (const done of work.demands) done();
  work.end(fault);
}

/** Finishes what was taken, then stops. */
async function stopWork(work: Work): Promise<void> {
  work.isStopping = true;
  work.alarm.clear();
  while (work.fault === undefined && (work.making !== undefined || work.room.size() > 0)) {
    wakeUp(work);
    await (work.making ?? new Promise((resolve) => setTimeout(resolve, 5)));
  }
  work.alarm.clear();
  work.gathering.end();
  if (work.fault !== undefined) return;
  await work.writer.checkpoint();
  work.end(undefined);
}
