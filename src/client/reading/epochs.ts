import { createListeners } from "../listeners.ts";

/**
 * Which time it is, counted by who looks: a new one begins whenever the node knows this device as
 * somebody else.
 *
 * Why: a node answers by who asks. An answer belongs to the epoch of its question; in a later one it is
 * not used, and asked for again.
 */
export interface Epochs {
  now(): number;
  begin(): void;
  /** Calls back when another one has begun; returns how to stop. */
  onBegin(listener: () => void): () => void;
}

/** Makes a count of epochs. */
export function createEpochs(): Epochs {
  const listeners = createListeners();
  let count = 0;
  return {
    now: () => count,
    begin() {
      count += 1;
      listeners.tell();
    },
    onBegin: listeners.add,
  };
}
