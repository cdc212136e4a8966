import type { Store } from "../store/store.ts";

/** A store whose disk fails when told to. */
export interface FailingStore extends Store {
  /** Lets the write after `writes` more fail; `isWritten` tells whether its bytes still get there. */
  failAfter(writes: number, isWritten?: boolean): void;
  /** Writes that were done. */
  writes(): number;
}

/** Puts a failing disk around a store. */
export function failingStore(below: Store): FailingStore {
  let left = Number.POSITIVE_INFINITY;
  let arrives = false;
  let done = 0;
  return {
    ...below,
    failAfter(writes, isWritten = false) {
      left = writes;
      arrives = isWritten;
    },
    writes: () => done,
    async write(changes) {
      if (left <= 0) {
        if (arrives) await below.write(changes);
        throw Object.assign(new Error("no space left on device"), { code: "ENOSPC" });
      }
      left -= 1;
      done += 1;
      await below.write(changes);
    },
  };
}
