import assert from "node:assert/strict";
import test from "node:test";
import fc from "fast-check";
import { toHex } from "../kernel/bytes.ts";
import { hasher } from "../testing/chain.ts";
import { includes, leafHash, merkleRoot, proveInclusion } from "./merkle.ts";

/** The leaves and roots of the test data that accompanies RFC 6962's reference implementation. */
const LEAVES = [
  "",
  "00",
  "10",
  "2021",
  "3031",
  "40414243",
  "5051525354555657",
  "606162636465666768696a6b6c6d6e6f",
].map((text) => new Uint8Array(Buffer.from(text, "hex")));

const ROOTS = [
  "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
  "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
  "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
  "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
  "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
  "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
  "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
  "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
  "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
];

test("the roots of RFC 6962's test data", () => {
  for (const [count, root] of ROOTS.entries()) {
    assert.equal(toHex(merkleRoot(hasher, LEAVES.slice(0, count))), root, `${count} leaves`);
  }
});

const lists = fc.array(fc.uint8Array({ maxLength: 40 }), { minLength: 1, maxLength: 40 });

test("every item of a list is proved at its place and at no other", () => {
  fc.assert(
    fc.property(lists, fc.nat(), (items, pick) => {
      const index = pick % items.length;
      const item = items[index] as Uint8Array;
      const list = { root: merkleRoot(hasher, items), total: items.length };
      const proof = proveInclusion(hasher, items, index);
      assert.ok(proof);
      assert.ok(includes(hasher, list, item, proof));
      assert.ok(!includes(hasher, list, Uint8Array.of(...item, 1), proof));
      if (proof.aunts.length > 0) {
        assert.ok(!includes(hasher, list, item, { ...proof, aunts: proof.aunts.slice(1) }));
      }
      const spoiled = proof.aunts.map((aunt, at) => (at === 0 ? hasher.sha256(aunt) : aunt));
      if (spoiled.length > 0)
        assert.ok(!includes(hasher, list, item, { ...proof, aunts: spoiled }));
      const elsewhere = (index + 1) % items.length;
      if (elsewhere !== index && toHex(items[elsewhere] as Uint8Array) !== toHex(item)) {
        assert.ok(!includes(hasher, list, item, { ...proof, index: elsewhere }));
      }
    }),
  );
});

test("an inner node does not pass for a leaf", () => {
  const [a, b, c, d] = [1, 2, 3, 4].map((byte) => new Uint8Array([byte])) as Uint8Array[];
  const root = merkleRoot(hasher, [a, b, c, d] as Uint8Array[]);
  const inner = Uint8Array.of(
    ...leafHash(hasher, a as Uint8Array),
    ...leafHash(hasher, b as Uint8Array),
  );
  const right = merkleRoot(hasher, [c, d] as Uint8Array[]);
  for (const total of [2, 4]) {
    const proof = { total, index: 0, aunts: [right] };
    for (const known of [2, 3, 4]) {
      assert.ok(!includes(hasher, { root, total: known }, inner, proof), `${total} of ${known}`);
    }
  }
});

test("places that do not exist are neither proved nor accepted", () => {
  const items = [new Uint8Array([1]), new Uint8Array([2])];
  const list = { root: merkleRoot(hasher, items), total: 2 };
  for (const index of [-1, 2, 0.5, Number.NaN, Number.POSITIVE_INFINITY]) {
    assert.equal(proveInclusion(hasher, items, index), undefined);
    const aunts = [leafHash(hasher, items[1] as Uint8Array)];
    assert.ok(!includes(hasher, list, items[0] as Uint8Array, { total: 2, index, aunts }));
  }
  assert.equal(proveInclusion(hasher, [], 0), undefined);
  const short = { total: 2, index: 0, aunts: [new Uint8Array(31)] };
  assert.ok(!includes(hasher, list, items[0] as Uint8Array, short));
});

test("a proof for a list of another length is refused, also where its hashes would fit", () => {
  const items = [1, 2, 3].map((byte) => new Uint8Array([byte]));
  const root = merkleRoot(hasher, items);
  const third = items[2] as Uint8Array;
  const proof = proveInclusion(hasher, items, 2);
  assert.ok(proof !== undefined && proof.aunts.length === 1);
  assert.ok(includes(hasher, { root, total: 3 }, third, proof));
  // The same hashes say "the second of two", which is not so.
  const asSecond = { ...proof, total: 2, index: 1 };
  assert.ok(!includes(hasher, { root, total: 3 }, third, asSecond));
  assert.ok(!includes(hasher, { root, total: 2 }, third, proof));
  for (const total of [0, 1, 4, -3, 3.5, Number.NaN, Number.POSITIVE_INFINITY]) {
    assert.ok(!includes(hasher, { root, total: 3 }, third, { ...proof, total }), `${total}`);
    assert.ok(!includes(hasher, { root, total }, third, { ...proof, total }), `${total}`);
  }
});

test("of every list each item is proved for its own length alone", () => {
  fc.assert(
    fc.property(lists, fc.nat(), fc.integer({ min: 1, max: 60 }), (items, pick, other) => {
      const index = pick % items.length;
      const item = items[index] as Uint8Array;
      const list = { root: merkleRoot(hasher, items), total: items.length };
      const proof = proveInclusion(hasher, items, index);
      assert.ok(proof !== undefined && includes(hasher, list, item, proof));
      if (other === items.length) return;
      for (const place of [index, other - 1]) {
        const claimed = { ...proof, total: other, index: place };
        assert.ok(!includes(hasher, list, item, claimed));
      }
    }),
  );
});
