/**
 * Goal: a tree whose parts were made elsewhere is the tree of its rows, and goes on like any other.
 * Method: random rows cut into parts anywhere, made by several makers in turns, against the naive tree.
 */
import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { nativeHasher } from "#engine/native-hasher.js";
import { writeCheckpoint } from "#protocol/kernel/tree/checkpoint.js";
import { createCheckpointParts } from "#protocol/kernel/tree/checkpoint-parts.js";
import type { TreePart } from "#protocol/kernel/tree/part.js";
import { createPartMaker, type PartMaker } from "#protocol/kernel/tree/part-maker.js";
import { createTree, HELD_VERSIONS, type Tree } from "#protocol/kernel/tree/tree.js";
import { naiveRoot } from "../naive-tree.ts";
import { changesOf, hex } from "./arbitraries.ts";
import { changed, type Model, rowsOf, shown } from "./model.ts";

const FIRST = new Uint8Array(32);
const shared = (bytes: number) => new SharedArrayBuffer(bytes);

function checkpointOf(tree: Tree, version: number): Uint8Array {
  return new Uint8Array(Buffer.concat([...writeCheckpoint(tree, version)]));
}

/** Reads a checkpoint in pieces of changing size, each of which becomes a part of the next maker. */
function readInTurns(
  copy: Tree,
  root: Uint8Array,
  bytes: Uint8Array,
  { makers: count, step }: { readonly makers: number; readonly step: number },
) {
  const reader = createCheckpointParts(copy, root, count);
  const makers = reader.lanes.map((lane) => createPartMaker(nativeHasher, lane, shared));
  let at = 0;
  let size = step;
  for (let turn = 0; at < bytes.length; ) {
    const end = Math.min(bytes.length, at + size);
    const found = reader.find(bytes.subarray(at, end));
    if (found === undefined) return reader.finish(0);
    if (found.end === 0 && end === bytes.length) break;
    size = found.end === 0 ? size * 2 : step;
    if (found.end > found.from) {
      const maker = makers[turn++ % count] as PartMaker;
      const part = maker.make(bytes.subarray(at + found.from, at + found.end));
      if (!reader.add(part)) return reader.finish(0);
    }
    at += found.end;
  }
  return reader.finish(bytes.length - at);
}

function assertNoLeaks(tree: Tree): void {
  const { nodes, rows } = tree.memory();
  assert.deepEqual({ nodes, rows }, tree.reachable());
}

const turns = fc.record({
  makers: fc.integer({ min: 1, max: 4 }),
  step: fc.integer({ min: 60, max: 2000 }),
});

test("a checkpoint read in parts gives the root, the rows and the memory of the naive tree's", () => {
  fc.assert(
    fc.property(changesOf(60), turns, (changes, how) => {
      const tree = createTree(nativeHasher);
      const version = tree.apply(tree.empty, changes);
      const copy = createTree(nativeHasher);
      const verdict = readInTurns(copy, tree.root(version), checkpointOf(tree, version), how);
      assert.ok(verdict.ok, JSON.stringify(verdict));
      const model = changed(new Map(), changes);
      assert.equal(hex(copy.root(verdict.version)), hex(naiveRoot(rowsOf(model))));
      assert.equal(copy.size(verdict.version), model.size);
      assert.deepEqual(shown(copy.range(verdict.version, FIRST, undefined)), shown(rowsOf(model)));
      assertNoLeaks(copy);
      const { nodes, rows, rowBytes } = copy.memory();
      const whole = tree.memory();
      assert.deepEqual([nodes, rows, rowBytes], [whole.nodes, whole.rows, whole.rowBytes]);
    }),
    { numRuns: 500 },
  );
});

test("a tree made of parts goes on: changes, proofs and versions that go are those of any tree", () => {
  fc.assert(
    fc.property(
      changesOf(60),
      fc.array(changesOf(8), { maxLength: 6 }),
      turns,
      (before, blocks, how) => {
        const tree = createTree(nativeHasher);
        tree.commit(tree.apply(tree.empty, before));
        const copy = createTree(nativeHasher);
        const bytes = checkpointOf(tree, tree.newest());
        const verdict = readInTurns(copy, tree.root(tree.newest()), bytes, how);
        assert.ok(verdict.ok);
        copy.commit(verdict.version);
        let model: Model = changed(new Map(), before);
        for (const block of blocks) {
          tree.commit(tree.apply(tree.newest(), block));
          copy.commit(copy.apply(copy.newest(), block));
          model = changed(model, block);
          assert.equal(hex(copy.root(copy.newest())), hex(naiveRoot(rowsOf(model))));
          const [proof, other] = [copy, tree].map((one) =>
            one.prove(one.newest(), FIRST, undefined),
          );
          assert.deepEqual(proof, other);
        }
        for (let i = 0; i < HELD_VERSIONS; i++) copy.commit(copy.apply(copy.newest(), []));
        assertNoLeaks(copy);
      },
    ),
    { numRuns: 100 },
  );
});

test("parts of many pages join, of all makers", () => {
  const tree = createTree(nativeHasher);
  const load = tree.load();
  for (let i = 0; i < 60_000; i++) {
    const key = new Uint8Array(32);
    new DataView(key.buffer).setUint32(0, i * 7);
    key[31] = i % 3;
    assert.equal(load.add(key, new Uint8Array(60).fill(i)), true);
  }
  const version = load.finish();
  const bytes = checkpointOf(tree, version);
  const copy = createTree(nativeHasher);
  const verdict = readInTurns(copy, tree.root(version), bytes, { makers: 3, step: 200_000 });
  assert.ok(verdict.ok);
  assertNoLeaks(copy);
  copy.commit(verdict.version);
  const rows = [...copy.range(copy.newest(), FIRST, undefined)];
  const changes = rows.filter((_, i) => i % 2 === 0).map(({ key }) => ({ key, row: undefined }));
  copy.commit(copy.apply(copy.newest(), changes));
  assert.equal(copy.size(copy.newest()), 30_000);
  const again = createTree(nativeHasher);
  const left = again.apply(
    again.empty,
    rows.filter((_, i) => i % 2 === 1),
  );
  assert.equal(hex(copy.root(copy.newest())), hex(again.root(left)));
});

test("a checkpoint with any bit flipped, cut or drawn out is refused in parts too, and leaves nothing behind", () => {
  const harm = fc.constantFrom("flip", "cut", "more");
  fc.assert(
    fc.property(changesOf(12), fc.nat(), harm, turns, (changes, seed, how, cuts) => {
      const tree = createTree(nativeHasher);
      const version = tree.apply(tree.empty, changes);
      let bytes = checkpointOf(tree, version);
      const bit = seed % (bytes.length * 8);
      if (how === "flip") bytes[bit >> 3]! ^= 0x80 >> (bit & 7);
      if (how === "cut") bytes = bytes.slice(0, bit >> 3);
      if (how === "more") bytes = new Uint8Array([...bytes, seed & 255]);
      const copy = createTree(nativeHasher);
      assert.equal(readInTurns(copy, tree.root(version), bytes, cuts).ok, false);
      const { nodes, rows, rowBytes } = copy.memory();
      assert.deepEqual({ nodes, rows, rowBytes }, { nodes: 0, rows: 0, rowBytes: 0 });
      const after = copy.apply(copy.empty, changes);
      assert.equal(hex(copy.root(after)), hex(tree.root(version)), "the tree is as good as before");
    }),
    { numRuns: 800 },
  );
});

test("parts that do not follow each other are refused, and nothing is done", () => {
  const tree = createTree(nativeHasher);
  const load = tree.load();
  const [lane] = load.lanes(1);
  assert.ok(lane);
  const maker = createPartMaker(nativeHasher, lane, shared);
  const partOf = (...firsts: number[]): TreePart | undefined =>
    maker.make(
      new Uint8Array(
        firsts.flatMap((first) => [1, 0, first, ...new Array<number>(31).fill(0), first]),
      ),
    );
  const parts = [partOf(5, 9), partOf(1), partOf(9), partOf(8, 200)];
  const later = partOf(10, 11);
  assert.equal(partOf(3, 3), undefined);
  assert.equal(partOf(3, 2), undefined);
  const added = parts.map((part) => part !== undefined && load.addPart(part));
  assert.deepEqual(added, [true, false, false, false]);
  assert.ok(later !== undefined && load.addPart(later));
  const version = load.finish();
  const expected = [5, 9, 10, 11].map((first) => {
    const key = new Uint8Array(32);
    key[0] = first;
    return { key, row: Uint8Array.of(first) };
  });
  assert.equal(hex(tree.root(version)), hex(naiveRoot(expected)));
});
