/** Goal: a row's key has room for its parts, keeps their order, and says where its table and each prefix end. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { toHex } from "./bytes.ts";
import { KEY_BYTES, keyCodec, tokenOf } from "./key.ts";
import { bytes, choice, list, record, type Shape, u8, u32 } from "./schema.ts";

const part = (name: string, shape: Shape<never> | Shape<unknown>) => ({
  name,
  shape: shape as Shape<unknown>,
});
const codec = keyCodec(0x0102, [
  part("number", u32),
  part("word", choice(["a", "b"])),
  part("bytes", bytes(2)),
]);
const tail = (key: Uint8Array | undefined) => toHex(key ?? new Uint8Array(0)).slice(0, 18);

test("a key is the table's number, then each part, most significant byte first, then zeros", () => {
  const key = codec.keyBytes([0x01020304, "b", Uint8Array.of(5, 6)]);
  assert.equal(key.length, KEY_BYTES);
  assert.equal(toHex(key), `0102${"01020304"}${"01"}${"0506"}`.padEnd(64, "0"));
  assert.deepEqual(codec.readKey(key), [0x01020304, "b", Uint8Array.of(5, 6)]);
  assert.equal(tail(codec.keyBytes([7])), "010200000007000000");
});

test("behind a prefix comes the next one, also where bytes are full; behind the last table nothing", () => {
  assert.equal(tail(codec.endBytes([])), "010300000000000000");
  assert.equal(tail(codec.endBytes([7])), "010200000008000000");
  assert.equal(tail(codec.endBytes([255])), "010200000100000000");
  assert.equal(tail(codec.endBytes([7, "b"])), "010200000007020000");
  assert.equal(tail(codec.endBytes([7, "a", Uint8Array.of(0, 255)])), "010200000007000100");
  const last = keyCodec(0xffff, [part("number", u8)]);
  assert.equal(last.endBytes([]), undefined);
  assert.equal(last.endBytes([255]), undefined);
  assert.equal(tail(last.endBytes([254])), "ffffff000000000000");
});

test("what is no number, no option, or has another length is no part of a key", () => {
  const refused = (values: readonly unknown[], problem: RegExp) =>
    assert.throws(() => codec.keyBytes(values), problem);
  refused([2 ** 32], /number fits its key part/);
  refused([-1], /number is a whole number/);
  refused(["7"], /number is a whole number/);
  refused([7, "c"], /word is a whole number/);
  refused([7, "a", Uint8Array.of(1)], /bytes is 2 bytes/);
  assert.ok(codec.keyBytes([2 ** 32 - 1]));
});

test("the parts fit into thirty bytes, and are numbers, bytes or choices", () => {
  assert.ok(keyCodec(1, [part("all", bytes(30))]));
  assert.throws(() => keyCodec(1, [part("all", bytes(31))]), /30 bytes/);
  for (const shape of [list(u8, 2), record({})]) {
    assert.throws(() => keyCodec(1, [part("x", shape as Shape<unknown>)]), /a key part is/);
  }
});

test("different keys of a table have different tokens", () => {
  const tokens = [[1], [12], [1, 2], [12, 3], [1, 23], ["a", 1], [Uint8Array.of(1)]].map(tokenOf);
  assert.equal(new Set(tokens).size, tokens.length);
  assert.equal(tokens[0], 1);
});

test("two numbers have a token of their own at each bound of what one number holds", () => {
  const numbers = [0, 1, 2 ** 20 - 1, 2 ** 20, 2 ** 20 + 1, 2 ** 33 - 1, 2 ** 33, 2 ** 40, 0.5];
  const keys = numbers.flatMap((first) => numbers.map((second) => [first, second]));
  assert.equal(new Set(keys.map(tokenOf)).size, keys.length);
  assert.equal(typeof tokenOf([2 ** 33 - 1, 2 ** 20 - 1]), "number");
});
