import type { RowSource } from "./batch.ts";
import { entryWords, type Heap, keptWords, keyOffset, rowLength, rowOffset } from "./heap.ts";

/** Reads the rows of leaves in the order of `items`, the places of their references in `references`. */
export function createHeapSource(heap: Heap, references: Int32Array, items: Int32Array): RowSource {
  const source: RowSource = {
    words: new Int32Array(0),
    key: 0,
    keyWords: 0,
    row: 0,
    length: 0,
    seek(index) {
      const entry = ~references[items[index]!]!;
      source.words = entryWords(heap, entry);
      source.key = keyOffset(entry) >>> 2;
      source.keyWords = keptWords(heap, entry);
      source.row = rowOffset(heap, entry) >>> 2;
      source.length = rowLength(heap, entry);
    },
  };
  return source;
}
