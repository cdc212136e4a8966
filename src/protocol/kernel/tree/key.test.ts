import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { bitAt, firstDifference, firstDifferenceInWords, isBelow } from "./bits.ts";
import { compareKeys, KEY_BYTES, keySuccessor, prefixRange, singleKey, treeKey } from "./key.ts";
import { keyOrder } from "./key-order.ts";

const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString("hex");

/** Keys with long common beginnings. */
const key = fc
  .tuple(fc.integer({ min: 0, max: 255 }), fc.array(fc.constantFrom(0, 1, 255), { maxLength: 32 }))
  .map(([fill, tail]) => {
    const bytes = new Uint8Array(KEY_BYTES).fill(fill & 1 ? 0 : fill);
    bytes.set(tail, KEY_BYTES - tail.length);
    return bytes;
  });

test("a tree key is the table, the table's key and zeros", () => {
  assert.equal(hex(treeKey(0x0102, new Uint8Array([9, 8]))), `01020908${"00".repeat(28)}`);
  assert.equal(hex(treeKey(65_535, new Uint8Array(30).fill(1))), `ffff${"01".repeat(30)}`);
  assert.throws(() => treeKey(65_536, new Uint8Array(0)), /InvariantError/);
  assert.throws(() => treeKey(-1, new Uint8Array(0)), /InvariantError/);
  assert.throws(() => treeKey(1, new Uint8Array(31)), /InvariantError/);
});

test("a prefix range holds exactly the keys that start with the prefix", () => {
  fc.assert(
    fc.property(
      key,
      fc.uint8Array({ maxLength: 4 }),
      fc.integer({ min: 0, max: 65_535 }),
      (any, prefix, table) => {
        const { from, until } = prefixRange(table, prefix);
        const start = Buffer.from([table >> 8, table & 255, ...prefix]);
        for (const candidate of [any, new Uint8Array([...start, ...any]).slice(0, KEY_BYTES)]) {
          const within =
            Buffer.compare(candidate, from) >= 0 &&
            (until === undefined || Buffer.compare(candidate, until) < 0);
          assert.equal(within, start.equals(candidate.subarray(0, start.length)));
        }
      },
    ),
  );
  assert.equal(prefixRange(65_535).until, undefined);
  assert.equal(prefixRange(65_535, new Uint8Array([255, 255])).until, undefined);
});

test("nothing lies between a key and its successor", () => {
  fc.assert(
    fc.property(key, (one) => {
      const next = keySuccessor(one);
      if (next === undefined) return assert.equal(hex(one), "ff".repeat(32));
      assert.equal(BigInt(`0x${hex(next)}`), BigInt(`0x${hex(one)}`) + 1n);
      assert.deepEqual(singleKey(one), { from: one, until: next });
    }),
  );
});

test("comparisons and first differences agree with byte order, by bytes and by words", () => {
  fc.assert(
    fc.property(key, key, (left, right) => {
      const order = Buffer.compare(left, right);
      assert.equal(Math.sign(compareKeys(left, right)), order);
      assert.equal(isBelow(left, 0, right), order < 0);
      const difference = firstDifference(left, 0, right, 0);
      const words = (bytes: Uint8Array) => new Int32Array(bytes.slice().buffer);
      assert.equal(firstDifferenceInWords(words(left), 0, words(right), 0), difference);
      if (order === 0) return assert.equal(difference, 256);
      assert.notEqual(bitAt(left, 0, difference), bitAt(right, 0, difference));
      for (let bit = 0; bit < difference; bit++) {
        assert.equal(bitAt(left, 0, bit), bitAt(right, 0, bit));
      }
    }),
    { numRuns: 500 },
  );
});

test("keys are put in byte order", () => {
  fc.assert(
    fc.property(fc.array(key, { maxLength: 60 }), (keys) => {
      const packed = new Uint8Array(Buffer.concat(keys));
      const sorted = [...keyOrder(packed, keys.length)].map((index) => hex(keys[index]!));
      assert.deepEqual(sorted, keys.map(hex).sort());
    }),
  );
});
