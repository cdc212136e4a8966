/** Goal: what JSON brings is read as the law's values exactly, or refused with its place. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { fromPlain, toPlain } from "./plain.ts";
import { big, bool, bytes, choice, list, record, type Shape, u8, u53 } from "./schema.ts";

const read = <V>(shape: Shape<V>, plain: unknown) => {
  const result = fromPlain(shape, plain);
  return result.ok ? result.value : result.reason;
};

test("bytes become hexadecimal, large numbers text, and what is missing vanishes", () => {
  const value = { big: 5n, bytes: Uint8Array.of(10), list: [1n, "a"], none: null, gone: undefined };
  assert.deepEqual(toPlain(value), { big: "5", bytes: "0a", list: ["1", "a"], none: null });
  assert.deepEqual(
    [toPlain(undefined), toPlain(null), toPlain(false), toPlain(0)],
    [null, null, false, 0],
  );
});

test("large numbers are read from digits, or from a number, and from nothing else", () => {
  const sum = big(8) as Shape<unknown>;
  assert.deepEqual([read(sum, "18446744073709551615"), read(sum, 7)], [2n ** 64n - 1n, 7n]);
  for (const plain of ["", "-1", "1.5", "0x1", " 1", "1".repeat(79), null, true, -1, 1.5]) {
    assert.equal(read(sum, plain), "not a decimal string", String(plain));
  }
  assert.notEqual(read(sum, "9".repeat(78)), "not a decimal string");
  assert.deepEqual([read(u53, 7), read(big(16), "7"), fromPlain(u53, "7").ok], [7, 7n, false]);
});

test("bytes, lists and records are read with the place of what does not fit", () => {
  assert.deepEqual(read(bytes(2), "0a0b"), Uint8Array.of(10, 11));
  for (const plain of ["0A0B", "0", 5]) {
    assert.equal(read(bytes(2), plain), "not lower-case hexadecimal");
  }
  assert.deepEqual(read(list(u8, 3), [1, 2]), [1, 2]);
  assert.equal(read(list(u8, 3), "12"), "not a list");
  assert.equal(read(list(bytes(1), 3), ["00", "x"]), "1: not lower-case hexadecimal");
  const shape = record({ a: u8, b: record({ c: bytes(1) }) });
  assert.deepEqual(read(shape, { a: 1, b: { c: "ff" } }), { a: 1, b: { c: Uint8Array.of(255) } });
  assert.equal(read(shape, { a: 1 }), "b: missing");
  assert.equal(read(shape, { a: 1, b: { c: "ff" }, d: 1 }), "d: is not a field here");
  assert.equal(read(shape, { a: 1, b: { c: "f" } }), "b: c: not lower-case hexadecimal");
  for (const plain of [null, [], "a", 1]) assert.equal(read(shape, plain), "not a record");
});

test("what has the form but not the bounds is refused by the shape", () => {
  for (const [shape, plain] of [
    [u8, 256],
    [u8, "1"],
    [bool, 1],
    [choice(["a"]), "b"],
    [bytes(2), "00"],
  ] as const) {
    assert.equal(fromPlain(shape as Shape<unknown>, plain).ok, false);
  }
  assert.deepEqual([read(u8, 255), read(bool, true), read(choice(["a"]), "a")], [255, true, "a"]);
});
