/** Goal: money that nobody asked for waits for a yes, is nobody else's meanwhile, and comes back. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { DAY } from "../kernel/time.ts";
import { earn, heldBy, offer, UNIT, walletOf } from "../testing/paying.ts";
import { foundTestLaw, outcomeOf, type TestLaw } from "../testing/test-law.ts";
import { OFFERS_WAITING_MAX } from "./offering.ts";

function testLawWithMoney(): TestLaw {
  const testLaw = foundTestLaw(3);
  earn(testLaw);
  return testLaw;
}

test("an offer leaves the wallet and is shown on both sides", () => {
  const testLaw = testLawWithMoney();
  assert.equal(offer(testLaw, 1, 2, 1, 4 * UNIT), "done");
  assert.equal(heldBy(testLaw, 1, 1), 6 * UNIT);
  assert.deepEqual(
    walletOf(testLaw, 2).offersIn.map(({ offer, micro }) => [offer, micro]),
    [[1, 4 * UNIT]],
  );
  assert.equal(walletOf(testLaw, 1).offersOut.length, 1);
  testLaw.assertSound();
});

test("to oneself, to nobody, of nothing, of more than is held: refused", () => {
  const testLaw = testLawWithMoney();
  assert.equal(offer(testLaw, 1, 1, 1, UNIT), "money/to-yourself");
  assert.equal(offer(testLaw, 1, 4, 1, UNIT), "money/no-such-person");
  assert.equal(offer(testLaw, 1, 2, 1, 0), "money/empty-payment");
  assert.equal(offer(testLaw, 1, 2, 1, 10 * UNIT + 1), "money/insufficient");
  assert.equal(offer(testLaw, 1, 2, 2, 1), "money/insufficient");
  assert.equal(offer(testLaw, 1, 2, 1, 10 * UNIT), "done");
});

test("as many offers wait at once as may, and an answered one makes room", () => {
  const testLaw = testLawWithMoney();
  for (let made = 0; made < OFFERS_WAITING_MAX; made++) {
    assert.equal(offer(testLaw, 1, 2, 1, 1), "done");
  }
  assert.equal(offer(testLaw, 1, 2, 1, 1), "money/too-many-offers");
  testLaw.act(2, "money/decline-offer", { offer: 1 });
  assert.equal(offer(testLaw, 1, 2, 1, 1), "done");
  testLaw.assertSound();
});

test("an offer that nobody answers goes back when its time is over", () => {
  const testLaw = testLawWithMoney();
  offer(testLaw, 1, 2, 1, 4 * UNIT);
  const until = testLaw.now + 14 * DAY;
  assert.equal(testLaw.stateMachine.nextDue(testLaw.state), until);
  testLaw.pass(14 * DAY - 1);
  assert.equal(walletOf(testLaw, 2).offersIn.length, 1);
  const before = walletOf(testLaw, 1).holdings[0]?.shares ?? 0n;
  testLaw.now += 1;
  const events = testLaw.stateMachine.begin(testLaw.state, testLaw.now);
  assert.deepEqual(
    events.map(({ type }) => type),
    ["money/offer-returned"],
  );
  assert.ok((walletOf(testLaw, 1).holdings[0]?.shares ?? 0n) > before);
  assert.equal(testLaw.stateMachine.nextDue(testLaw.state), undefined);
  assert.equal(
    outcomeOf(testLaw.act(2, "money/accept-offer", { offer: 1 })),
    "money/no-such-offer",
  );
  testLaw.assertSound();
});

test("everything offered goes back even when nothing was left in the wallet", () => {
  const testLaw = testLawWithMoney();
  offer(testLaw, 1, 2, 1, 10 * UNIT);
  assert.deepEqual(walletOf(testLaw, 1).holdings, []);
  testLaw.pass(14 * DAY);
  assert.equal(walletOf(testLaw, 1).holdings.length, 1);
  testLaw.assertSound();
});
