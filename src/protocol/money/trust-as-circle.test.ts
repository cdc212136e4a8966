/** Goal: a circle says by decision whose money it takes, up to its cap, and is paid nothing else. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { DAY } from "../kernel/time.ts";
import { wish } from "../testing/circling.ts";
import { rehearse } from "../testing/deciding.ts";
import {
  accountOf,
  closeThird,
  decideMoney,
  earn,
  foundPurse,
  heldBy,
  moneyWish,
  pay,
  UNIT,
} from "../testing/paying.ts";

test("a circle is paid in what it takes, up to its cap, and in nothing else", () => {
  const testLaw = foundPurse();
  earn(testLaw);
  assert.equal(pay(testLaw, 1, accountOf(2), [1, UNIT]), "money/not-trusted");
  const until = testLaw.now + 30 * DAY;
  assert.equal(decideMoney(testLaw, 2, moneyWish.trust(1, until, 5 * UNIT)), "in-effect");
  earn(testLaw);
  assert.equal(pay(testLaw, 1, accountOf(2), [1, 5 * UNIT + 1]), "money/cap-reached");
  assert.equal(pay(testLaw, 1, accountOf(2), [1, 5 * UNIT]), "done");
  assert.equal(pay(testLaw, 2, accountOf(2), [2, 1]), "money/not-trusted");
  assert.equal(heldBy(testLaw, accountOf(2), 1), 5 * UNIT);
  const view = testLaw.view<{ received: { account: number }[] }>("money/trusts", { account: 1 });
  assert.deepEqual(
    view.received.map(({ account }) => account),
    [accountOf(2)],
  );
  const own = testLaw.view<{ given: { currency: number }[]; received: object[] }>("money/trusts", {
    account: accountOf(2),
  });
  assert.deepEqual(
    own.given.map(({ currency }) => currency),
    [1],
  );
  assert.deepEqual(own.received, []);
  testLaw.pass(until - testLaw.now - 1);
  assert.equal(pay(testLaw, 1, accountOf(2), [1, 1]), "done");
  testLaw.pass(1);
  assert.equal(pay(testLaw, 1, accountOf(2), [1, 1]), "money/not-trusted");
  testLaw.assertSound();
});

test("a circle's trust has the bounds of a person's", () => {
  const testLaw = foundPurse();
  const { now } = testLaw;
  const would = (currency: number, until: number) =>
    rehearse(testLaw, 2, moneyWish.trust(currency, until));
  assert.equal(would(9, now + DAY), "money/no-such-person");
  assert.equal(would(0, now + DAY), "money/no-such-person");
  assert.equal(would(2, now), "money/ends-too-soon");
  assert.equal(would(2, now + 1), "done");
  assert.equal(would(2, now + 3650 * DAY), "done");
  assert.equal(would(2, now + 3650 * DAY + 1), "money/trust-too-long");
  const closed = [wish.closeCircle(3), moneyWish.trust(1, now + DAY)];
  assert.equal(rehearse(testLaw, 3, ...closed), "circles/closed");
});

test("the trust of a circle that closed is shown no more, and takes nothing", () => {
  const testLaw = foundPurse();
  earn(testLaw);
  decideMoney(testLaw, 3, moneyWish.trust(1, testLaw.now + 300 * DAY));
  earn(testLaw);
  assert.equal(pay(testLaw, 1, accountOf(3), [1, 1]), "done");
  const received = () =>
    testLaw.view<{ received: object[] }>("money/trusts", { account: 1 }).received.length;
  assert.equal(received(), 1);
  closeThird(testLaw);
  assert.equal(received(), 0);
  assert.equal(pay(testLaw, 1, accountOf(3), [1, 1]), "money/circle-closed");
  const query = { from: 1, to: accountOf(3) };
  const payable = testLaw.view<{ reason: { code: string } }>("money/payable", query);
  assert.equal(payable.reason.code, "money/circle-closed");
  testLaw.assertSound();
});
