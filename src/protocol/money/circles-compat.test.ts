/** Goal: income agrees with the published figures of Circles v2 to the last 10^-18 of a unit. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { DAY, HOUR } from "../kernel/time.ts";
import { claim, walletOf } from "../testing/paying.ts";
import { foundTestLaw, TEST_START } from "../testing/test-law.ts";
import { dayRowOf } from "./days.ts";

/** Income between two hours of a day or more, in 10^-18 of a unit of the later day: hours, hours, atto. */
const issuance: readonly (readonly [number, number, bigint])[] = [
  [10, 11, 1_000_000_000_000_000_000n],
  [23, 24, 999_801_332_008_598_957n],
  [0, 23, 23_000_000_000_000_000_000n],
  [0, 24, 23_995_231_968_206_374_978n],
  [0, 48, 47_985_696_851_874_424_310n],
  [0, 12 * 24, 287_628_364_300_605_619_374n],
  [0, 14 * 24, 335_499_787_406_064_420_311n],
  [6, 14 * 24 + 6, 335_516_453_984_399_921_656n],
];

function attoBetween(day: number, from: number, until: number): bigint {
  const testLaw = foundTestLaw(1);
  testLaw.pass(day * DAY + from * HOUR);
  claim(testLaw, 1);
  const before = walletOf(testLaw, 1).holdings[0]?.shares ?? 0n;
  testLaw.pass((until - from) * HOUR);
  claim(testLaw, 1);
  const after = walletOf(testLaw, 1).holdings[0]?.shares ?? 0n;
  const today = (testLaw.now - (testLaw.now % DAY)) / DAY;
  assert.ok(testLaw.now > TEST_START);
  return ((after - before) << 96n) / dayRowOf(testLaw.state, today).index;
}

test("issuance differs by at most one atto, on the first days and after 421", () => {
  for (const [from, until, expected] of issuance) {
    for (const day of [0, 421]) {
      const difference = attoBetween(day, from, until) - expected;
      assert.ok(difference >= -1n && difference <= 1n, `${from} to ${until}: ${difference}`);
    }
  }
});

/** Worth of 1,000 units after a number of days without moving, in atto. */
const decay: readonly (readonly [number, bigint])[] = [
  [1, 999_801_332_008_598_957_440n],
  [14, 997_222_236_944_083_109_048n],
  [365, 930_046_196_044_190_274_631n],
  [3650, 484_222_770_258_797_699_852n],
];

test("money shrinks as published, to sixteen digits", () => {
  const testLaw = foundTestLaw(1);
  const firstDay = TEST_START / DAY;
  for (const [days, expected] of decay) {
    const { index } = dayRowOf(testLaw.state, firstDay + days);
    const worth = ((1000n * 10n ** 18n) << 96n) / index;
    const difference = worth > expected ? worth - expected : expected - worth;
    assert.ok(difference * 10n ** 16n < expected, `${days} days: ${difference}`);
  }
});
