/** Goal: a choice is one byte, the place of its option, and no other byte and no other word is one. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { choice, decode, encode } from "./schema.ts";

const kind = choice(["a", "b"]);

test("an option is written as its place, and a place beyond the last is not read", () => {
  assert.deepEqual([encode(kind, "a"), encode(kind, "b")], [Uint8Array.of(0), Uint8Array.of(1)]);
  assert.deepEqual(decode(kind, Uint8Array.of(1)), { ok: true, value: "b" });
  assert.equal(decode(kind, Uint8Array.of(2)).ok, false);
  assert.equal(kind.ssz.defaultValue(), "a");
});

test("JSON names an option by its word", () => {
  assert.deepEqual([kind.ssz.fromJson("b"), kind.ssz.toJson("b")], ["b", "b"]);
  for (const word of ["c", "", 1]) assert.throws(() => kind.ssz.fromJson(word), /a position in/);
  assert.throws(() => kind.ssz.serialize("c" as "a"), /is one of choice\(a\|b\)/);
});

test("its hash is that of its byte", () => {
  assert.deepEqual(kind.ssz.hashTreeRoot("b"), Uint8Array.of(1, ...new Uint8Array(31)));
});
