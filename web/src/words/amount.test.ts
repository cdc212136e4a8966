import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { amount, readAmount } from "./amount.ts";

test("an amount is written with two digits and cut towards zero", () => {
  assert.equal(amount("312400000"), "312.40");
  assert.equal(amount("999999"), "0.99");
  assert.equal(amount("-999999"), "\u22120.99");
  assert.equal(amount("1234567000000"), "1,234,567.00");
  assert.equal(amount("24000000", { signed: true, digits: 0 }), "+24");
  assert.equal(amount("9007199254740993000001", { digits: 6 }), "9,007,199,254,740,993.000001");
});

test("what a person types is read with a point or a comma, else refused", () => {
  assert.equal(readAmount("12"), "12000000");
  assert.equal(readAmount("12,5"), "12500000");
  assert.equal(readAmount(" 1 200.05 "), "1200050000");
  assert.equal(readAmount(".5"), "500000");
  for (const bad of ["", ".", "1.2.3", "-4", "1e9", "0.0000001", "twelve", "1234567890123"]) {
    assert.equal(readAmount(bad), undefined, bad);
  }
});

test("writing with all six digits and reading again gives the same amount", () => {
  fc.assert(
    fc.property(fc.bigInt({ min: 0n, max: 10n ** 17n }), (units) => {
      const written = amount(units, { digits: 6 }).replaceAll(",", "");
      assert.equal(readAmount(written), units.toString());
    }),
  );
});
