/** Goal: a draw takes each place once, favours none, and is the same for everybody. */
import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { testHasher } from "../testing/test-keys.ts";
import { drawFrom, drawSequence } from "./draw.ts";

const value = (seed: number) => testHasher.sha256(Uint8Array.of(seed & 255, seed >> 8));

test("every place is drawn once, and a longer draw begins with the shorter one", () => {
  fc.assert(
    fc.property(fc.nat(60_000), fc.integer({ min: 1, max: 200 }), (seed, size) => {
      const draw = { value: value(seed), size };
      const whole = drawFrom(testHasher, draw, size);
      assert.deepEqual(
        [...whole].sort((left, right) => left - right),
        Array.from({ length: size }, (_, at) => at),
      );
      const few = Math.min(size, 3);
      assert.deepEqual(drawFrom(testHasher, draw, few), whole.slice(0, few));
      assert.deepEqual([...drawSequence(testHasher, draw)], whole);
      assert.deepEqual(drawFrom(testHasher, draw, size + 1), whole);
      assert.deepEqual(drawFrom(testHasher, draw, 0), []);
    }),
  );
});

test("a draw from many costs no more than what is drawn", () => {
  const jury = drawFrom(testHasher, { value: value(7), size: 1_000_000_000 }, 15);
  assert.equal(new Set(jury).size, 15);
  assert.ok(jury.every((place) => place < 1_000_000_000));
});

test("no place is favoured: over many values each comes first about as often", () => {
  const first = new Array<number>(7).fill(0);
  for (let seed = 0; seed < 7_000; seed += 1) {
    const [place] = drawFrom(testHasher, { value: value(seed), size: 7 }, 1);
    first[place ?? 0] = (first[place ?? 0] ?? 0) + 1;
  }
  for (const times of first) assert.ok(times > 850 && times < 1_150, String(first));
});

test("another value or another size is another draw", () => {
  const one = drawFrom(testHasher, { value: value(1), size: 50 }, 10);
  assert.notDeepEqual(drawFrom(testHasher, { value: value(2), size: 50 }, 10), one);
  assert.notDeepEqual(drawFrom(testHasher, { value: value(1), size: 51 }, 10), one);
});
