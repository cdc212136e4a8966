import assert from "node:assert/strict";
import test from "node:test";
import fc from "fast-check";
import { type FieldReader, readWhole } from "./protobuf-reader.ts";
import {
  bytesField,
  fixedField,
  intField,
  message,
  messageField,
  repeatedField,
  varint,
} from "./protobuf-writer.ts";

interface Sample {
  number: bigint;
  fixed: bigint;
  text: Uint8Array;
  nested: bigint;
  items: Uint8Array[];
}

const INT64 = fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n });

function write(sample: Sample): Uint8Array {
  return message(
    intField(1, sample.number),
    fixedField(2, sample.fixed),
    bytesField(3, sample.text),
    messageField(4, intField(1, sample.nested)),
    repeatedField(5, sample.items),
  );
}

function readSample(reader: FieldReader): Sample {
  return {
    number: reader.int(1, -(2n ** 63n), 2n ** 63n - 1n),
    fixed: reader.fixed(2),
    text: reader.bytes(3, 8),
    nested: reader.message(4, (inner) => inner.int(1, 0n, 100n)),
    items: reader.repeatedBytes(5, 3, 4),
  };
}

function read(bytes: readonly number[] | Uint8Array) {
  return readWhole(Uint8Array.from(bytes), 1000, readSample, write);
}

const nothing: Sample = { number: 0n, fixed: 0n, text: new Uint8Array(0), nested: 0n, items: [] };

test("numbers as protobuf's documentation writes them", () => {
  assert.deepEqual([...varint(1n)], [0x01]);
  assert.deepEqual([...varint(150n)], [0x96, 0x01]);
  assert.deepEqual([...intField(1, 150n)], [0x08, 0x96, 0x01]);
  assert.deepEqual([...intField(1, -1n)], [0x08, ...Array(9).fill(0xff), 0x01]);
  assert.deepEqual([...fixedField(2, 1n)], [0x11, 1, 0, 0, 0, 0, 0, 0, 0]);
  assert.deepEqual([...fixedField(2, -1n)], [0x11, ...Array(8).fill(0xff)]);
});

test("defaults are left out, nested messages and items never", () => {
  assert.deepEqual([...write(nothing)], [0x22, 0x00]);
  assert.deepEqual(
    [...repeatedField(5, [new Uint8Array(0), new Uint8Array([7])])],
    [0x2a, 0, 0x2a, 1, 7],
  );
});

test("whatever is written is read back", () => {
  const samples = fc.record(
    {
      number: INT64,
      fixed: INT64,
      text: fc.uint8Array({ maxLength: 8 }),
      nested: fc.bigInt({ min: 0n, max: 100n }),
      items: fc.array(fc.uint8Array({ maxLength: 4 }), { maxLength: 3 }),
    },
    { noNullPrototype: true },
  );
  fc.assert(
    fc.property(samples, (sample) => {
      assert.deepEqual(read(write(sample)), { ok: true, value: sample });
    }),
  );
});

test("random bytes are refused or are exactly what would be written", () => {
  const tokens = fc.constantFrom(0x08, 0x11, 0x1a, 0x22, 0x2a, 0, 1, 2, 4, 0x7f, 0x80, 0xff);
  fc.assert(
    fc.property(fc.array(tokens, { maxLength: 24 }), (bytes) => {
      const result = read(bytes);
      if (result.ok) assert.deepEqual([...write(result.value)], bytes);
    }),
    { numRuns: 2000 },
  );
});

const refused: Record<string, number[]> = {
  "a missing message": [],
  "a number with a useless last group": [0x08, 0x81, 0x00, 0x22, 0x00],
  "a tag with a useless last group": [0x88, 0x00, 0x01, 0x22, 0x00],
  "a length with a useless last group": [0x22, 0x80, 0x00],
  "a number of eleven bytes": [0x08, ...Array(10).fill(0x80), 0x01, 0x22, 0x00],
  "a number above 64 bits": [0x08, ...Array(9).fill(0xff), 0x02, 0x22, 0x00],
  "a number that is cut off": [0x08, 0x80],
  "a default that is written": [0x08, 0x00, 0x22, 0x00],
  "a fixed default that is written": [0x11, 0, 0, 0, 0, 0, 0, 0, 0, 0x22, 0x00],
  "a fixed number that is cut off": [0x11, 1, 0, 0, 0],
  "an empty byte string that is written": [0x1a, 0x00, 0x22, 0x00],
  "a byte string above its limit": [0x1a, 9, 1, 2, 3, 4, 5, 6, 7, 8, 9, 0x22, 0x00],
  "a byte string that is cut off": [0x22, 0x00, 0x2a, 0x04, 1],
  "fields out of order": [0x22, 0x00, 0x08, 0x01],
  "a field twice": [0x08, 0x01, 0x08, 0x01, 0x22, 0x00],
  "an unknown field": [0x22, 0x00, 0x32, 0x01, 0x05],
  "an unknown field inside": [0x22, 0x02, 0x10, 0x01],
  "another wire type": [0x09, 1, 0, 0, 0, 0, 0, 0, 0, 0x22, 0x00],
  "a number above its bound": [0x22, 0x02, 0x08, 101],
  "too many items": [0x22, 0x00, 0x2a, 0, 0x2a, 0, 0x2a, 0, 0x2a, 0],
  "a nested message that reaches beyond": [0x22, 0x05, 0x08, 0x01],
};

for (const [name, bytes] of Object.entries(refused)) {
  test(`refused: ${name}`, () => assert.equal(read(bytes).ok, false));
}

test("a message above its limit is not looked at", () => {
  assert.equal(readWhole(new Uint8Array(11), 10, readSample, write).ok, false);
});

test("a reader that forgets a field cannot pass: writing again finds it", () => {
  const forgetful = readWhole(
    write({ ...nothing, number: 5n }),
    100,
    (reader) => ({ ...readSample(reader), number: 4n }),
    write,
  );
  assert.equal(forgetful.ok, false);
});
