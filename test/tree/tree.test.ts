import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { nativeHasher } from "#engine/native-hasher.js";
import {
  createTree,
  HELD_VERSIONS,
  type RowChange,
  type Tree,
} from "#protocol/kernel/tree/tree.js";
import { naiveRoot } from "../naive-tree.ts";
import { anyRange, changesOf, crowdedKey, fromHex, hex } from "./arbitraries.ts";
import { changed, type Model, rowsOf, rowsWithin, shown } from "./model.ts";

const EVERYTHING = new Uint8Array(32);

const row = (text: string) => new Uint8Array(Buffer.from(text));

const keyWithBit = (position: number) => {
  const key = new Uint8Array(32);
  key[position >> 3]! |= 0x80 >> (position & 7);
  return key;
};

/** The tree holds exactly what the model does: root, size, rows one by one and in order. */
function assertHolds(tree: Tree, version: number, model: Model): void {
  assert.equal(hex(tree.root(version)), hex(naiveRoot(rowsOf(model))));
  assert.equal(tree.size(version), model.size);
  for (const [key, value] of model) assert.deepEqual(tree.get(version, fromHex(key)), value);
  assert.deepEqual(shown(tree.range(version, EVERYTHING, undefined)), shown(rowsOf(model)));
}

/** No node and no row is in use that no version reaches, and no reachable one has been given back. */
function assertNoLeaks(tree: Tree): void {
  const { nodes, rows } = tree.memory();
  assert.deepEqual({ nodes, rows }, tree.reachable());
}

test("a new tree holds nothing and has the root of zeros", () => {
  const tree = createTree(nativeHasher);
  assert.equal(hex(tree.root(tree.empty)), "00".repeat(32));
  assert.equal(tree.size(tree.empty), 0);
  assert.equal(tree.get(tree.empty, keyWithBit(0)), undefined);
  assert.deepEqual([...tree.range(tree.empty, EVERYTHING, undefined)], []);
});

test("keys that differ only in the first or only in the last bit are told apart", () => {
  const tree = createTree(nativeHasher);
  const none = new Uint8Array(32);
  for (const other of [keyWithBit(0), keyWithBit(255)]) {
    const changes = [
      { key: other, row: row("other") },
      { key: none, row: row("none") },
    ];
    const version = tree.apply(tree.empty, changes);
    assertHolds(tree, version, changed(new Map(), changes));
    const left = tree.apply(version, [{ key: none, row: undefined }]);
    assertHolds(tree, left, changed(new Map(), [changes[0]!]));
  }
});

test("any sequence of changes gives the roots and rows of the naive tree", () => {
  const blocks = fc.array(changesOf(30), { maxLength: 8 });
  fc.assert(
    fc.property(blocks, (sequence) => {
      const tree = createTree(nativeHasher);
      let model: Model = new Map();
      let version = tree.empty;
      for (const changes of sequence) {
        version = tree.apply(version, changes);
        model = changed(model, changes);
        assertHolds(tree, version, model);
        tree.commit(version);
        assertNoLeaks(tree);
      }
    }),
    { numRuns: 400 },
  );
});

test("the root depends on what is held, not on how it came there", () => {
  fc.assert(
    fc.property(changesOf(25), changesOf(25), (first, second) => {
      const tree = createTree(nativeHasher);
      const base = tree.apply(
        tree.empty,
        first.filter((change) => change.row !== undefined),
      );
      const inserted = second.filter(
        ({ key, row }) => row !== undefined && tree.get(base, key) === undefined,
      );
      const more = tree.apply(base, inserted);
      const back = tree.apply(
        more,
        inserted.map(({ key }) => ({ key, row: undefined })),
      );
      assert.equal(hex(tree.root(back)), hex(tree.root(base)));
      let oneByOne = tree.empty;
      for (const change of [...first].reverse()) {
        if (change.row !== undefined) oneByOne = tree.apply(oneByOne, [change]);
      }
      assert.equal(hex(tree.root(oneByOne)), hex(tree.root(base)));
    }),
    { numRuns: 200 },
  );
});

test("ranges give every row from their start to before their end", () => {
  fc.assert(
    fc.property(changesOf(40), anyRange, (changes, { from, until }) => {
      const tree = createTree(nativeHasher);
      const version = tree.apply(tree.empty, changes);
      const expected = rowsWithin(changed(new Map(), changes), from, until);
      assert.deepEqual(shown(tree.range(version, from, until)), shown(expected));
    }),
    { numRuns: 500 },
  );
});

type Step =
  | { readonly kind: "propose"; readonly on: number; readonly changes: RowChange[] }
  | { readonly kind: "commit" | "discard"; readonly on: number };

const anyStep: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ kind: fc.constant("propose" as const), on: fc.nat(5), changes: changesOf(8) }),
  fc.record({ kind: fc.constantFrom("commit" as const, "discard" as const), on: fc.nat(5) }),
);

test("proposals, commits and discards in any order lose nothing and leak nothing", () => {
  fc.assert(
    fc.property(fc.array(anyStep, { minLength: 20, maxLength: 120 }), (steps) => {
      const tree = createTree(nativeHasher);
      const models = new Map<number, Model>([[tree.empty, new Map()]]);
      const proposals: number[] = [];
      for (const step of steps) {
        const at = step.on % Math.max(1, proposals.length);
        const chosen = proposals[at];
        if (step.kind === "propose") {
          const base = step.on === 0 ? (proposals.at(-1) ?? tree.newest()) : tree.newest();
          const version = tree.apply(base, step.changes);
          models.set(version, changed(models.get(base)!, step.changes));
          proposals.push(version);
        } else if (chosen !== undefined) {
          const done = step.kind === "commit" ? tryCommit(tree, chosen) : tryDiscard(tree, chosen);
          if (done) proposals.splice(at, 1);
        }
      }
      assertNoLeaks(tree);
      for (const [version, model] of models) {
        if (tree.holds(version)) assertHolds(tree, version, model);
      }
    }),
    { numRuns: 150 },
  );
});

/** Commits unless the proposal's parent is no longer the newest version. */
function tryCommit(tree: Tree, version: number): boolean {
  try {
    tree.commit(version);
    return true;
  } catch {
    return false;
  }
}

/** Discards unless another proposal was made from it. */
function tryDiscard(tree: Tree, version: number): boolean {
  try {
    tree.discard(version);
    return true;
  } catch {
    return false;
  }
}

test("the newest 64 versions stay readable; older ones are given back to the last node", () => {
  const tree = createTree(nativeHasher);
  const models = new Map<number, Model>();
  let model: Model = new Map();
  const random = fc.sample(changesOf(20), { numRuns: 200, seed: 7 });
  for (const changes of random) {
    const version = tree.apply(tree.newest(), changes);
    model = changed(model, changes);
    models.set(version, model);
    const rejected = tree.apply(tree.newest(), changes.slice(0, 3));
    tree.commit(version);
    tree.discard(rejected);
  }
  const versions = [...models.keys()];
  for (const version of versions.slice(0, -HELD_VERSIONS)) assert.equal(tree.holds(version), false);
  for (const version of versions.slice(-HELD_VERSIONS)) {
    assertHolds(tree, version, models.get(version)!);
  }
  assertNoLeaks(tree);
  for (let i = 0; i < HELD_VERSIONS; i++) tree.commit(tree.apply(tree.newest(), []));
  assert.deepEqual(
    { nodes: tree.memory().nodes, rows: tree.memory().rows },
    { nodes: model.size - 1, rows: model.size },
  );
});

test("a held version outlives the window until it is released", () => {
  const tree = createTree(nativeHasher);
  const first = tree.apply(tree.empty, [{ key: keyWithBit(3), row: row("first") }]);
  tree.commit(first);
  tree.hold(first);
  for (let i = 0; i < HELD_VERSIONS + 10; i++) {
    tree.commit(tree.apply(tree.newest(), [{ key: keyWithBit(3), row: row(`${i}`) }]));
  }
  assert.deepEqual(tree.get(first, keyWithBit(3)), row("first"));
  tree.release(first);
  assert.equal(tree.holds(first), false);
  assert.equal(tree.memory().rows, HELD_VERSIONS);
  assertNoLeaks(tree);
});

test("what get and range return are copies that later versions do not touch", () => {
  const tree = createTree(nativeHasher);
  const key = keyWithBit(9);
  const version = tree.apply(tree.empty, [{ key, row: row("kept") }]);
  const got = tree.get(version, key)!;
  const ranged = tree.range(version, EVERYTHING, undefined).next().value!;
  got.fill(0);
  ranged.row.fill(0);
  ranged.key.fill(0);
  assert.deepEqual(tree.get(version, key), row("kept"));
  tree.discard(version);
  tree.apply(tree.empty, [{ key, row: row("new!") }]);
  assert.deepEqual(got, new Uint8Array(4));
});

test("a load gives the root and the rows of applying the same changes", () => {
  fc.assert(
    fc.property(changesOf(60), (changes) => {
      const tree = createTree(nativeHasher);
      const model = changed(new Map(), changes);
      const load = tree.load();
      for (const { key, row } of rowsOf(model)) assert.equal(load.add(key, row), true);
      const version = load.finish();
      assertHolds(tree, version, model);
      tree.commit(version);
      const more = tree.apply(version, [{ key: keyWithBit(200), row: row("more") }]);
      tree.discard(more);
      assertNoLeaks(tree);
    }),
    { numRuns: 200 },
  );
});

test("a load of many batches gives the root of applying them", () => {
  const tree = createTree(nativeHasher);
  const changes: RowChange[] = [];
  for (let i = 0; i < 20_000; i++) {
    const key = new Uint8Array(32);
    new DataView(key.buffer).setUint32(4, (i * 2654435761) >>> 0);
    changes.push({ key, row: new Uint8Array(1 + (i % 130)).fill(i) });
  }
  const applied = tree.apply(tree.empty, changes);
  const sorted = [...changes].sort((left, right) => Buffer.compare(left.key, right.key));
  const load = tree.load();
  for (const { key, row } of sorted) assert.equal(load.add(key, row!), true);
  const loaded = load.finish();
  assert.equal(hex(tree.root(loaded)), hex(tree.root(applied)));
  tree.discard(applied);
  assertNoLeaks(tree);
  const dropped = tree.load();
  for (const { key, row } of sorted.slice(0, 9000)) dropped.add(key, row!);
  dropped.abandon();
  assertNoLeaks(tree);
});

test("a load refuses rows out of order, doubled, empty, too long or with short keys", () => {
  const tree = createTree(nativeHasher);
  const load = tree.load();
  assert.equal(load.add(keyWithBit(8), row("a")), true);
  assert.equal(load.add(keyWithBit(8), row("b")), false);
  assert.equal(load.add(keyWithBit(9), row("b")), false);
  assert.equal(load.add(keyWithBit(7), new Uint8Array(0)), false);
  assert.equal(load.add(keyWithBit(7), new Uint8Array(65_536)), false);
  assert.equal(load.add(new Uint8Array(31).fill(9), row("c")), false);
  assert.equal(load.add(keyWithBit(7), new Uint8Array(65_535)), true);
  assert.equal(tree.size(load.finish()), 2);
});

test("malformed changes stop the node and change nothing", () => {
  const tree = createTree(nativeHasher);
  const key = keyWithBit(1);
  const bad: RowChange[][] = [
    [{ key: new Uint8Array(31), row: row("short") }],
    [{ key: new Uint8Array(33), row: row("long") }],
    [{ key, row: new Uint8Array(0) }],
    [{ key, row: new Uint8Array(65_536) }],
    [
      { key, row: row("twice") },
      { key: key.slice(), row: undefined },
    ],
  ];
  for (const changes of bad) assert.throws(() => tree.apply(tree.empty, changes), /InvariantError/);
  assert.deepEqual(tree.reachable(), { nodes: 0, rows: 0 });
  assertNoLeaks(tree);
  assert.throws(() => tree.get(tree.empty, new Uint8Array(31)), /InvariantError/);
  assert.throws(() => tree.root(77), /InvariantError/);
});

test("only proposals are committed or discarded, and only after the newest version", () => {
  const tree = createTree(nativeHasher);
  const [key] = fc.sample(crowdedKey, { numRuns: 1, seed: 1 });
  const one = tree.apply(tree.empty, [{ key: key!, row: row("one") }]);
  const two = tree.apply(tree.empty, [{ key: key!, row: row("two") }]);
  const onOne = tree.apply(one, []);
  assert.throws(() => tree.discard(one), /InvariantError/);
  tree.commit(one);
  assert.throws(() => tree.commit(two), /InvariantError/);
  assert.throws(() => tree.commit(one), /InvariantError/);
  assert.throws(() => tree.discard(one), /InvariantError/);
  assert.throws(() => tree.discard(tree.empty), /InvariantError/);
  tree.discard(two);
  tree.commit(onOne);
  assert.deepEqual(tree.get(tree.newest(), key!), row("one"));
  assertNoLeaks(tree);
});
