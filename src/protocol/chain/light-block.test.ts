import assert from "node:assert/strict";
import test from "node:test";
import fc from "fast-check";
import { toHex } from "../kernel/bytes.ts";
import {
  hasher,
  numberedSet,
  sampleCommit,
  sampleHeader,
  spoiledCopies,
} from "../testing/chain.ts";
import { fromBase64, toBase64 } from "./base64.ts";
import {
  decodeLightBlock,
  encodeLightBlock,
  type LightBlock,
  lightBlockFromJson,
  lightBlockToJson,
} from "./light-block.ts";
import { encodeSeat } from "./validators.ts";

const validators = numberedSet([1n, 1n, 1n]);
const steady: LightBlock = {
  signedHeader: { header: sampleHeader(), commit: sampleCommit() },
  validators,
  nextValidators: validators,
};
const changing: LightBlock = { ...steady, nextValidators: numberedSet([3n, 2n]) };

test("light blocks are read back, the next set only written where it differs", () => {
  for (const block of [steady, changing]) {
    assert.deepEqual(decodeLightBlock(hasher, encodeLightBlock(block)), { ok: true, value: block });
    const json = JSON.parse(JSON.stringify(lightBlockToJson(block)));
    assert.deepEqual(lightBlockFromJson(hasher, json), { ok: true, value: block });
  }
  assert.ok(encodeLightBlock(changing).length > encodeLightBlock(steady).length);
});

test("a changed byte is refused or makes another light block", () => {
  for (const copy of spoiledCopies(encodeLightBlock(changing))) {
    const read = decodeLightBlock(hasher, copy);
    if (read.ok) assert.deepEqual(encodeLightBlock(read.value), copy);
  }
});

test("sets out of order, empty or written twice are refused", () => {
  const text = toHex(encodeLightBlock(steady));
  const [a, b, c] = validators.validators.map((seat) => {
    const seatBytes = encodeSeat(seat);
    return toHex(Uint8Array.of(0x0a, seatBytes.length, ...seatBytes));
  }) as [string, string, string];
  const set = a + b + c;
  const length = (set.length / 2).toString(16);
  assert.ok(text.endsWith(`12${length}${set}`));
  const head = text.slice(0, text.length - set.length);
  const changed = [
    head + b + a + c,
    `${text}1a${length}${set}`,
    `${text.slice(0, text.length - set.length - 4)}1200`,
  ];
  for (const hex of changed) {
    assert.equal(decodeLightBlock(hasher, new Uint8Array(Buffer.from(hex, "hex"))).ok, false);
  }
});

test("JSON that holds no light block is refused", () => {
  const good = lightBlockToJson(steady).lightBlock;
  const long = { lightBlock: "A".repeat(4_000_000) };
  for (const json of [
    null,
    1,
    "x",
    [],
    {},
    { lightBlock: 1 },
    { lightBlock: "" },
    { lightBlock: `${good} ` },
    long,
  ]) {
    assert.equal(lightBlockFromJson(hasher, json).ok, false);
  }
});

test("base64 agrees with Node's and has one spelling", () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 60 }), (bytes) => {
      const text = toBase64(bytes);
      assert.equal(text, Buffer.from(bytes).toString("base64"));
      assert.deepEqual(fromBase64(text), bytes);
    }),
  );
  for (const text of [
    "A",
    "AA",
    "AAA",
    "AB==",
    "AAB=",
    "A===",
    "====",
    "AA=A",
    "AA\n=",
    "AA-_",
    "äA==",
  ]) {
    assert.equal(fromBase64(text), undefined, text);
  }
});
