import { availableParallelism } from "node:os";
import { Worker } from "node:worker_threads";
import type { PartLane, TreePart } from "../../protocol/kernel/tree/part.ts";

/** Threads that make parts of a tree. */
export interface PartThreads {
  /** Makes the part of whole records, which lie in shared memory. Throws: when the thread has ended. */
  make(records: Uint8Array): Promise<TreePart | undefined>;
  /** Ends the threads; a part that is still waited for fails. */
  end(): Promise<void>;
}

const PROGRAM = new URL("./part-thread.js", import.meta.url);
/** More threads make parts faster than one thread reads rows and adds the parts. */
const THREADS_MAX = 4;

/** How many threads this machine has cores for. */
export const threadsHere = (): number => Math.min(availableParallelism(), THREADS_MAX);

/** One thread, and those who wait for its answers, in the order in which they asked. */
interface PartThread {
  readonly worker: Worker;
  readonly waiting: {
    readonly resolve: (part: TreePart | undefined) => void;
    readonly reject: (error: Error) => void;
  }[];
  ended: Error | undefined;
}

/** Starts a thread for each lane; they take turns. */
export function startPartThreads(lanes: readonly PartLane[]): PartThreads {
  const threads = lanes.map(startThread);
  let turn = 0;
  return {
    make(records) {
      const thread = threads[turn++ % threads.length] as PartThread;
      const made = new Promise<TreePart | undefined>((resolve, reject) => {
        if (thread.ended !== undefined) reject(thread.ended);
        else {
          thread.waiting.push({ resolve, reject });
          thread.worker.postMessage(records);
        }
      });
      // A part that nobody waits for any more may fail unheard.
      made.catch(() => {});
      return made;
    },
    async end() {
      await Promise.all(threads.map(({ worker }) => worker.terminate()));
    },
  };
}

function startThread(lane: PartLane): PartThread {
  const worker = new Worker(PROGRAM, { workerData: lane });
  const thread: PartThread = { worker, waiting: [], ended: undefined };
  let cause: unknown;
  worker.on("message", (part: TreePart | undefined) => thread.waiting.shift()?.resolve(part));
  worker.on("error", (error) => {
    cause = error;
  });
  worker.on("exit", () => {
    thread.ended = new Error("a thread that makes parts of the tree has ended", { cause });
    for (const { reject } of thread.waiting.splice(0)) reject(thread.ended);
  });
  return thread;
}
