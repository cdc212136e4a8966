/** Goal: a row takes up little more than it has, whatever its length, and its place is used again. */
import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { bitAt, firstDifference, KEY_BITS } from "./bits.ts";
import { copyKey, isEntryBelow, keyDifference, keyDifferenceInWords } from "./entry-key.ts";
import { copyRow, createEntry, createHeap, freeEntry, reservedBytes, rowLength } from "./heap.ts";

/** A key that is kept as a whole. */
const KEY = new Int32Array(8).fill(1);
const SEGMENT_BYTES = 1_048_576;

/** How many rows of a length fit into the first mebibyte. */
function rowsPerSegment(length: number, key = KEY): number {
  const heap = createHeap();
  const row = new Uint8Array(length);
  let rows = 0;
  for (; ; rows += 1) {
    createEntry(heap, key, 0, row, 0, length);
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

test("of a key the zeros at its end take up nothing, in whole words", () => {
  const keyOf = (...bytes: number[]) =>
    new Int32Array(Uint8Array.from({ length: 32 }, (_, at) => bytes[at] ?? 0).buffer);
  for (const [key, place] of [
    [keyOf(), 16],
    [keyOf(1), 16],
    [keyOf(0, 0, 0, 0, 1), 24],
    [keyOf(0, 1, 0, 0, 0, 0, 0, 5, 1), 24],
    [keyOf(...new Array(31).fill(0), 1), 48],
  ] as const) {
    assert.equal(rowsPerSegment(8, key), Math.floor(SEGMENT_BYTES / place), `${key}`);
  }
});

test("a key is read as it was given, and compared as one that was kept whole", () => {
  const anyKey = fc
    .tuple(fc.uint8Array({ minLength: 32, maxLength: 32 }), fc.nat(32), fc.nat(3))
    .map(([bytes, kept, mask]) => bytes.map((byte, at) => (at < kept ? byte & mask : 0)));
  fc.assert(
    fc.property(
      anyKey,
      anyKey,
      fc.uint8Array({ minLength: 1, maxLength: 40 }),
      (key, other, row) => {
        const heap = createHeap();
        const words = (bytes: Uint8Array) => new Int32Array(bytes.slice().buffer);
        const entry = createEntry(heap, words(key), 0, row, 0, row.length);
        assert.deepEqual(copyKey(heap, entry), new Uint8Array(key));
        assert.deepEqual(copyRow(heap, entry), new Uint8Array(row));
        const expected = firstDifference(key, 0, other, 0);
        assert.equal(keyDifference(heap, entry, other), expected);
        assert.equal(keyDifferenceInWords(heap, entry, words(other), 0), expected);
        const isBelow = expected < KEY_BITS && bitAt(other, 0, expected) === 1;
        assert.equal(isEntryBelow(heap, entry, other), isBelow);
      },
    ),
    { numRuns: 2000 },
  );
});

test("a place that was given back is used again by a row that needs one of its size, and by no other", () => {
  const heap = createHeap();
  const entryOf = (length: number) => createEntry(heap, KEY, 0, new Uint8Array(length), 0, length);
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
