import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { portableHasher } from "#client/portable-hasher.js";
import { nativeHasher } from "#engine/native-hasher.js";
import { keySuccessor, singleKey, treeKey } from "#protocol/kernel/tree/key.js";
import { MAX_PROOF_BYTES } from "#protocol/kernel/tree/proof-format.js";
import { createTree, HELD_VERSIONS, type RowChange } from "#protocol/kernel/tree/tree.js";
import { verifyRange } from "#protocol/kernel/tree/verify.js";
import { type NaiveRow, naiveProve, naiveRoot, naiveVerify } from "../naive-tree.ts";
import { anyKey, anyRange, changesOf, hex } from "./arbitraries.ts";
import { changed, type Model, rowsOf, rowsWithin, shown } from "./model.ts";

type Range = { readonly from: Uint8Array; readonly until: Uint8Array | undefined };

const judge = (root: Uint8Array, { from, until }: Range, proof: Uint8Array) =>
  verifyRange(nativeHasher, root, from, until, proof);

/** Both verifiers say the same, word for word; returns what they say. */
function agreed(root: Uint8Array, range: Range, proof: Uint8Array) {
  const verdict = judge(root, range, proof);
  const naive = naiveVerify(root, range.from, range.until, proof);
  assert.deepEqual(
    verdict.ok ? shown(verdict.rows) : verdict.reason,
    naive.ok ? shown(naive.rows) : naive.reason,
  );
  return verdict;
}

/** A tree of some changes with its model. */
function grown(changes: readonly RowChange[]) {
  const tree = createTree(nativeHasher);
  const version = tree.apply(tree.empty, changes);
  return { tree, version, root: tree.root(version), model: changed(new Map(), changes) };
}

/** Whatever is accepted is the truth. */
function assertNeverFalse(root: Uint8Array, model: Model, range: Range, proof: Uint8Array): void {
  const verdict = agreed(root, range, proof);
  if (!verdict.ok) return;
  assert.deepEqual(shown(verdict.rows), shown(rowsWithin(model, range.from, range.until)));
}

test("a proof of any range shows exactly its rows, to both verifiers and by both provers", () => {
  fc.assert(
    fc.property(changesOf(30), anyRange, (changes, range) => {
      const { tree, version, root, model } = grown(changes);
      const proof = tree.prove(version, range.from, range.until);
      const expected = rowsWithin(model, range.from, range.until);
      assert.equal(hex(proof), hex(naiveProve(rowsOf(model), range.from, range.until)));
      const verdict = agreed(root, range, proof);
      assert.deepEqual(verdict.ok && shown(verdict.rows), shown(expected));
      const portable = verifyRange(portableHasher, root, range.from, range.until, proof);
      assert.deepEqual(portable, verdict);
    }),
    { numRuns: 1000 },
  );
});

test("a proof that is made in parts is the same, whatever is committed between them", () => {
  fc.assert(
    fc.property(
      changesOf(30),
      anyRange,
      changesOf(5),
      fc.integer({ min: 1, max: 200 }),
      (changes, { from, until }, later, part) => {
        const { tree, version } = grown(changes);
        tree.commit(version);
        const proving = tree.proving(version, from, until);
        let parts = 0;
        while (!proving.advance(part)) {
          parts += 1;
          if (parts < 20) tree.commit(tree.apply(tree.newest(), later));
        }
        const whole = tree.prove(version, from, until);
        assert.equal(hex(proving.proof() ?? new Uint8Array(0)), hex(whole));
        assert.ok(parts <= Math.ceil(whole.length / part));
      },
    ),
    { numRuns: 300 },
  );
});

test("a proof in parts stops where its version is not held any more, and is not handed out half", () => {
  const { tree, version } = grown([
    { key: new Uint8Array(32).fill(1), row: Uint8Array.of(1) },
    { key: new Uint8Array(32).fill(200), row: Uint8Array.of(2) },
  ]);
  tree.commit(version);
  const proving = tree.proving(version, new Uint8Array(32), undefined);
  assert.equal(proving.advance(1), false);
  assert.throws(() => proving.proof(), /once it is whole/);
  const change = { key: new Uint8Array(32).fill(1), row: Uint8Array.of(3) };
  for (let height = 0; height < HELD_VERSIONS; height += 1) {
    tree.commit(tree.apply(tree.newest(), [change]));
  }
  assert.throws(() => proving.advance(1), /is held while it is proved/);
});

test("presence and absence of single keys are proved", () => {
  fc.assert(
    fc.property(changesOf(30), anyKey, (changes, key) => {
      const { tree, version, root, model } = grown(changes);
      for (const asked of [key, ...changes.map((change) => change.key)]) {
        const { from, until } = singleKey(asked);
        const verdict = judge(root, { from, until }, tree.prove(version, from, until));
        const row = model.get(hex(asked));
        assert.deepEqual(verdict, {
          ok: true,
          rows: row === undefined ? [] : [{ key: asked, row }],
        });
      }
    }),
    { numRuns: 300 },
  );
});

test("a proof checked against another range is refused or true", () => {
  fc.assert(
    fc.property(changesOf(20), anyRange, anyRange, (changes, range, other) => {
      const { tree, version, root, model } = grown(changes);
      assertNeverFalse(root, model, other, tree.prove(version, range.from, range.until));
    }),
    { numRuns: 1000 },
  );
});

test("a proof with one bit flipped is refused", () => {
  fc.assert(
    fc.property(changesOf(12), anyRange, fc.nat(), (changes, range, seed) => {
      const { tree, version, root } = grown(changes);
      const proof = tree.prove(version, range.from, range.until);
      if (proof.length === 0) return;
      const bit = seed % (proof.length * 8);
      proof[bit >> 3]! ^= 0x80 >> (bit & 7);
      assert.equal(agreed(root, range, proof).ok, false);
    }),
    { numRuns: 3000 },
  );
});

test("a proof cut short or drawn out is refused", () => {
  fc.assert(
    fc.property(changesOf(12), anyRange, fc.nat(), (changes, range, seed) => {
      const { tree, version, root } = grown(changes);
      const proof = tree.prove(version, range.from, range.until);
      const longer = new Uint8Array([...proof, seed & 255]);
      assert.equal(agreed(root, range, longer).ok, false);
      if (proof.length === 0) return;
      assert.equal(agreed(root, range, proof.subarray(0, seed % proof.length)).ok, false);
    }),
    { numRuns: 1000 },
  );
});

test("a proof of changed rows is refused under the true root", () => {
  fc.assert(
    fc.property(changesOf(20), changesOf(3), anyRange, (changes, lies, range) => {
      const { root, model } = grown(changes);
      const forged = naiveProve(rowsOf(changed(model, lies)), range.from, range.until);
      assertNeverFalse(root, model, range, forged);
    }),
    { numRuns: 1000 },
  );
});

test("any bytes at all are judged without throwing, and never accepted with false content", () => {
  const near = fc.uint8Array({ maxLength: 200 }).map((bytes) => bytes.map((byte) => byte & 3));
  fc.assert(
    fc.property(
      changesOf(4),
      anyRange,
      fc.oneof(fc.uint8Array({ maxLength: 300 }), near),
      (c, r, b) => {
        const { root, model } = grown(c);
        assertNeverFalse(root, model, r, b);
        judge(b, r, b);
        judge(root, { from: b, until: undefined }, b);
        judge(root, { from: r.from, until: b }, b);
      },
    ),
    { numRuns: 2000 },
  );
});

test("versions within the window still prove what they held", () => {
  const tree = createTree(nativeHasher);
  const models = new Map<number, Model>();
  let model: Model = new Map();
  for (const changes of fc.sample(changesOf(15), { numRuns: 100, seed: 3 })) {
    const version = tree.apply(tree.newest(), changes);
    model = changed(model, changes);
    models.set(version, model);
    tree.commit(version);
  }
  const [range] = fc.sample(anyRange, { numRuns: 1, seed: 5 });
  const held = [...models.keys()].filter((version) => tree.holds(version));
  assert.equal(held.length, 64);
  for (const version of held) {
    const proof = tree.prove(version, range!.from, range!.until);
    const verdict = judge(tree.root(version), range!, proof);
    const expected = rowsWithin(models.get(version)!, range!.from, range!.until);
    assert.deepEqual(verdict.ok && shown(verdict.rows), shown(expected));
  }
});

/* Proofs made by hand. */

const key = (byte: number, last = 0) => {
  const out = new Uint8Array(32);
  out[0] = byte;
  out[31] = last;
  return out;
};
const bytes = (...parts: (Uint8Array | number)[]) =>
  new Uint8Array(
    Buffer.concat(parts.map((part) => (typeof part === "number" ? Buffer.from([part]) : part))),
  );
const rowNode = (at: Uint8Array, row: Uint8Array) =>
  bytes(2, row.length & 255, row.length >> 8, at, row);
const hidden = (digest: Uint8Array) => bytes(0, digest.subarray(0, 31));
const inner = (position: number, left: Uint8Array, right: Uint8Array) =>
  bytes(1, position, left, right);
const beside = (at: Uint8Array, digest: Uint8Array) => bytes(3, at, digest.subarray(0, 31));
const digestOf = (...rows: NaiveRow[]) => naiveRoot(rows);

const LOW: NaiveRow = { key: key(0x10), row: bytes(1) };
const MIDDLE: NaiveRow = { key: key(0x50), row: bytes(2) };
const HIGH: NaiveRow = { key: key(0x90), row: bytes(3) };
const ROOT = naiveRoot([LOW, MIDDLE, HIGH]);
const ALL: Range = { from: key(0), until: undefined };

function refusal(range: Range, proof: Uint8Array, root: Uint8Array = ROOT): string {
  const verdict = agreed(root, range, proof);
  return verdict.ok ? "accepted" : verdict.reason;
}

test("each rule of the verifier refuses what it is for", () => {
  const [low, middle, high] = [LOW, MIDDLE, HIGH].map((row) => rowNode(row.key, row.row));
  const lower = inner(1, low!, middle!);
  assert.equal(refusal(ALL, inner(0, lower, high!)), "accepted");
  const right = hidden(digestOf(HIGH));
  assert.equal(refusal({ from: key(0), until: key(0x80) }, inner(0, lower, right)), "accepted");
  assert.equal(refusal(ALL, inner(0, lower, right)), "range-hidden");
  assert.equal(refusal(ALL, inner(0, hidden(digestOf(LOW, MIDDLE)), high!)), "range-hidden");
  assert.equal(refusal(ALL, inner(0, right, right)), "nothing-shown");
  assert.equal(refusal(ALL, hidden(ROOT)), "nothing-shown");
  assert.equal(refusal(ALL, inner(0, high!, lower)), "wrong-side");
  assert.equal(refusal(ALL, inner(0, lower, middle!)), "wrong-side");
  assert.equal(refusal(ALL, inner(1, inner(0, low!, high!), middle!)), "position-order");
  assert.equal(refusal(ALL, inner(0, inner(0, low!, middle!), high!)), "position-order");
  assert.equal(refusal(ALL, inner(1, low!, rowNode(key(0xd0), bytes(9)))), "prefix-mismatch");
  assert.equal(
    refusal({ from: key(0), until: key(0x90) }, inner(0, lower, high!)),
    "row-outside-range",
  );
  const besideHigh = beside(HIGH.key, digestOf(HIGH));
  assert.equal(refusal(ALL, inner(0, lower, besideHigh)), "row-withheld");
  assert.equal(refusal(ALL, inner(0, lower, bytes(2, 0, 0, HIGH.key))), "empty-row");
  assert.equal(refusal(ALL, inner(0, lower, bytes(4, HIGH.key))), "unknown-kind");
  assert.equal(refusal(ALL, bytes(inner(0, lower, high!), 0)), "trailing-bytes");
  assert.equal(refusal(ALL, bytes(1)), "truncated");
  assert.equal(refusal(ALL, lower), "root-mismatch");
  assert.equal(refusal(ALL, bytes()), "root-mismatch");
  assert.equal(refusal(ALL, inner(0, inner(1, middle!, low!), high!)), "wrong-side");
});

test("bounds, roots and ranges are judged first", () => {
  assert.equal(refusal(ALL, new Uint8Array(MAX_PROOF_BYTES + 1)), "proof-too-long");
  assert.equal(refusal(ALL, bytes(), ROOT.subarray(0, 31)), "bad-root");
  assert.equal(refusal(ALL, bytes(), new Uint8Array(32).fill(1)), "bad-root");
  assert.equal(refusal({ from: key(2), until: key(2) }, bytes()), "bad-range");
  assert.equal(refusal({ from: key(2), until: key(1) }, bytes()), "bad-range");
  assert.equal(refusal({ from: bytes(2), until: undefined }, bytes()), "bad-range");
  assert.equal(refusal({ from: key(0), until: bytes(2) }, bytes()), "bad-range");
  assert.equal(refusal(ALL, bytes(), new Uint8Array(32)), "accepted");
});

test("the longest proof of nested nodes ends at 256 levels", () => {
  const nested = new Uint8Array(MAX_PROOF_BYTES);
  for (let at = 0; at < nested.length; at += 2) nested.set([1, Math.min(255, at >> 1)], at);
  assert.equal(refusal(ALL, nested), "position-order");
});

test("a proof that would be too long is not made", () => {
  const changes = Array.from({ length: 70 }, (_, i) => ({
    key: key(i + 1),
    row: new Uint8Array(65_535).fill(i),
  }));
  const { tree, version, root } = grown(changes);
  assert.equal(tree.tryProve(version, key(0), undefined), undefined);
  assert.throws(() => tree.prove(version, key(0), undefined), /InvariantError/);
  const proof = tree.prove(version, key(0), key(60));
  const verdict = judge(root, { from: key(0), until: key(60) }, proof);
  assert.equal(verdict.ok && verdict.rows.length, 59);
});

/*
 * The attack that the last byte of a block stops. Mallory stores a row of 88 bytes: its digest is the hash of
 * (hash so far, last 32 bytes), and that block has the form of an inner node whose right child she chose,
 * the digest of a row that nobody ever wrote. She shows her own leaf as an inner node, and walks through.
 */
function mallory(mark: number) {
  const victim: NaiveRow = { key: key(0x20, 0), row: bytes(7) };
  const invented: NaiveRow = {
    key: new Uint8Array(32).fill(0xff),
    row: Buffer.from("Mallory owns all"),
  };
  const target = naiveRoot([invented], mark).subarray(0, 31);
  for (let attempt = 0; ; attempt++) {
    const row = Buffer.alloc(88);
    row.writeUInt32LE(attempt, 0);
    row.set(target, 56);
    row[87] = 1;
    const hash = naiveRowHead(row);
    const own = key(0xc0, 100);
    // Positions must rise: 0 (top), 100 (the last byte of her key), then the last byte of the hash.
    if (hash[31]! <= 100) continue;
    const through = inner(
      hash[31]!,
      hidden(hash),
      rowNode(invented.key, Buffer.from(invented.row)),
    );
    const leafAsInner = inner(100, hidden(own), through);
    const rows = [victim, { key: own, row: new Uint8Array(row) }];
    return { rows, invented, proof: inner(0, hidden(naiveRoot([victim], mark)), leafAsInner) };
  }
}

/** The hash of the first block of a row. */
function naiveRowHead(row: Uint8Array): Uint8Array {
  const block = Buffer.alloc(64);
  block.writeUInt32LE(0x52000000, 0);
  block.writeUInt32LE(row.length, 4);
  block.set(row.subarray(0, 56), 8);
  return nativeHasher.sha256(block);
}

test("a row made to look like an inner node proves nothing", () => {
  const unmarked = mallory(1);
  const range = singleKey(unmarked.invented.key);
  const weakRoot = naiveRoot(unmarked.rows, 1);
  const fooled = naiveVerify(weakRoot, range.from, range.until, unmarked.proof, 1);
  assert.deepEqual(fooled.ok && shown(fooled.rows), shown([unmarked.invented]));
  const { rows, invented, proof } = mallory(0);
  const root = grown(rows).root;
  assert.equal(hex(root), hex(naiveRoot(rows)));
  assert.equal(refusal(singleKey(invented.key), proof, root), "root-mismatch");
});

test("successors of keys reach every key and end after the last", () => {
  const last = new Uint8Array(32).fill(255);
  assert.equal(keySuccessor(last), undefined);
  assert.equal(hex(keySuccessor(key(1, 255))!), hex(bytes(1, ...Array(29).fill(0), 1, 0)));
  assert.equal(hex(treeKey(258, bytes(7))), `010207${"00".repeat(29)}`);
});
