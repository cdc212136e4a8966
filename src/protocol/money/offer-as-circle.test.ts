/** Goal: a circle offers what it holds by decision; the money waits and comes back without a yes. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { DAY } from "../kernel/time.ts";
import { wish } from "../testing/circling.ts";
import { rehearse } from "../testing/deciding.ts";
import {
  accountOf,
  decideMoney,
  heldBy,
  moneyWish,
  purseWith,
  UNIT,
  walletOf,
} from "../testing/paying.ts";
import { outcomeOf } from "../testing/test-law.ts";

test("an offer of a circle waits, is accepted, or comes back to the circle", () => {
  const testLaw = purseWith(8 * UNIT);
  const two = [moneyWish.offer(3, 1, UNIT), moneyWish.offer(4, 1, 2 * UNIT)];
  assert.equal(decideMoney(testLaw, 2, ...two), "in-effect");
  assert.equal(walletOf(testLaw, accountOf(2)).offersOut.length, 2);
  assert.equal(outcomeOf(testLaw.act(3, "money/accept-offer", { offer: 1 })), "done");
  assert.equal(heldBy(testLaw, 3, 1), UNIT);
  const before = walletOf(testLaw, accountOf(2)).holdings[0]?.shares ?? 0n;
  testLaw.pass(14 * DAY);
  const after = walletOf(testLaw, accountOf(2)).holdings[0]?.shares ?? 0n;
  assert.ok(after > before);
  testLaw.assertSound();
});

test("a circle's offer meets the faults of every offer", () => {
  const testLaw = purseWith(UNIT);
  const would = (to: number, currency: number, micro: number) =>
    rehearse(testLaw, 2, moneyWish.offer(to, currency, micro));
  const held = heldBy(testLaw, accountOf(2), 1);
  assert.equal(would(3, 1, held), "done");
  assert.equal(would(3, 1, held + 1), "money/insufficient");
  assert.equal(would(3, 2, 1), "money/insufficient");
  assert.equal(would(3, 1, 0), "money/empty-payment");
  assert.equal(would(accountOf(2), 1, 1), "money/to-yourself");
  assert.equal(would(5, 1, 1), "money/no-such-person");
  assert.equal(would(accountOf(4), 1, 1), "money/no-such-account");
  assert.equal(
    rehearse(testLaw, 2, wish.closeCircle(3), moneyWish.offer(accountOf(3), 1, 1)),
    "money/circle-closed",
  );
  const closed = [wish.closeCircle(3), moneyWish.offer(1, 1, 1)];
  assert.equal(rehearse(testLaw, 3, ...closed), "circles/closed");
});

test("sixty-four offers of a circle may wait, and not one more", () => {
  const testLaw = purseWith(8 * UNIT);
  const offers = (count: number) => Array.from({ length: count }, () => moneyWish.offer(3, 1, 1));
  assert.equal(rehearse(testLaw, 2, ...offers(64)), "done");
  assert.equal(rehearse(testLaw, 2, ...offers(65)), "money/too-many-offers");
});
