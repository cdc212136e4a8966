/** Goal: figures read exactly as they are, without fractions of a machine's number. */
import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { countText, decimalText, durationText, percentText, unitsText } from "./figures.ts";
import { DAY, HOUR, MINUTE } from "./time.ts";

test("a decimal has no zeros at its end, and reads back to the same whole number", () => {
  assert.deepEqual(
    [0, 1, 10, 100, 1_000_000, 1_100_000, 1_000_001].map((value) => decimalText(value, 6)),
    ["0", "0.000001", "0.00001", "0.0001", "1", "1.1", "1.000001"],
  );
  fc.assert(
    fc.property(fc.maxSafeNat(), fc.integer({ min: 0, max: 9 }), (value, places) => {
      const [whole = "", rest = ""] = decimalText(value, places).split(".");
      assert.equal(BigInt(whole + rest.padEnd(places, "0")), BigInt(value));
      assert.ok(!rest.endsWith("0"));
    }),
  );
});

test("nouns follow the number", () => {
  assert.deepEqual(
    [0, 1, 2].map((count) => countText(count, "vouch", "vouches")),
    ["0 vouches", "1 vouch", "2 vouches"],
  );
  assert.deepEqual([1_000_000, 250_000].map(unitsText), ["1 unit", "0.25 units"]);
  assert.deepEqual([700, 50, 0].map(percentText), ["7 %", "0.5 %", "0 %"]);
});

test("a length of time is said in the largest unit that divides it", () => {
  const lengths = [DAY, 21 * DAY, HOUR, 36 * HOUR, 90 * MINUTE, MINUTE, 1, 1500];
  assert.deepEqual(lengths.map(durationText), [
    "1 day",
    "21 days",
    "1 hour",
    "36 hours",
    "90 minutes",
    "1 minute",
    "1 millisecond",
    "1500 milliseconds",
  ]);
});
