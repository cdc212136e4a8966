/** Goal: bytes are compared, joined and written as text in one way only. */
import assert from "node:assert/strict";
import { test } from "node:test";
import {
  asciiBytes,
  compareBytes,
  concatBytes,
  equalBytes,
  fromHex,
  isZero,
  toHex,
} from "./bytes.ts";

const of = (...values: number[]) => Uint8Array.of(...values);

test("hexadecimal is lower-case, two digits for a byte, and nothing else is read", () => {
  const all = Uint8Array.from({ length: 256 }, (_, at) => at);
  assert.equal(toHex(of(0, 9, 10, 255)), "00090aff");
  assert.deepEqual(fromHex(toHex(all)), all);
  for (const length of [0, 1, 31, 32, 33, 64, 65]) {
    assert.deepEqual(fromHex(toHex(all.subarray(0, length))), all.slice(0, length));
  }
  assert.deepEqual(fromHex(""), of());
  for (const text of ["0", "abc", "0g", "g0", "AB", " 1", "0x"]) {
    assert.equal(fromHex(text), undefined, text);
  }
});

test("bytes are ordered one after another, and what is longer comes after its beginning", () => {
  const sorted = [of(), of(0), of(0, 0), of(0, 1), of(1), of(1, 0), of(255)];
  for (const [at, left] of sorted.entries()) {
    for (const [place, right] of sorted.entries()) {
      assert.equal(Math.sign(compareBytes(left, right)), Math.sign(at - place));
      assert.equal(equalBytes(left, right), at === place);
    }
  }
});

test("parts are joined in order, and plain letters become their bytes", () => {
  assert.deepEqual(concatBytes(of(1), of(), of(2, 3)), of(1, 2, 3));
  assert.deepEqual(concatBytes(), of());
  assert.deepEqual(asciiBytes("az~"), of(97, 122, 126));
  assert.deepEqual(asciiBytes("é"), of(0xe9 & 127));
});

test("only zeros are zero", () => {
  assert.deepEqual(
    [isZero(of()), isZero(of(0, 0)), isZero(of(0, 1)), isZero(of(1, 0))],
    [true, true, false, false],
  );
});
