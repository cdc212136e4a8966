import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { nativeHasher } from "#engine/native-hasher.js";
import { readCheckpoint, writeCheckpoint } from "#protocol/kernel/tree/checkpoint.js";
import { createTree, HELD_VERSIONS, type Tree } from "#protocol/kernel/tree/tree.js";
import { anyRow, changesOf, hex } from "./arbitraries.ts";
import { shown } from "./model.ts";

const FIRST = new Uint8Array(32);

function checkpointOf(tree: Tree, version: number): Uint8Array {
  return new Uint8Array(Buffer.concat([...writeCheckpoint(tree, version)]));
}

/** Cuts bytes into pieces of changing size. */
function* pieces(bytes: Uint8Array, seed: number): Generator<Uint8Array> {
  let step = seed;
  for (let at = 0; at < bytes.length; ) {
    step = (step * 31 + 7) % 97;
    yield bytes.subarray(at, at + 1 + step);
    at += 1 + step;
  }
}

function assertGivenBack(tree: Tree): void {
  const { nodes, rows, rowBytes } = tree.memory();
  assert.deepEqual({ nodes, rows, rowBytes }, { nodes: 0, rows: 0, rowBytes: 0 });
}

test("a checkpoint read in any pieces gives the version that was written", () => {
  fc.assert(
    fc.property(changesOf(40), fc.nat(96), (changes, seed) => {
      const tree = createTree(nativeHasher);
      const version = tree.apply(tree.empty, changes);
      const copy = createTree(nativeHasher);
      const bytes = checkpointOf(tree, version);
      const verdict = readCheckpoint(copy, tree.root(version), pieces(bytes, seed));
      assert.equal(verdict.ok, true);
      if (!verdict.ok) return;
      copy.commit(verdict.version);
      assert.equal(hex(copy.root(copy.newest())), hex(tree.root(version)));
      assert.equal(copy.size(copy.newest()), tree.size(version));
      assert.deepEqual(
        shown(copy.range(copy.newest(), FIRST, undefined)),
        shown(tree.range(version, FIRST, undefined)),
      );
    }),
    { numRuns: 200 },
  );
});

test("a checkpoint with any bit flipped, cut or drawn out is refused and leaves nothing behind", () => {
  fc.assert(
    fc.property(
      changesOf(10),
      fc.nat(),
      fc.constantFrom("flip", "cut", "more"),
      (changes, seed, how) => {
        const tree = createTree(nativeHasher);
        const version = tree.apply(tree.empty, changes);
        let bytes = checkpointOf(tree, version);
        const bit = seed % (bytes.length * 8);
        if (how === "flip") bytes[bit >> 3]! ^= 0x80 >> (bit & 7);
        if (how === "cut") bytes = bytes.slice(0, bit >> 3);
        if (how === "more") bytes = new Uint8Array([...bytes, seed & 255]);
        const copy = createTree(nativeHasher);
        const verdict = readCheckpoint(copy, tree.root(version), pieces(bytes, seed % 97));
        assert.equal(verdict.ok, false);
        assertGivenBack(copy);
      },
    ),
    { numRuns: 1500 },
  );
});

test("a checkpoint says why it is refused", () => {
  const tree = createTree(nativeHasher);
  const key = new Uint8Array(32);
  const version = tree.apply(tree.empty, [{ key, row: new Uint8Array(3).fill(1) }]);
  const root = tree.root(version);
  const good = checkpointOf(tree, version);
  const reason = (bytes: Uint8Array, expected = root) => {
    const verdict = readCheckpoint(createTree(nativeHasher), expected, [bytes]);
    return verdict.ok ? "accepted" : verdict.reason;
  };
  const changedAt = (at: number, byte: number) => {
    const bytes = good.slice();
    bytes[at] = byte;
    return bytes;
  };
  assert.equal(reason(good), "accepted");
  assert.equal(reason(changedAt(0, 0)), "not-a-checkpoint");
  assert.equal(reason(changedAt(8, 2)), "unknown-format");
  assert.equal(reason(good, new Uint8Array(32)), "other-root");
  assert.equal(reason(changedAt(44, 2)), "truncated");
  assert.equal(reason(changedAt(44, 0)), "trailing-bytes");
  assert.equal(reason(new Uint8Array([...good, 0])), "trailing-bytes");
  assert.equal(reason(good.slice(0, -1)), "truncated");
  assert.equal(reason(good.slice(0, 40)), "truncated");
  assert.equal(reason(changedAt(48, 0)), "bad-row");
  assert.equal(reason(changedAt(good.length - 1, 0)), "root-mismatch");
  assert.equal(reason(new Uint8Array(0)), "truncated");
});

test("any bytes at all are refused without throwing", () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 400 }), fc.boolean(), (bytes, headed) => {
      const tree = createTree(nativeHasher);
      const header = checkpointOf(tree, tree.empty);
      const copy = createTree(nativeHasher);
      header[44] = 3;
      const chunks = headed ? [header, bytes] : [bytes];
      assert.equal(readCheckpoint(copy, new Uint8Array(32), chunks).ok, false);
      assertGivenBack(copy);
    }),
    { numRuns: 500 },
  );
});

test("a checkpoint of many chunks is written while the tree goes on", () => {
  const tree = createTree(nativeHasher);
  const [row] = fc.sample(anyRow, { numRuns: 1, seed: 2 });
  const load = tree.load();
  for (let i = 0; i < 200; i++) {
    const key = new Uint8Array(32);
    key[0] = i;
    assert.equal(load.add(key, new Uint8Array(20_000).fill(i)), true);
  }
  const version = load.finish();
  tree.commit(version);
  tree.hold(version);
  const chunks: Uint8Array[] = [];
  for (const chunk of writeCheckpoint(tree, version)) {
    chunks.push(chunk);
    for (let i = 0; i < HELD_VERSIONS; i++) {
      const key = new Uint8Array(32);
      key[0] = i;
      tree.commit(tree.apply(tree.newest(), [{ key, row: row! }]));
    }
  }
  assert.ok(chunks.length > 3);
  const verdict = readCheckpoint(createTree(nativeHasher), tree.root(version), chunks);
  assert.equal(verdict.ok, true);
  tree.release(version);
  assert.equal(tree.holds(version), false);
});

test("a version that has gone is not written any further", () => {
  const tree = createTree(nativeHasher);
  const version = tree.apply(tree.empty, [{ key: FIRST, row: new Uint8Array(1) }]);
  const chunks = writeCheckpoint(tree, version);
  chunks.next();
  tree.discard(version);
  assert.throws(() => chunks.next(), /InvariantError/);
});
