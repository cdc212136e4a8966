/** Goal: a circle stops taking somebody's money at any time, and keeps what it holds of it. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { DAY } from "../kernel/time.ts";
import { wish } from "../testing/circling.ts";
import { rehearse } from "../testing/deciding.ts";
import {
  accountOf,
  decideMoney,
  earn,
  foundPurse,
  heldBy,
  moneyWish,
  pay,
  UNIT,
} from "../testing/paying.ts";

test("a circle takes its word back and keeps what it holds", () => {
  const testLaw = foundPurse();
  assert.equal(rehearse(testLaw, 2, moneyWish.untrust(1)), "money/no-such-trust");
  decideMoney(testLaw, 2, moneyWish.trust(1, testLaw.now + 300 * DAY));
  earn(testLaw);
  pay(testLaw, 1, accountOf(2), [1, UNIT]);
  assert.equal(rehearse(testLaw, 3, moneyWish.untrust(1)), "money/no-such-trust");
  assert.equal(decideMoney(testLaw, 2, moneyWish.untrust(1)), "in-effect");
  assert.ok(heldBy(testLaw, accountOf(2), 1) > 0);
  assert.equal(pay(testLaw, 1, accountOf(2), [1, 1]), "money/not-trusted");
  testLaw.assertSound();
});

test("a closed circle takes nothing back", () => {
  const testLaw = foundPurse();
  const until = testLaw.now + DAY;
  const wishes = [moneyWish.trust(1, until), wish.closeCircle(3), moneyWish.untrust(1)];
  assert.equal(rehearse(testLaw, 3, ...wishes), "circles/closed");
});
