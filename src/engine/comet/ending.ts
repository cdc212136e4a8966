import type { EngineLog } from "../embedded/options.ts";
import type { EngineFault } from "../engine-fault.ts";
import type { BlockWriter } from "./block-writer.ts";
import type { Submissions } from "./submissions.ts";

/** The end of an engine, which comes once: by a fault, or because it is asked to stop. */
export interface Ending {
  /** Settles when all parts have ended: with the fault that stopped the engine, or nothing. */
  readonly stopped: Promise<EngineFault | undefined>;
  /** The fault that stops the engine, as soon as there is one. */
  cause(): EngineFault | undefined;
  /** Takes up a part that ends with the engine; what is taken up last ends first. */
  add(part: EndingPart): void;
  /** Stops at once. */
  readonly fail: (fault: EngineFault) => void;
  /** Finishes what has been taken, writes a checkpoint and stops. */
  readonly stop: () => Promise<void>;
}

/** A part of an engine that ends with it. */
export interface EndingPart {
  /** Completes what it has in hand; only where the engine is asked to stop. */
  finish?(milliseconds: number): Promise<unknown>;
  stop(): Promise<void>;
}

/** What an ending needs. */
export interface EndingDeps {
  readonly submissions: Pick<Submissions, "size" | "close">;
  readonly writer: Pick<BlockWriter, "checkpoint">;
  readonly log: EngineLog;
}

/** How long a stop waits for what has been taken. Units: milliseconds. */
const STOP_PATIENCE = 3_000;
/** How long it waits for each part to complete what it has in hand. Units: milliseconds. */
const FINISH_PATIENCE = 15_000;
/** Between two looks whether something still waits. Units: milliseconds. */
const LOOK = 20;

/** Makes ready for the end. */
export function createEnding({ submissions, writer, log }: EndingDeps): Ending {
  let end: (fault: EngineFault | undefined) => void = () => {};
  const stopped = new Promise<EngineFault | undefined>((resolve) => {
    end = resolve;
  });
  const newestFirst: EndingPart[] = [];
  let isOver = false;
  let cause: EngineFault | undefined;

  const stopParts = async (): Promise<void> => {
    for (const part of [...newestFirst]) await part.stop();
  };
  return {
    stopped,
    cause: () => cause,
    add: (part) => void newestFirst.unshift(part),
    fail(fault) {
      if (isOver) return;
      isOver = true;
      cause = fault;
      log.error("the engine stops", { code: fault.code, error: fault.message });
      submissions.close(fault);
      void stopParts().then(() => end(fault));
    },
    async stop() {
      if (isOver) {
        await stopped;
        return;
      }
      await emptied(submissions);
      isOver = true;
      submissions.close(undefined);
      for (const part of newestFirst) await part.finish?.(FINISH_PATIENCE);
      await stopParts();
      await writer.checkpoint();
      end(undefined);
    },
  };
}

/** Waits a while for the blocks of all actions that wait. */
async function emptied({ size }: Pick<Submissions, "size">): Promise<void> {
  const until = performance.now() + STOP_PATIENCE;
  while (size() > 0 && performance.now() < until) {
    await new Promise((resolve) => setTimeout(resolve, LOOK));
  }
}
