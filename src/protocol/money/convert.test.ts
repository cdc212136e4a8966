/** Goal: no amount changes by being written as shares and read again on the same day. */
import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { ONE, toMicro, toShares } from "./convert.ts";
import { dailyFactor } from "./demurrage.ts";

const anIndex = fc.bigInt({ min: ONE, max: (1n << 128n) - 1n });
const anAmount = fc.integer({ min: 0, max: Number.MAX_SAFE_INTEGER });

test("on the first day a micro-unit is 10^12 shares", () => {
  assert.equal(toShares(1, ONE), 1_000_000_000_000n);
  assert.equal(toMicro(999_999_999_999n, ONE), 0);
});

test("every amount survives the round trip at every index", () => {
  fc.assert(
    fc.property(anAmount, anIndex, (micro, index) => {
      assert.equal(toMicro(toShares(micro, index), index), micro);
    }),
    { numRuns: 2000 },
  );
});

test("shares are worth an amount exactly when they are enough to pay it", () => {
  fc.assert(
    fc.property(fc.bigInt({ min: 0n, max: 1n << 90n }), anIndex, (shares, index) => {
      const micro = toMicro(shares, index);
      assert.ok(toShares(micro, index) <= shares);
      assert.ok(toShares(micro + 1, index) > shares);
    }),
    { numRuns: 2000 },
  );
});

test("the same shares are never worth more the next day", () => {
  fc.assert(
    fc.property(fc.bigInt({ min: 0n, max: 1n << 90n }), anIndex, (shares, index) => {
      const next = (index * dailyFactor(700)) >> 96n;
      assert.ok(toMicro(shares, next) <= toMicro(shares, index));
    }),
  );
});

test("what is more than a number holds is shown as the most that it holds", () => {
  assert.equal(toMicro(1n << 127n, ONE), Number.MAX_SAFE_INTEGER);
});
