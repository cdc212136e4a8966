import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { createSameBytes } from "./same-bytes.ts";

test("the bytes that were remembered are found by a copy, and by nothing else", () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 200 }), fc.nat(), (bytes, at) => {
      const memory = createSameBytes();
      assert.equal(memory.find(bytes), bytes);
      memory.remember(bytes);
      assert.equal(memory.find(bytes.slice()), bytes);
      const other = Uint8Array.of(...bytes, 1);
      other[at % other.length] = (other[at % other.length] as number) ^ 1;
      assert.equal(memory.find(other), other);
    }),
  );
});

test("what came last is remembered among many", () => {
  const memory = createSameBytes();
  const action = (number: number) => {
    const bytes = new Uint8Array(80);
    new DataView(bytes.buffer).setUint32(40, number);
    return bytes;
  };
  for (let number = 0; number < 30_000; number += 1) memory.remember(action(number));
  const found = (number: number) => {
    const asked = action(number);
    return memory.find(asked) !== asked;
  };
  assert.ok(found(29_999) && found(24_000));
  assert.equal(found(0), false);
});

test("what is not remembered again is forgotten with the second turn", () => {
  const memory = createSameBytes();
  const [kept, left] = [new Uint8Array(70).fill(1), new Uint8Array(70).fill(2)];
  memory.remember(kept);
  memory.remember(left);
  memory.turn();
  assert.equal(memory.find(left.slice()), left);
  memory.remember(memory.find(kept.slice()));
  memory.turn();
  assert.equal(memory.find(kept.slice()), kept);
  const again = left.slice();
  assert.equal(memory.find(again), again);
});
