/** Goal: a circle accepts what it is offered, whatever it has said about the currency, by its decision and nobody else's. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { DAY } from "../kernel/time.ts";
import { wish } from "../testing/circling.ts";
import { rehearse, type Wish } from "../testing/deciding.ts";
import {
  accountOf,
  decideMoney,
  earn,
  heldBy,
  moneyWish,
  offer,
  purseWith,
  UNIT,
  walletOf,
} from "../testing/paying.ts";

test("a circle accepts what it is offered, whatever it has said about the currency", () => {
  const testLaw = purseWith(0);
  earn(testLaw, 100);
  offer(testLaw, 1, accountOf(2), 1, 5 * UNIT);
  assert.equal(decideMoney(testLaw, 2, moneyWish.answer("accept", 1)), "in-effect");
  assert.ok(heldBy(testLaw, accountOf(2), 1) > 4 * UNIT);
  assert.equal(walletOf(testLaw, accountOf(2)).offersIn.length, 0);
  testLaw.assertSound();
});

test("only the circle's own offer, and only while it waits", () => {
  const testLaw = purseWith(0);
  earn(testLaw);
  const would = (circle: number, ...wishes: readonly Wish[]) =>
    rehearse(testLaw, circle, ...wishes, moneyWish.answer("accept", 1));
  assert.equal(would(2), "money/no-such-offer");
  assert.equal(offer(testLaw, 1, accountOf(3), 1, 1), "done");
  assert.equal(would(2), "money/not-your-offer");
  assert.equal(would(3), "done");
  assert.equal(would(3, wish.closeCircle(3)), "circles/closed");
  testLaw.now += 14 * DAY - 1;
  assert.equal(would(3), "done");
  testLaw.now += 1;
  assert.equal(would(3), "money/offer-ended");
});
