import { ClassicLevel } from "classic-level";
import type { Store, StoreRange, StoreReader } from "./store.ts";

const READ_AHEAD = 2000;
/** What V8 keeps in the heap; longer bytes have memory outside from the beginning. */
const IN_HEAP_BYTES_MAX = 64;
const LENT_BYTES = 65_536;

/**
 * Opens the store of a home: a LevelDB in a folder of its own.
 *
 * Why no compression: a damaged byte then damages one value, which can be named, instead of
 * making a whole compressed page unreadable.
 * Throws: when the folder cannot be opened, for instance because another process has it open.
 */
export async function openLevelStore(folder: string): Promise<Store> {
  const level = new ClassicLevel<Uint8Array, Uint8Array>(folder, {
    keyEncoding: "view",
    valueEncoding: "view",
    compression: false,
    writeBufferSize: 16 * 1024 * 1024,
    cacheSize: 32 * 1024 * 1024,
  });
  try {
    await level.open();
  } catch (error) {
    throw new Error(`the store does not open: ${causeOf(error)}`, { cause: error });
  }

  const outside = outsideHeap();
  return {
    ...readerOf(level),
    snapshot() {
      const snapshot = level.snapshot();
      return { ...readerOf(level, snapshot), close: () => snapshot.close() };
    },
    async write(changes) {
      // A batch that is filled change by change costs a tenth of one that is given whole.
      const batch = level.batch();
      try {
        for (const { key, value } of changes) {
          if (value === undefined) batch.del(key);
          else batch.put(outside(key), outside(value));
        }
      } catch (error) {
        await batch.close();
        throw error;
      }
      await batch.write({ sync: true });
    },
    close: () => level.close(),
  };
}

type Level = ClassicLevel<Uint8Array, Uint8Array>;

/** Reads what is there now, or what was when the snapshot was taken. */
function readerOf(level: Level, snapshot?: ReturnType<Level["snapshot"]>): StoreReader {
  const at = snapshot === undefined ? {} : { snapshot };
  async function* batches({ from, until, reverse = false, limit = -1 }: StoreRange) {
    const iterator = level.iterator({ ...at, gte: from, lt: until, reverse, limit });
    try {
      for (;;) {
        const batch = await iterator.nextv(READ_AHEAD);
        if (batch.length === 0) return;
        yield batch.map(([key, value]) => ({ key: plain(key), value: plain(value) }));
      }
    } finally {
      await iterator.close();
    }
  }

  return {
    async get(key) {
      const value = await level.get(key, at);
      return value === undefined ? undefined : plain(value);
    },
    async *entries(range) {
      for await (const batch of batches(range)) yield* batch;
    },
    batches,
  };
}

/**
 * Lends memory outside of the heap to short bytes, until some thousand more have been lent it.
 *
 * Why: short bytes lie in the heap until native code asks where they are; then each gets a piece of
 * memory of its own, which takes longer than to write them. A batch copies what it is given at once.
 */
function outsideHeap(): (bytes: Uint8Array) => Uint8Array {
  const memory = new Uint8Array(LENT_BYTES);
  let lent = 0;
  return (bytes) => {
    if (bytes.length === 0 || bytes.length > IN_HEAP_BYTES_MAX) return bytes;
    if (lent + bytes.length > LENT_BYTES) lent = 0;
    const place = memory.subarray(lent, lent + bytes.length);
    place.set(bytes);
    lent += bytes.length;
    return place;
  };
}

/**
 * Turns a Buffer into the plain bytes under it.
 *
 * Why: `slice` of a Buffer is a view, of plain bytes a copy; anyone who relies on the copy would write
 * into what others read.
 */
function plain(bytes: Uint8Array): Uint8Array {
  return new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

function causeOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.cause instanceof Error ? error.cause.message : error.message;
}
