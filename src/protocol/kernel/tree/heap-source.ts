import type { RowSource } from "./batch.ts";
import { entryWords, type Heap, keyOffset, rowLength, rowOffset } from "./heap.ts";

/** Reads the rows of heap entries, in the order of a list that the caller may refill. */
export function createHeapSource(heap: Heap, entries: Int32Array): RowSource {
  const source: RowSource = {
    words: new Int32Array(0),
    key: 0,
    row: 0,
    length: 0,
    seek(index) {
      const entry = entries[index]!;
      source.words = entryWords(heap, entry);
      source.key = keyOffset(entry) >>> 2;
      source.row = rowOffset(entry) >>> 2;
      source.length = rowLength(heap, entry);
    },
  };
  return source;
}
