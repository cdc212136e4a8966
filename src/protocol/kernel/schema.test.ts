/** Goal: every value that fits a shape has one spelling in bytes and one in JSON; nothing else decodes. */
import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { fromPlain, toPlain } from "./plain.ts";
import {
  big,
  blob,
  bool,
  bounded,
  bytes,
  choice,
  decode,
  encode,
  list,
  record,
  type Shape,
  u16,
  u53,
} from "./schema.ts";

const everything = record({
  flag: bool,
  small: u16,
  whole: u53,
  capped: bounded(1, 100),
  huge: big(16),
  hash: bytes(4),
  text: blob(10),
  word: choice(["for", "against", "neither"]),
  many: list(record({ at: u16, what: choice(["a", "b"]) }), 3),
});

const arbitrary = fc.record({
  flag: fc.boolean(),
  small: fc.nat(65535),
  whole: fc.maxSafeNat(),
  capped: fc.nat(100),
  huge: fc.bigInt(0n, 2n ** 128n - 1n),
  hash: fc.uint8Array({ minLength: 4, maxLength: 4 }),
  text: fc.uint8Array({ maxLength: 10 }),
  word: fc.constantFrom("for" as const, "against" as const, "neither" as const),
  many: fc.array(
    fc.record({ at: fc.nat(65535), what: fc.constantFrom("a" as const, "b" as const) }),
    {
      maxLength: 3,
    },
  ),
});

test("bytes and JSON bring every value back", () => {
  fc.assert(
    fc.property(arbitrary, (value) => {
      assert.equal(everything.problem(value), undefined);
      const decoded = decode(everything, encode(everything, value));
      assert.ok(decoded.ok);
      assert.deepEqual(toPlain(decoded.value), toPlain(value));
      const read = fromPlain(everything, JSON.parse(JSON.stringify(toPlain(value))));
      assert.ok(read.ok);
      assert.deepEqual(encode(everything, read.value), encode(everything, value));
    }),
  );
});

test("bytes that decode are canonical: written again, they are the same", () => {
  fc.assert(
    fc.property(arbitrary, fc.nat(), fc.nat(255), fc.nat(3), (value, at, byte, extra) => {
      const damaged = new Uint8Array([...encode(everything, value), ...new Uint8Array(extra)]);
      damaged[at % damaged.length] = byte;
      const decoded = decode(everything, damaged);
      if (decoded.ok) assert.deepEqual(encode(everything, decoded.value), damaged);
    }),
    { numRuns: 2000 },
  );
});

test("any bytes are decoded or refused, never thrown at", () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 200 }), (data) => {
      assert.equal(typeof decode(everything, data).ok, "boolean");
    }),
  );
});

test("values beyond a bound are named by field", () => {
  const refused: readonly [string, Shape<never>, unknown][] = [
    ["above 100", bounded(1, 100) as never, 101],
    ["not a whole number", u16 as never, 1.5],
    ["not a whole number", u16 as never, -1],
    ["not a whole number", u53 as never, 2 ** 53],
    ["above 5", big(8, "micro", 5n) as never, 6n],
    ["not 4 bytes", bytes(4) as never, new Uint8Array(5)],
    ["longer than 10 bytes", blob(10) as never, new Uint8Array(11)],
    ["not one of a, b", choice(["a", "b"]) as never, "c"],
    ["more than 1", list(u16, 1) as never, [1, 2]],
    ["at: 0: above 100", record({ at: list(bounded(1, 100), 2) }) as never, { at: [200] }],
  ];
  for (const [problem, shape, value] of refused) assert.equal(shape.problem(value), problem);
});

test("a number beyond 2^53 on the wire is refused, not rounded", () => {
  const bytesOfMax = new Uint8Array(8).fill(255);
  assert.equal(decode(u53, bytesOfMax).ok, false);
  assert.equal(decode(u53, Uint8Array.of(0, 0, 0, 0, 0, 0, 32, 0)).ok, false);
  assert.equal(decode(u53, Uint8Array.of(255, 255, 255, 255, 255, 255, 31, 0)).ok, true);
});

test("JSON with a field too many, one too few or of another kind is refused by name", () => {
  const shape = record({ small: u16, hash: bytes(2) });
  const reasons = [
    [{ small: 1 }, "hash: missing"],
    [{ small: 1, hash: "0a0b", more: 1 }, "more: is not a field here"],
    [{ small: "1", hash: "0a0b" }, "small: not a whole number"],
    [{ small: 1, hash: "0A0B" }, "hash: not lower-case hexadecimal"],
    [[], "not a record"],
  ] as const;
  for (const [plain, reason] of reasons) {
    assert.deepEqual(fromPlain(shape, plain), { ok: false, reason });
  }
});

test("a record without fields is zero bytes", () => {
  const empty = record({});
  assert.equal(encode(empty, {}).length, 0);
  assert.equal(decode(empty, new Uint8Array(0)).ok, true);
  assert.equal(decode(empty, new Uint8Array(1)).ok, false);
});
