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
import { foundTestLaw } from "../testing/test-law.ts";
import { sharesOf } from "./holding.ts";
import { holdings } from "./types.ts";

const currency = 1 as CurrencyId;
const sharesIn = (testLaw: ReturnType<typeof foundPurse>, circle: number) =>
  sharesOf(testLaw.state, accountOf(circle) as AccountId, currency);

test("what a closed circle held goes to the circle around it, share for share", () => {
  const testLaw = purseWith(8 * UNIT, 3);
  const held = sharesIn(testLaw, 3);
  assert.ok(held > 0n);
  closeThird(testLaw);
  assert.equal(decideMoney(testLaw, 2, moneyWish.takeOver(3)), "in-effect");
  assert.equal(sharesIn(testLaw, 3), 0n);
  assert.equal(sharesIn(testLaw, 2), held);
  assert.equal(rehearse(testLaw, 2, moneyWish.takeOver(3)), "money/nothing-held");
  testLaw.assertSound();
});

test("only a closed circle's, only for the nearest open one around", () => {
  const testLaw = purseWith(UNIT, 3);
  const would = (circle: number, of: number) => rehearse(testLaw, circle, moneyWish.takeOver(of));
  assert.equal(would(2, 9), "money/no-such-account");
  assert.equal(would(2, 0), "money/no-such-account");
  assert.equal(would(2, 3), "money/circle-open");
  assert.equal(would(2, 2), "money/circle-open");
  assert.equal(would(1, 3), "money/circle-open");
  closeThird(testLaw);
  assert.equal(would(2, 3), "done");
  assert.equal(would(1, 3), "money/not-around");
  assert.equal(would(3, 3), "money/not-around");
  const both = [wish.closeCircle(2), moneyWish.takeOver(3)];
  assert.equal(rehearse(testLaw, 1, ...both), "done");
  assert.equal(rehearse(testLaw, 2, ...both), "money/not-around");
});

test("an offer that comes back to a closed circle is taken over too", () => {
  const testLaw = purseWith(2 * UNIT, 3);
  const held = sharesIn(testLaw, 3);
  decideMoney(testLaw, 3, moneyWish.offer(4, 1, UNIT));
  closeThird(testLaw);
  testLaw.pass(20 * 86_400_000);
  assert.equal(sharesIn(testLaw, 3), held);
  assert.equal(decideMoney(testLaw, 2, moneyWish.takeOver(3)), "in-effect");
  assert.equal(sharesIn(testLaw, 2), held);
  testLaw.assertSound();
});

test("an offer to a circle that closes goes back to the person who made it", () => {
  const testLaw = purseWith(0, 3);
  earn(testLaw);
  assert.equal(offer(testLaw, 1, accountOf(3), 1, UNIT), "done");
  closeThird(testLaw);
  testLaw.pass(14 * 86_400_000);
  assert.deepEqual(walletOf(testLaw, 1).offersOut, []);
  assert.equal(sharesIn(testLaw, 3), 0n);
  testLaw.assertSound();
});

test("sixty-four currencies at once, the rest by another decision", () => {
  const people = 70;
  const members = [1, 2, 3];
  const account = circleAccount(3 as CircleId);
  const balances = Array.from({ length: people }, (_, at) => {
    return { account, currency: at + 1, shares: 10n ** 18n };
  });
  const testLaw = foundTestLaw(people, {
    circles: givenCircles([{ members }, { parent: 2, members }]),
    money: { index: 1n << 96n, trusts: [], balances, claims: [] },
  });
  closeThird(testLaw);
  const left = () => [...holdings.entries(testLaw.state, [account])].length;
  assert.equal(decideMoney(testLaw, 2, moneyWish.takeOver(3)), "in-effect");
  assert.equal(left(), people - 64);
  assert.equal(decideMoney(testLaw, 2, moneyWish.takeOver(3)), "in-effect");
  assert.equal(left(), 0);
  testLaw.assertSound();
});
