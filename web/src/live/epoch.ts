import { type ReadonlySignal, signal } from "@preact/signals-core";

const count = signal(0);

/**
 * Which time it is, counted by who looks: a new one begins whenever the node knows this device as
 * somebody else.
 *
 * Why: a node answers by who asks. An answer belongs to the epoch of its question; in a later one it is
 * not used, and asked for again.
 */
export const epoch: ReadonlySignal<number> = count;

/** Begins the next epoch. */
export function beginEpoch(): void {
  count.value += 1;
}
