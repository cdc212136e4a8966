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
  const village = foundPurse();
  assert.equal(rehearse(village, 2, moneyWish.untrust(1)), "money/no-such-trust");
  decideMoney(village, 2, moneyWish.trust(1, village.now + 300 * DAY));
  earn(village);
  pay(village, 1, accountOf(2), [1, UNIT]);
  assert.equal(rehearse(village, 3, moneyWish.untrust(1)), "money/no-such-trust");
  assert.equal(decideMoney(village, 2, moneyWish.untrust(1)), "in-effect");
  assert.ok(heldBy(village, accountOf(2), 1) > 0);
  assert.equal(pay(village, 1, accountOf(2), [1, 1]), "money/not-trusted");
  village.assertSound();
});

test("a closed circle takes nothing back", () => {
  const village = foundPurse();
  const until = village.now + DAY;
  const wishes = [moneyWish.trust(1, until), wish.closeCircle(3), moneyWish.untrust(1)];
  assert.equal(rehearse(village, 3, ...wishes), "circles/closed");
});
