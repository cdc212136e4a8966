/** Goal: money goes only where it is taken, never from nothing, and all of a payment or none. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { DAY } from "../kernel/time.ts";
import { applyBy } from "../testing/joining.ts";
import { leaveNow } from "../testing/leaving.ts";
import { earn, heldBy, pay, trust, UNIT, walletOf } from "../testing/paying.ts";
import { foundTestLaw, TEST_START } from "../testing/test-law.ts";

test("a payment takes from one what it gives to the other, to the last share", () => {
  const testLaw = foundTestLaw(2);
  earn(testLaw);
  testLaw.pass(DAY);
  trust(testLaw, 2, 1);
  const shares = (person: number) =>
    walletOf(testLaw, person).holdings.find(({ currency }) => currency === 1)?.shares ?? 0n;
  const before = shares(1);
  assert.equal(pay(testLaw, 1, 2, [1, 1_234_567]), "done");
  assert.equal(shares(1) + shares(2), before);
  assert.equal(heldBy(testLaw, 2, 1), 1_234_567);
  testLaw.assertSound();
});

test("money comes home without trust, anyone who carries it", () => {
  const testLaw = foundTestLaw(3);
  earn(testLaw);
  trust(testLaw, 2, 1);
  pay(testLaw, 1, 2, [1, UNIT]);
  assert.equal(pay(testLaw, 2, 3, [1, UNIT]), "money/not-trusted");
  assert.equal(pay(testLaw, 2, 1, [1, UNIT]), "done");
  assert.equal(heldBy(testLaw, 2, 1), 0);
  testLaw.assertSound();
});

test("several currencies go in one payment, or none of them goes", () => {
  const testLaw = foundTestLaw(3);
  earn(testLaw);
  trust(testLaw, 2, 1);
  pay(testLaw, 1, 2, [1, 3 * UNIT]);
  trust(testLaw, 3, 1);
  assert.equal(pay(testLaw, 2, 3, [1, UNIT], [2, UNIT]), "money/not-trusted");
  assert.equal(heldBy(testLaw, 3, 1), 0);
  trust(testLaw, 3, 2);
  assert.equal(pay(testLaw, 2, 3, [1, UNIT], [2, UNIT]), "done");
  assert.deepEqual([heldBy(testLaw, 3, 1), heldBy(testLaw, 3, 2)], [UNIT, UNIT]);
  testLaw.assertSound();
});

test("all that one holds can be paid, and not a micro-unit more", () => {
  const testLaw = foundTestLaw(2);
  earn(testLaw);
  testLaw.pass(40 * DAY);
  trust(testLaw, 2, 1);
  const all = heldBy(testLaw, 1, 1);
  assert.equal(pay(testLaw, 1, 2, [1, all + 1]), "money/insufficient");
  assert.equal(pay(testLaw, 1, 2, [1, all]), "done");
  testLaw.assertSound();
});

test("up to the cap, and not a micro-unit above", () => {
  const testLaw = foundTestLaw(2);
  earn(testLaw);
  testLaw.pass(40 * DAY);
  trust(testLaw, 2, 1, 3 * UNIT);
  assert.equal(pay(testLaw, 1, 2, [1, UNIT]), "done");
  assert.equal(pay(testLaw, 1, 2, [1, 2 * UNIT + 1]), "money/cap-reached");
  assert.equal(pay(testLaw, 1, 2, [1, 2 * UNIT]), "done");
  assert.equal(pay(testLaw, 1, 2, [1, 1]), "money/cap-reached");
  assert.equal(heldBy(testLaw, 2, 1), 3 * UNIT);
  testLaw.assertSound();
});

test("to oneself, to nobody, of nothing, twice the same: refused", () => {
  const testLaw = foundTestLaw(2);
  earn(testLaw);
  trust(testLaw, 2, 1);
  assert.equal(pay(testLaw, 1, 1, [1, 1]), "money/to-yourself");
  assert.equal(pay(testLaw, 1, 3, [1, 1]), "money/no-such-person");
  assert.equal(pay(testLaw, 1, 0, [1, 1]), "money/no-such-person");
  assert.equal(pay(testLaw, 1, 2), "money/empty-payment");
  assert.equal(pay(testLaw, 1, 2, [1, 1], [2, 0]), "money/empty-payment");
  assert.equal(pay(testLaw, 1, 2, [1, 1], [1, 1]), "money/currency-twice");
  assert.equal(pay(testLaw, 1, 2, [9, 1]), "money/insufficient");
});

test("sums beyond any number are refused and stop nothing", () => {
  const shares = 1n << 120n;
  const balances = [1, 2, 3].map((currency) => ({ account: 1, currency, shares }));
  const trusts = [1, 3].map((currency) => ({
    account: 2,
    currency,
    cap: 0,
    until: TEST_START + DAY,
  }));
  const money = { index: 1n << 96n, trusts, balances, claims: [] };
  const testLaw = foundTestLaw(3, { money });
  const most = Number.MAX_SAFE_INTEGER;
  assert.equal(pay(testLaw, 1, 2, [1, most], [2, most], [3, most]), "money/insufficient");
  assert.equal(pay(testLaw, 1, 2, [1, most]), "done");
  assert.equal(walletOf(testLaw, 1).micro, most);
  testLaw.assertSound();
});

test("anyone who has left, or only applies, still pays with what they hold", () => {
  const testLaw = foundTestLaw(2);
  earn(testLaw);
  const person = applyBy(testLaw, 1);
  trust(testLaw, person, 1);
  trust(testLaw, 2, 1);
  leaveNow(testLaw, 1);
  assert.equal(pay(testLaw, 1, person, [1, UNIT]), "done");
  assert.equal(pay(testLaw, person, 2, [1, UNIT]), "done");
  testLaw.assertSound();
});

test("what is told about a payment is its sum and its parts", () => {
  const testLaw = foundTestLaw(2);
  earn(testLaw);
  trust(testLaw, 1, 2);
  trust(testLaw, 2, 1);
  pay(testLaw, 1, 2, [1, 3 * UNIT]);
  const parts = [
    { currency: 1, micro: UNIT },
    { currency: 2, micro: 2 * UNIT },
  ];
  const receipt = testLaw.act(2, "money/pay", { to: 1, parts, note: new Uint8Array(32) });
  const [event] = receipt.events;
  assert.equal(event?.type, "money/paid");
  assert.deepEqual(event?.people, [2, 1]);
  assert.equal(event?.data["micro"], 3 * UNIT);
  assert.deepEqual(event?.data["parts"], parts);
});
