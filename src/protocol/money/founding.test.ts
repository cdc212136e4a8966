/** Goal: a community can start from a real graph of trust and balances, or go on as a fork. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { DAY, HOUR } from "../kernel/time.ts";
import { claim, heldBy, pay, UNIT, walletOf } from "../testing/paying.ts";
import { foundTestLaw, TEST_START } from "../testing/test-law.ts";
import { ONE } from "./convert.ts";

const until = TEST_START + DAY;
const trust = { account: 2, currency: 1, cap: 0, until };
const balance = { account: 1, currency: 1, shares: 5n * 10n ** 18n };
const collected = { person: 1, until: TEST_START - HOUR };

function money(change: object) {
  return { index: ONE, trusts: [], balances: [], claims: [], ...change };
}

test("trust and balances are there from the start, and can be used", () => {
  const testLaw = foundTestLaw(2, { money: money({ trusts: [trust], balances: [balance] }) });
  assert.equal(pay(testLaw, 1, 2, [1, 5 * UNIT]), "done");
  assert.equal(heldBy(testLaw, 2, 1), 5 * UNIT);
  const supply = testLaw.view("money/supply", { currency: 1 });
  assert.deepEqual(supply, {
    currency: 1,
    minted: 5n * 10n ** 18n,
    burnt: 0n,
    micro: 5 * UNIT,
    holders: 1,
  });
  testLaw.assertSound();
});

test("a fork goes on with its index: the same shares are worth what they were", () => {
  const testLaw = foundTestLaw(1, { money: money({ index: 2n * ONE, balances: [balance] }) });
  assert.equal(heldBy(testLaw, 1, 1), 2_500_000);
  testLaw.pass(3 * HOUR);
  assert.equal(claim(testLaw, 1), "done");
  assert.equal(heldBy(testLaw, 1, 1), 5_500_000);
  testLaw.assertSound();
});

test("hours before the founding are not paid again", () => {
  const testLaw = foundTestLaw(1, { money: money({ claims: [collected] }) });
  testLaw.pass(2 * HOUR);
  assert.equal(walletOf(testLaw, 1).income.hours, 2);
});

const refused: readonly (readonly [object, RegExp])[] = [
  [{ index: ONE - 1n }, /index: below/],
  [{ trusts: [{ ...trust, account: 3 }] }, /trusts: 0: nobody has account 3/],
  [{ trusts: [{ ...trust, currency: 0 }] }, /trusts: 0: nobody has number 0/],
  [{ trusts: [trust, trust] }, /trusts: 1: listed twice/],
  [{ trusts: [{ ...trust, currency: 2 }] }, /trusts: 0: everybody takes their own currency/],
  [{ trusts: [{ ...trust, until: TEST_START }] }, /trusts: 0: until: ended/],
  [{ balances: [{ ...balance, account: 9 }] }, /balances: 0: nobody has account 9/],
  [{ balances: [balance, balance] }, /balances: 1: listed twice/],
  [{ balances: [{ ...balance, shares: 0n }] }, /balances: 0: shares: none/],
  [{ balances: [{ ...balance, shares: (1n << 127n) + 1n }] }, /balances: 0: more than/],
  [{ claims: [{ person: 9, until: 0 }] }, /claims: 0: nobody has number 9/],
  [{ claims: [collected, collected] }, /claims: 1: listed twice/],
  [{ claims: [{ ...collected, until: TEST_START + HOUR }] }, /claims: 0: until: after/],
  [{ claims: [{ ...collected, until: 1 }] }, /claims: 0: until: not a full hour/],
];

test("what cannot be is refused with its place", () => {
  for (const [change, problem] of refused) {
    assert.throws(() => foundTestLaw(2, { money: money(change) }), problem);
  }
});
