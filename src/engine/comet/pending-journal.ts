import { endOfSpace, numberBytes, readNumber, SPACE, spaceKey } from "../store/keys.ts";
import type { Store } from "../store/store.ts";

/** Actions that people were told are received, kept until they are in a block or refused. */
export interface PendingJournal {
  /** Keeps an action; returns once it would survive a power cut. */
  keep(name: string, wire: Uint8Array): Promise<void>;
  forget(name: string): Promise<void>;
  has(name: string): boolean;
  /** How many are kept. */
  size(): number;
  /** All that are kept, in the order in which they came. */
  all(): Promise<readonly Uint8Array[]>;
}

/**
 * Opens what is kept of earlier runs of this node.
 *
 * Why on the disk: consensus keeps what waits in memory alone, and a network that stands still is
 * restarted sooner or later; anyone who was told "received" must not have to send again.
 */
export async function openPendingJournal(
  store: Store,
  nameOf: (wire: Uint8Array) => string,
): Promise<PendingJournal> {
  const keys = new Map<string, Uint8Array>();
  const range = { from: spaceKey(SPACE.received), until: endOfSpace(SPACE.received) };
  let next = 0;
  for await (const { key, value } of store.entries(range)) {
    keys.set(nameOf(value), key);
    next = readNumber(key, 1, 8) + 1;
  }
  return {
    async keep(name, wire) {
      if (keys.has(name)) return;
      const key = spaceKey(SPACE.received, numberBytes(next, 8));
      next += 1;
      keys.set(name, key);
      await store.write([{ key, value: wire }]);
    },
    async forget(name) {
      const key = keys.get(name);
      if (key === undefined) return;
      keys.delete(name);
      await store.write([{ key, value: undefined }]);
    },
    has: (name) => keys.has(name),
    size: () => keys.size,
    async all() {
      const wires: Uint8Array[] = [];
      for await (const { value } of store.entries(range)) wires.push(value);
      return wires;
    },
  };
}
