// Goal: amounts that people write and read are exact. Method: fixed cases and a round trip.
import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { formatAmount, parseAmount } from "./amounts.ts";

test("amounts are read to the millionth", () => {
  const cases: readonly [string, bigint][] = [
    ["0", 0n],
    ["12", 12_000_000n],
    ["12.5", 12_500_000n],
    ["12.50", 12_500_000n],
    ["0.000001", 1n],
    ["999999999999999.999999", 999_999_999_999_999_999_999n],
  ];
  for (const [text, micro] of cases)
    assert.deepEqual(parseAmount(text), { ok: true, value: micro });
});

test("what is not an amount is refused", () => {
  for (const text of ["", "-1", "+1", "1,50", "1.", ".5", "1.0000001", "1e3", " 1", "١٢", "0x10"]) {
    assert.equal(parseAmount(text).ok, false, text);
  }
});

test("amounts are written rounded down, and never more than they are", () => {
  assert.equal(formatAmount("999999"), "0.99");
  assert.equal(formatAmount(0), "0.00");
  assert.equal(formatAmount(12_345_678n), "12.34");
  fc.assert(
    fc.property(fc.bigInt({ min: 0n, max: 10n ** 18n }), (micro) => {
      const back = parseAmount(formatAmount(micro));
      assert.ok(back.ok && back.value <= micro && micro - back.value < 10_000n);
    }),
  );
});
