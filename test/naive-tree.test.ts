import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { test } from "node:test";
import { nativeHasher } from "#engine/native-hasher.js";
import { createTree } from "#protocol/kernel/tree/tree.js";
import { verifyRange } from "#protocol/kernel/tree/verify.js";
import { naiveProve, naiveRoot, naiveVerify } from "./naive-tree.ts";

const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString("hex");

/** Rows that are the same in every run and share no pattern with the generators of other tests. */
function rowsFrom(seed: string, count: number, keyBytes: number) {
  return Array.from({ length: count }, (_, i) => {
    const hash = createHash("sha256").update(`${seed}/${i}`).digest();
    const key = new Uint8Array(32);
    key.set(hash.subarray(0, keyBytes));
    const length = 1 + (hash.readUInt16LE(30) % 260);
    const content = createHash("shake256", { outputLength: length }).update(hash).digest();
    return { key, row: new Uint8Array(content) };
  });
}

/** The last row of each key. */
const distinct = (rows: ReturnType<typeof rowsFrom>) => [
  ...new Map(rows.map((row) => [hex(row.key), row])).values(),
];

test("both implementations agree on roots, proofs and verdicts of whole trees", () => {
  for (const [seed, count, keyBytes] of [
    ["hashed", 500, 32],
    ["crowded", 3000, 2],
    ["tiny", 300, 1],
  ] as const) {
    const rows = distinct(rowsFrom(seed, count, keyBytes));
    const tree = createTree(nativeHasher);
    const version = tree.apply(tree.empty, rows);
    const root = tree.root(version);
    assert.equal(hex(root), hex(naiveRoot(rows)));
    for (const [from, until] of [
      [new Uint8Array(32), undefined],
      [rows[3]!.key, new Uint8Array(32).fill(255)],
      [new Uint8Array(32).fill(0x31), new Uint8Array(32).fill(0x44)],
    ] as const) {
      const proof = tree.prove(version, from, until);
      assert.equal(hex(proof), hex(naiveProve(rows, from, until)));
      const ours = verifyRange(nativeHasher, root, from, until, proof);
      const theirs = naiveVerify(root, from, until, proof);
      assert.ok(ours.ok && theirs.ok);
      assert.deepEqual(
        ours.rows.map(({ key, row }) => [hex(key), hex(row)]),
        theirs.rows.map(({ key, row }) => [hex(key), hex(row)]),
      );
    }
  }
});

test("both implementations agree after thousands of rows were rewritten and deleted", () => {
  const tree = createTree(nativeHasher);
  const model = new Map<string, { key: Uint8Array; row: Uint8Array }>();
  for (let block = 0; block < 20; block++) {
    const changes = distinct(rowsFrom(`block ${block}`, 400, 2)).map(({ key, row }) => ({
      key,
      row: row.length % 3 === 0 ? undefined : row,
    }));
    for (const { key, row } of changes) {
      if (row === undefined) model.delete(hex(key));
      else model.set(hex(key), { key, row });
    }
    tree.commit(tree.apply(tree.newest(), changes));
  }
  assert.equal(tree.size(tree.newest()), model.size);
  assert.equal(hex(tree.root(tree.newest())), hex(naiveRoot([...model.values()])));
});
