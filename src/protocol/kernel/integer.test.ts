/** Goal: the law divides and adds whole numbers alike on every machine, and stops before it would be wrong. */
import assert from "node:assert/strict";
import { test } from "node:test";
import {
  addWhole,
  bigDivCeil,
  bigDivFloor,
  divCeil,
  divFloor,
  isWhole,
  SAFE_MAX,
  subtractBig,
} from "./integer.ts";

test("whole numbers are 0 to 2^53 - 1, without a fraction, and nothing else", () => {
  for (const value of [0, 1, SAFE_MAX]) assert.equal(isWhole(value), true);
  for (const value of [-1, 0.5, SAFE_MAX + 1, Number.NaN, Number.POSITIVE_INFINITY, "1", 1n]) {
    assert.equal(isWhole(value), false, String(value));
  }
  assert.equal(SAFE_MAX, Number.MAX_SAFE_INTEGER);
});

test("division is rounded down, or up, and never by zero", () => {
  assert.deepEqual([divFloor(7, 2), divFloor(6, 2), divFloor(0, 2)], [3, 3, 0]);
  assert.deepEqual([divCeil(7, 2), divCeil(6, 2), divCeil(0, 2)], [4, 3, 0]);
  assert.equal(divFloor(SAFE_MAX, 1), SAFE_MAX);
  const wrong = [
    [1, 0],
    [-1, 1],
    [1, -1],
    [0.5, 1],
    [1, 0.5],
  ] as const;
  for (const [one, other] of wrong) assert.throws(() => divFloor(one, other), /whole numbers/);
});

test("large numbers are divided alike", () => {
  assert.deepEqual([bigDivFloor(7n, 2n), bigDivFloor(6n, 2n), bigDivFloor(0n, 2n)], [3n, 3n, 0n]);
  assert.deepEqual([bigDivCeil(7n, 2n), bigDivCeil(6n, 2n), bigDivCeil(0n, 2n)], [4n, 3n, 0n]);
  for (const [one, other] of [
    [1n, 0n],
    [-1n, 1n],
    [1n, -1n],
  ] as const) {
    assert.throws(() => bigDivFloor(one, other), /non-negative/);
  }
});

test("a sum stays where numbers are exact, and a debit above nothing", () => {
  assert.equal(addWhole(SAFE_MAX - 1, 1), SAFE_MAX);
  assert.throws(() => addWhole(SAFE_MAX, 1), /2\^53/);
  assert.throws(() => addWhole(1, -2), /2\^53/);
  assert.deepEqual([subtractBig(5n, 5n), subtractBig(5n, 0n)], [0n, 5n]);
  assert.throws(() => subtractBig(5n, 6n), /below zero/);
  assert.throws(() => subtractBig(5n, -1n), /below zero/);
});
