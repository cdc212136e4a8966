import { availableParallelism } from "node:os";
import { Worker } from "node:worker_threads";

/** Threads that verify packed signatures. */
export interface VerifyThreads {
  /** One byte for each signature: 1 where it is right. Throws: when the thread has ended. */
  verify(packed: Uint8Array<ArrayBuffer>): Promise<Uint8Array>;
}

/** More threads find right what one thread of law does not carry out as fast. */
const THREADS_MAX = 4;

/** One thread, and those who wait for its answers, in the order in which they asked. */
interface VerifyThread {
  readonly worker: Worker;
  readonly waiting: {
    readonly resolve: (verdicts: Uint8Array) => void;
    readonly reject: (error: Error) => void;
  }[];
}

/**
 * Opens threads, one for each core, which begin when first asked.
 *
 * Why not the pool of threads: each call of it costs the main thread a third of a verification, and
 * writes to the disk wait behind them in the same queue.
 * A process may end while they are idle, not while somebody waits for an answer.
 */
export function createVerifyThreads(
  program: URL,
  count: number = Math.min(availableParallelism(), THREADS_MAX),
): VerifyThreads {
  const threads: (VerifyThread | undefined)[] = Array.from({ length: count });
  const leastBusy = (): VerifyThread => {
    const unborn = threads.indexOf(undefined);
    const idle = threads.find((thread) => thread?.waiting.length === 0);
    if (idle !== undefined) return idle;
    if (unborn >= 0) {
      const born = startThread(program, () => {
        threads[unborn] = undefined;
      });
      threads[unborn] = born;
      return born;
    }
    return (threads as VerifyThread[]).reduce((one, other) =>
      other.waiting.length < one.waiting.length ? other : one,
    );
  };
  return {
    verify(packed) {
      const { worker, waiting } = leastBusy();
      return new Promise((resolve, reject) => {
        if (waiting.length === 0) worker.ref();
        waiting.push({ resolve, reject });
        worker.postMessage(packed, [packed.buffer]);
      });
    },
  };
}

function startThread(program: URL, forget: () => void): VerifyThread {
  const worker = new Worker(program);
  const waiting: VerifyThread["waiting"] = [];
  let cause: unknown;
  worker.on("message", (verdicts: Uint8Array) => {
    waiting.shift()?.resolve(verdicts);
    if (waiting.length === 0) worker.unref();
  });
  worker.on("error", (error) => {
    cause = error;
  });
  worker.on("exit", () => {
    forget();
    const error = new Error("a thread that verifies has ended", { cause });
    for (const { reject } of waiting.splice(0)) reject(error);
  });
  // After the listeners: attaching one would hold the process again.
  worker.unref();
  return { worker, waiting };
}
