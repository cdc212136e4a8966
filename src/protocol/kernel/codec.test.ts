// Goal: values are written and read as the library does, whatever was written or read before.
// Method: shapes of each kind, after memory that is used again was filled with other bytes.
import assert from "node:assert/strict";
import { test } from "node:test";
import { isWrittenAs, readValue, writeValue } from "./codec.ts";
import { big, blob, bool, bytes, choice, list, record, type Shape, u8, u53 } from "./schema.ts";

const line = record({ count: u53, flag: bool, word: choice(["one", "two"]) });
const entry = record({ name: blob(300), lines: list(line, 4), shares: big(16), key: bytes(32) });
const whole: Shape<unknown> = record({ entries: list(entry, 3), tail: list(u8, 9) }) as never;
const value = {
  entries: [1, 2].map((number) => ({
    name: new Uint8Array(70 * number).fill(number),
    lines: [{ count: 2 ** 40 + number, flag: number === 1, word: "two" }],
    shares: 7n ** 20n,
    key: new Uint8Array(32).fill(200 + number),
  })),
  tail: [1, 2, 3],
};

/** Leaves other bytes where the next value is written and read. */
function litter(): void {
  const dirt = new Uint8Array(2_000).fill(0xff);
  writeValue(blob(4_000).ssz, dirt);
  readValue(blob(4_000).ssz, dirt);
}

test("a value is written as the library writes it, into bytes of its own", () => {
  litter();
  const written = writeValue(whole.ssz, value);
  assert.deepEqual(written, whole.ssz.serialize(value));
  const kept = written.slice();
  litter();
  assert.deepEqual(written, kept);
  assert.equal(written.buffer.byteLength, written.length);
});

test("a value that was read keeps nothing of the bytes, and is what the library reads", () => {
  const written = writeValue(whole.ssz, value);
  litter();
  const read = readValue(whole.ssz, written);
  written.fill(0);
  litter();
  assert.deepEqual(read, value);
});

test("bytes that are cut short do not decode, whatever lay behind them before", () => {
  const written = writeValue(whole.ssz, value);
  for (let length = 0; length < written.length; length += 1) {
    readValue(whole.ssz, written);
    const cut = written.subarray(0, length);
    let expected: unknown;
    try {
      expected = whole.ssz.deserialize(cut.slice());
    } catch {
      assert.throws(() => readValue(whole.ssz, cut), `${length} bytes`);
      continue;
    }
    assert.deepEqual(readValue(whole.ssz, cut), expected);
  }
});

test("only the very bytes are how a value is written", () => {
  const written = writeValue(whole.ssz, value);
  assert.ok(isWrittenAs(whole.ssz, value, written));
  assert.ok(!isWrittenAs(whole.ssz, value, written.subarray(1)));
  for (let at = 0; at < written.length; at += 1) {
    const other = written.slice();
    other[at] = (other[at] ?? 0) ^ 1;
    assert.ok(!isWrittenAs(whole.ssz, value, other), `byte ${at}`);
  }
});

test("what is longer than the memory that is used again is written and read all the same", () => {
  const long = new Uint8Array(100_000).map((_, at) => at);
  const shape = blob(200_000);
  const written = writeValue(shape.ssz, long);
  assert.deepEqual(written, long);
  assert.deepEqual(readValue(shape.ssz, written), long);
  assert.ok(isWrittenAs(shape.ssz, long, written));
});
