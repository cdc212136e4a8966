/** Goal: money of a closed circle goes to the nearest open circle around it, whole, and to nobody else. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { circleAccount } from "../kernel/account.ts";
import type { AccountId, CircleId, CurrencyId } from "../kernel/ids.ts";
import { givenCircles, wish } from "../testing/circling.ts";
import { rehearse } from "../testing/deciding.ts";
import {
  accountOf,
  closeThird,
  decideMoney,
  earn,
  type foundPurse,
  moneyWish,
  offer,
  purseWith,
  UNIT,
  walletOf,
} from "../testing/paying.ts";
import { foundVillage } from "../testing/village.ts";
import { sharesOf } from "./holding.ts";
import { holdings } from "./types.ts";

const currency = 1 as CurrencyId;
const sharesIn = (village: ReturnType<typeof foundPurse>, circle: number) =>
  sharesOf(village.state, accountOf(circle) as AccountId, currency);

test("what a closed circle held goes to the circle around it, share for share", () => {
  const village = purseWith(8 * UNIT, 3);
  const held = sharesIn(village, 3);
  assert.ok(held > 0n);
  closeThird(village);
  assert.equal(decideMoney(village, 2, moneyWish.takeOver(3)), "in-effect");
  assert.equal(sharesIn(village, 3), 0n);
  assert.equal(sharesIn(village, 2), held);
  assert.equal(rehearse(village, 2, moneyWish.takeOver(3)), "money/nothing-held");
  village.assertSound();
});

test("only a closed circle's, only for the nearest open one around", () => {
  const village = purseWith(UNIT, 3);
  const would = (circle: number, of: number) => rehearse(village, circle, moneyWish.takeOver(of));
  assert.equal(would(2, 9), "money/no-such-account");
  assert.equal(would(2, 0), "money/no-such-account");
  assert.equal(would(2, 3), "money/circle-open");
  assert.equal(would(2, 2), "money/circle-open");
  assert.equal(would(1, 3), "money/circle-open");
  closeThird(village);
  assert.equal(would(2, 3), "done");
  assert.equal(would(1, 3), "money/not-around");
  assert.equal(would(3, 3), "money/not-around");
  const both = [wish.closeCircle(2), moneyWish.takeOver(3)];
  assert.equal(rehearse(village, 1, ...both), "done");
  assert.equal(rehearse(village, 2, ...both), "money/not-around");
});

test("an offer that comes back to a closed circle is taken over too", () => {
  const village = purseWith(2 * UNIT, 3);
  const held = sharesIn(village, 3);
  decideMoney(village, 3, moneyWish.offer(4, 1, UNIT));
  closeThird(village);
  village.pass(20 * 86_400_000);
  assert.equal(sharesIn(village, 3), held);
  assert.equal(decideMoney(village, 2, moneyWish.takeOver(3)), "in-effect");
  assert.equal(sharesIn(village, 2), held);
  village.assertSound();
});

test("an offer to a circle that closes goes back to whoever made it", () => {
  const village = purseWith(0, 3);
  earn(village);
  assert.equal(offer(village, 1, accountOf(3), 1, UNIT), "done");
  closeThird(village);
  village.pass(14 * 86_400_000);
  assert.deepEqual(walletOf(village, 1).offersOut, []);
  assert.equal(sharesIn(village, 3), 0n);
  village.assertSound();
});

test("sixty-four currencies at once, the rest by another decision", () => {
  const people = 70;
  const members = [1, 2, 3];
  const account = circleAccount(3 as CircleId);
  const balances = Array.from({ length: people }, (_, at) => {
    return { account, currency: at + 1, shares: 10n ** 18n };
  });
  const village = foundVillage(people, {
    circles: givenCircles([{ members }, { parent: 2, members }]),
    money: { index: 1n << 96n, trusts: [], balances, claims: [] },
  });
  closeThird(village);
  const left = () => [...holdings.entries(village.state, [account])].length;
  assert.equal(decideMoney(village, 2, moneyWish.takeOver(3)), "in-effect");
  assert.equal(left(), people - 64);
  assert.equal(decideMoney(village, 2, moneyWish.takeOver(3)), "in-effect");
  assert.equal(left(), 0);
  village.assertSound();
});
