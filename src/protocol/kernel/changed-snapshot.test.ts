/** Goal: what is stored and what a block changed read as one list in order, without what was removed. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { changedSnapshot } from "./changed-snapshot.ts";
import type { Snapshot } from "./state.ts";

const key = (number: number) => Uint8Array.of(number);
const row = (number: number) => Uint8Array.of(number);

/** Rows 10, 20 and 30, each of its own number. */
const below: Snapshot = {
  get: (wanted) => [10, 20, 30].map(row).find((each) => each[0] === wanted[0]),
  range: (from, until) =>
    [10, 20, 30]
      .filter(
        (number) => number >= (from[0] ?? 0) && (until === undefined || number < (until[0] ?? 0)),
      )
      .map((number) => ({ key: key(number), row: row(number) })),
};
const above = changedSnapshot(below, [
  { key: key(40), row: row(4) },
  { key: key(20), row: row(2) },
  { key: key(5), row: row(5) },
  { key: key(10), row: undefined },
  { key: key(15), row: row(1) },
  { key: key(16), row: undefined },
  { key: key(50), row: undefined },
]);
const listed = (from: number, until?: number) =>
  [...above.range(key(from), until === undefined ? undefined : key(until))].map((stored) => [
    stored.key[0],
    stored.row[0],
  ]);

test("a row is the changed one, or nothing where it was removed, else the stored one", () => {
  const rows = [5, 10, 20, 30, 40, 50, 60].map((number) => above.get(key(number))?.[0]);
  assert.deepEqual(rows, [5, undefined, 2, 30, 4, undefined, undefined]);
});

test("a range holds each once, in order, from its beginning up to its end", () => {
  const all = [
    [5, 5],
    [15, 1],
    [20, 2],
    [30, 30],
    [40, 4],
  ];
  assert.deepEqual(listed(0), all);
  assert.deepEqual(listed(5, 41), all);
  assert.deepEqual(listed(6, 40), all.slice(1, 4));
  assert.deepEqual(listed(20, 30), [[20, 2]]);
  assert.deepEqual(listed(41), []);
});
