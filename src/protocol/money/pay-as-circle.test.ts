/** Goal: what a circle holds is spent by its decision only, in money that the receiver takes. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { DAY } from "../kernel/time.ts";
import { wish } from "../testing/circling.ts";
import { decide, rehearse } from "../testing/deciding.ts";
import {
  accountOf,
  decideMoney,
  earn,
  foundPurse,
  heldBy,
  moneyWish,
  pay,
  trust,
  UNIT,
  walletOf,
} from "../testing/paying.ts";
import { outcomeOf } from "../testing/test-law.ts";

/** Circle 2 takes the money of person 1 and has got eight units of it. */
function filled() {
  const testLaw = foundPurse();
  earn(testLaw);
  const until = testLaw.now + 300 * DAY;
  assert.equal(decideMoney(testLaw, 2, moneyWish.trust(1, until)), "in-effect");
  earn(testLaw);
  assert.equal(pay(testLaw, 1, accountOf(2), [1, 8 * UNIT]), "done");
  return testLaw;
}

test("people pay to a circle, and the circle pays by decision", () => {
  const testLaw = filled();
  assert.equal(heldBy(testLaw, accountOf(2), 1), 8 * UNIT);
  trust(testLaw, 3, 1);
  assert.equal(decideMoney(testLaw, 2, moneyWish.pay(3, [1, 3 * UNIT])), "in-effect");
  assert.equal(heldBy(testLaw, 3, 1), 3 * UNIT);
  const left = heldBy(testLaw, accountOf(2), 1);
  assert.ok(left > 4.9 * UNIT && left < 5 * UNIT);
  testLaw.assertSound();
});

test("one of four does not spend what the circle has while the others sleep", () => {
  const testLaw = filled();
  trust(testLaw, 3, 1);
  const until = testLaw.now + 300 * DAY;
  for (const wished of [
    moneyWish.pay(3, [1, UNIT]),
    moneyWish.offer(3, 1, UNIT),
    moneyWish.trust(3, until),
  ]) {
    assert.equal(decide(testLaw, { circle: 2, kind: "money", wishes: [wished] }, [1]), "failed");
  }
  assert.equal(decideMoney(testLaw, 2, moneyWish.pay(3, [1, UNIT])), "in-effect");
});

test("a circle without income shows none, and what it holds", () => {
  const testLaw = filled();
  const { income, holdings } = walletOf(testLaw, accountOf(2));
  assert.equal(income.hours, 0);
  assert.equal(income.micro, 0);
  assert.equal(holdings.length, 1);
});

test("a person cannot pay from a circle's account", () => {
  const testLaw = filled();
  const input = { to: 3, parts: [{ currency: 1, micro: 1 }], note: new Uint8Array(32) };
  assert.equal(outcomeOf(testLaw.act(1, "money/pay-as-circle", input)), "kernel/not-for-people");
});

test("a circle's payment meets the faults of every payment, and that of a closed circle", () => {
  const testLaw = filled();
  trust(testLaw, 3, 1);
  const would = (...given: Parameters<typeof moneyWish.pay>) =>
    rehearse(testLaw, 2, moneyWish.pay(...given));
  const held = heldBy(testLaw, accountOf(2), 1);
  assert.equal(would(3, [1, held]), "done");
  assert.equal(would(3, [1, held + 1]), "money/insufficient");
  assert.equal(would(accountOf(2), [1, 1]), "money/to-yourself");
  assert.equal(would(9, [1, 1]), "money/no-such-person");
  assert.equal(would(accountOf(9), [1, 1]), "money/no-such-account");
  assert.equal(would(3 * 2 ** 32 + 1, [1, 1]), "money/no-such-account");
  assert.equal(would(3), "money/empty-payment");
  assert.equal(would(3, [1, 0]), "money/empty-payment");
  assert.equal(would(3, [1, 1], [1, 1]), "money/currency-twice");
  assert.equal(would(4, [1, 1]), "money/not-trusted");
  assert.equal(would(1, [1, 1]), "done");
  assert.equal(rehearse(testLaw, 2, wish.closeCircle(3)), "done");
  assert.equal(rehearse(testLaw, 1, wish.closeCircle(2)), "circles/has-circles");
});

test("a closed circle neither pays nor is paid", () => {
  const testLaw = filled();
  const until = testLaw.now + 300 * DAY;
  decideMoney(testLaw, 3, moneyWish.trust(1, until));
  pay(testLaw, 1, accountOf(3), [1, UNIT]);
  trust(testLaw, 4, 1);
  const close = wish.closeCircle(3);
  assert.equal(rehearse(testLaw, 3, moneyWish.pay(4, [1, 1])), "done");
  assert.equal(rehearse(testLaw, 3, close, moneyWish.pay(4, [1, 1])), "circles/closed");
  assert.equal(
    rehearse(testLaw, 2, close, moneyWish.pay(accountOf(3), [1, 1])),
    "money/circle-closed",
  );
});

test("one payment of a circle cannot be spent twice by two effects", () => {
  const testLaw = filled();
  trust(testLaw, 3, 1);
  const held = heldBy(testLaw, accountOf(2), 1);
  const half = Math.floor(held / 2);
  const twice = [moneyWish.pay(3, [1, half]), moneyWish.pay(3, [1, half + 2])];
  assert.equal(rehearse(testLaw, 2, ...twice), "money/insufficient");
});
