import { compareBytes, fromHex, toHex } from "../../protocol/kernel/bytes.ts";
import type { Store, StoreEntry, StoreRange } from "./store.ts";

/** A store that forgets everything when it is let go: for tests and simulations. */
export function createMemoryStore(): Store {
  return storeOf(new Map());
}

function storeOf(values: Map<string, Uint8Array>): Store {
  let sorted: string[] | undefined;
  let closed = false;
  const assertOpen = (): void => {
    if (closed) throw new Error("the store is closed");
  };

  async function* entries(range: StoreRange): AsyncIterable<StoreEntry> {
    assertOpen();
    sorted ??= [...values.keys()].sort();
    const keys = within(sorted, range);
    let left = range.limit ?? keys.length;
    for (const name of keys) {
      if (left === 0) return;
      const value = values.get(name);
      const key = fromHex(name);
      if (value === undefined || key === undefined) continue;
      left -= 1;
      yield { key, value: value.slice() };
    }
  }

  return {
    async get(key) {
      assertOpen();
      return values.get(toHex(key))?.slice();
    },
    async write(changes) {
      assertOpen();
      for (const { key, value } of changes) {
        const name = toHex(key);
        if (value === undefined) values.delete(name);
        else values.set(name, value.slice());
      }
      sorted = undefined;
    },
    entries,
    async *batches(range) {
      const batch: StoreEntry[] = [];
      for await (const entry of entries(range)) batch.push(entry);
      if (batch.length > 0) yield batch;
    },
    snapshot() {
      assertOpen();
      return storeOf(new Map(values));
    },
    async close() {
      closed = true;
    },
  };
}

/** Hexadecimal digits stand in the order of the bytes that they spell. */
function within(sorted: readonly string[], { from, until, reverse }: StoreRange): string[] {
  if (compareBytes(from, until) >= 0) return [];
  const first = toHex(from);
  const end = toHex(until);
  const found = sorted.filter((name) => name >= first && name < end);
  return reverse === true ? found.reverse() : found;
}
