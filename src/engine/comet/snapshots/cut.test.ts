// Goal: every node cuts the same state into the same chunks, none too long, each proved by itself,
// and together they hold every row once.
// Method: seeded rows from tiny to the longest there are, put into trees in different orders.
import assert from "node:assert/strict";
import { test } from "node:test";
import { toHex } from "../../../protocol/kernel/bytes.ts";
import { verifyRange } from "../../../protocol/kernel/tree/verify.ts";
import { nativeHasher } from "../../native-hasher.ts";
import { cutAll, seededRows, treeOf } from "../../testing/snapshot-world.ts";
import {
  CHUNK_BYTES_MAX,
  decodeBoundaries,
  encodeBoundaries,
  rangeOfChunk,
  snapshotHash,
} from "./format.ts";

const STATES = [
  ["one row", 1, 100],
  ["small rows", 20_000, 90],
  ["rows of any length", 3_000, 1_500],
  ["the longest rows", 60, 65_535],
] as const;

for (const [name, count, longest] of STATES) {
  test(`${name}: the chunks hold all rows, each by itself`, () => {
    const rows = seededRows(name, count, longest);
    const tree = treeOf(rows);
    const { chunks, boundaries } = cutAll(tree);
    const again = treeOf(rows.toReversed());
    // What came and went leaves no trace in the cut.
    const [some] = seededRows("gone", 1, 9);
    assert.ok(some !== undefined);
    again.commit(again.apply(again.newest(), [some]));
    again.commit(again.apply(again.newest(), [{ key: some.key, row: undefined }]));
    assert.deepEqual(cutAll(again), { chunks, boundaries });

    const root = tree.root(tree.newest());
    const found = chunks.flatMap((chunk, index) => {
      assert.ok(chunk.length <= CHUNK_BYTES_MAX, `chunk ${index} has ${chunk.length} bytes`);
      const { from, until } = rangeOfChunk(boundaries, index);
      const verdict = verifyRange(nativeHasher, root, from, until, chunk);
      assert.ok(verdict.ok, verdict.ok ? "" : verdict.reason);
      return verdict.rows;
    });
    assert.deepEqual(found, [...tree.range(tree.newest(), new Uint8Array(32), undefined)]);
    assert.deepEqual(decodeBoundaries(encodeBoundaries(boundaries), chunks.length), boundaries);
  });
}

test("boundaries that cannot be are no boundaries", () => {
  const key = (first: number) => new Uint8Array(32).fill(first);
  const of = (...keys: Uint8Array[]) => encodeBoundaries(keys);
  assert.deepEqual(decodeBoundaries(of(), 1), []);
  assert.equal(decodeBoundaries(of(), 0), undefined);
  assert.equal(decodeBoundaries(of(key(1)), 1), undefined);
  assert.equal(decodeBoundaries(of(key(1)).slice(1), 2), undefined);
  assert.equal(decodeBoundaries(of(key(0)), 2), undefined);
  assert.equal(decodeBoundaries(of(key(2), key(1)), 3), undefined);
  assert.equal(decodeBoundaries(of(key(1), key(1)), 3), undefined);
  assert.equal(decodeBoundaries(of(), 100_002), undefined);
});

test("the format is what it was: where a state is cut, and how the snapshot is called", () => {
  const tree = treeOf(seededRows("pinned", 2_000, 900));
  const { chunks, boundaries } = cutAll(tree);
  assert.deepEqual(boundaries.map(toHex), [
    "f7d1e68e60027f84c47e440c4677cc112871549d05674e04b052b3efb7990b80",
    "ff49ddac4299a097868ad9c642eb6eef1efbd424d518175dd4a4b0813788e1b8",
  ]);
  assert.deepEqual(
    chunks.map(({ length }) => length),
    [458_541, 458_826, 43_018],
  );
  const root = tree.root(tree.newest());
  assert.equal(
    toHex(snapshotHash(nativeHasher, 1_000, root, encodeBoundaries(boundaries))),
    "faa4b4a558ddf54d4d03ad802af1275c9f8e031d4c160aabc07e7e68102fa017",
  );
});

test("a snapshot's name depends on height, root and boundaries", () => {
  const root = new Uint8Array(32);
  const names = [
    snapshotHash(nativeHasher, 5, root, new Uint8Array(0)),
    snapshotHash(nativeHasher, 6, root, new Uint8Array(0)),
    snapshotHash(
      nativeHasher,
      5,
      root.map(() => 1),
      new Uint8Array(0),
    ),
    snapshotHash(nativeHasher, 5, root, new Uint8Array(32)),
  ];
  assert.equal(new Set(names.map(String)).size, names.length);
});
