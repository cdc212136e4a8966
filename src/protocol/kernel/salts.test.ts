/** Goal: random bytes are drawn where an input needs them and has none, and nowhere else. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { fixedRowBytes } from "./row-bytes.ts";
import { withSalts } from "./salts.ts";
import { blob, bool, bytes, choice, list, record, salt, u8, u32 } from "./schema.ts";

const drawn = (length: number) => `drawn ${length}`;

test("a salt that is missing is drawn in its length; one that is given stays", () => {
  const shape = record({ value: u8, plain: bytes(4), salt });
  assert.deepEqual(withSalts(shape, { value: 1 }, drawn), { value: 1, salt: "drawn 16" });
  const given = { value: 1, salt: "own" };
  assert.deepEqual(withSalts(shape, given, drawn), given);
  for (const input of [null, 5, "text"]) assert.equal(withSalts(shape, input, drawn), input);
  assert.deepEqual(withSalts(bytes(4), { value: 1 }, drawn), { value: 1 });
});

test("rows have one length where all their fields do, and take one byte at least", () => {
  assert.equal(fixedRowBytes(record({})), 1);
  assert.equal(fixedRowBytes(record({ a: u32, b: bool, c: choice(["x"]), d: bytes(5) })), 11);
  assert.equal(fixedRowBytes(record({ a: record({ b: u8 }), c: u8 })), 2);
  for (const shape of [blob(3), list(u8, 3)]) {
    assert.equal(fixedRowBytes(record({ a: u8, b: shape })), undefined);
  }
});
