/** Goal: a circle takes back what it offered, by its decision and nobody else's. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { rehearse, type Wish } from "../testing/deciding.ts";
import {
  accountOf,
  decideMoney,
  heldBy,
  moneyWish,
  offer,
  purseWith,
  UNIT,
} from "../testing/paying.ts";

test("a circle takes back what it offered", () => {
  const testLaw = purseWith(8 * UNIT);
  assert.equal(decideMoney(testLaw, 2, moneyWish.offer(3, 1, 8 * UNIT - 100_000)), "in-effect");
  assert.ok(heldBy(testLaw, accountOf(2), 1) < UNIT);
  assert.equal(decideMoney(testLaw, 2, moneyWish.answer("withdraw", 1)), "in-effect");
  assert.ok(heldBy(testLaw, accountOf(2), 1) > 7 * UNIT);
  testLaw.assertSound();
});

test("only the circle's own offer, and only while it waits", () => {
  const testLaw = purseWith(UNIT);
  const made = moneyWish.offer(1, 1, 1);
  const would = (circle: number, ...wishes: readonly Wish[]) =>
    rehearse(testLaw, circle, ...wishes, moneyWish.answer("withdraw", 1));
  assert.equal(would(2), "money/no-such-offer");
  assert.equal(would(2, made), "done");
  assert.equal(offer(testLaw, 1, accountOf(2), 1, 1), "done");
  assert.equal(would(2), "money/not-your-offer");
  assert.equal(would(3), "money/not-your-offer");
});
