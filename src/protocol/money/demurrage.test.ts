/** Goal: the daily factor is the exact root, the same on every machine. */
import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { ONE } from "./convert.ts";
import { dailyFactor } from "./demurrage.ts";

test("seven percent a year has the known factor, nothing a year changes nothing", () => {
  assert.equal(dailyFactor(700), 79243905741848844247623237636n);
  assert.equal(dailyFactor(0), ONE);
});

test("the factor is the nearest to the root: half a step off on either side misses it", () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 1500 }), (rate) => {
      const doubled = 2n * dailyFactor(rate);
      const kept = (10_000n - BigInt(rate)) ** 4n;
      const whole = (10_000n ** 4n) << (97n * 1461n);
      assert.ok((doubled - 1n) ** 1461n * kept <= whole);
      assert.ok((doubled + 1n) ** 1461n * kept > whole);
    }),
    { numRuns: 8, examples: [[1], [700], [1500], [5000]] },
  );
});
