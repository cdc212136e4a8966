/** Goal: a row takes up little more than it has, whatever its length, and its place is used again. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { createEntry, createHeap, freeEntry, reservedBytes, rowLength } from "./heap.ts";

const KEY = new Int32Array(8);
const SEGMENT_BYTES = 1_048_576;

/** How many rows of a length fit into the first mebibyte. */
function rowsPerSegment(length: number): number {
  const heap = createHeap();
  const row = new Uint8Array(length);
  let rows = 0;
  for (; ; rows += 1) {
    createEntry(heap, KEY, 0, row);
    if (reservedBytes(heap) > SEGMENT_BYTES) return rows;
  }
}

test("places grow by eight bytes up to 512, then by 64 up to 4,096, then by 512", () => {
  // A row has four bytes of length and 32 of key before it.
  for (const [length, place] of [
    [1, 40],
    [4, 40],
    [5, 48],
    [476, 512],
    [477, 576],
    [540, 576],
    [541, 640],
    [4060, 4096],
    [4061, 4608],
    [4572, 4608],
    [4573, 5120],
  ] as const) {
    assert.equal(rowsPerSegment(length), Math.floor(SEGMENT_BYTES / place), `${length}`);
  }
});

test("a place that was given back is used again by a row that needs one of its size, and by no other", () => {
  const heap = createHeap();
  const entryOf = (length: number) => createEntry(heap, KEY, 0, new Uint8Array(length));
  const [first, second] = [entryOf(4573), entryOf(477)];
  freeEntry(heap, first);
  freeEntry(heap, second);
  assert.deepEqual([heap.live, heap.liveBytes], [0, 0]);
  assert.equal(entryOf(540), second);
  assert.ok(entryOf(541) > second);
  assert.equal(entryOf(5000), first);
  assert.deepEqual([heap.live, heap.liveBytes], [3, 6081]);
  assert.equal(rowLength(heap, first), 5000);
});
