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
  const village = foundPurse();
  earn(village);
  assert.equal(pay(village, 1, accountOf(2), [1, UNIT]), "money/not-trusted");
  const until = village.now + 30 * DAY;
  assert.equal(decideMoney(village, 2, moneyWish.trust(1, until, 5 * UNIT)), "in-effect");
  earn(village);
  assert.equal(pay(village, 1, accountOf(2), [1, 5 * UNIT + 1]), "money/cap-reached");
  assert.equal(pay(village, 1, accountOf(2), [1, 5 * UNIT]), "done");
  assert.equal(pay(village, 2, accountOf(2), [2, 1]), "money/not-trusted");
  assert.equal(heldBy(village, accountOf(2), 1), 5 * UNIT);
  const view = village.view<{ received: { account: number }[] }>("money/trusts", { account: 1 });
  assert.deepEqual(
    view.received.map(({ account }) => account),
    [accountOf(2)],
  );
  const own = village.view<{ given: { currency: number }[]; received: object[] }>("money/trusts", {
    account: accountOf(2),
  });
  assert.deepEqual(
    own.given.map(({ currency }) => currency),
    [1],
  );
  assert.deepEqual(own.received, []);
  village.pass(until - village.now - 1);
  assert.equal(pay(village, 1, accountOf(2), [1, 1]), "done");
  village.pass(1);
  assert.equal(pay(village, 1, accountOf(2), [1, 1]), "money/not-trusted");
  village.assertSound();
});

test("a circle's trust has the bounds of a person's", () => {
  const village = foundPurse();
  const { now } = village;
  const would = (currency: number, until: number) =>
    rehearse(village, 2, moneyWish.trust(currency, until));
  assert.equal(would(9, now + DAY), "money/no-such-person");
  assert.equal(would(0, now + DAY), "money/no-such-person");
  assert.equal(would(2, now), "money/ends-too-soon");
  assert.equal(would(2, now + 1), "done");
  assert.equal(would(2, now + 3650 * DAY), "done");
  assert.equal(would(2, now + 3650 * DAY + 1), "money/trust-too-long");
  const closed = [wish.closeCircle(3), moneyWish.trust(1, now + DAY)];
  assert.equal(rehearse(village, 3, ...closed), "circles/closed");
});

test("the trust of a circle that closed is shown no more, and takes nothing", () => {
  const village = foundPurse();
  earn(village);
  decideMoney(village, 3, moneyWish.trust(1, village.now + 300 * DAY));
  earn(village);
  assert.equal(pay(village, 1, accountOf(3), [1, 1]), "done");
  const received = () =>
    village.view<{ received: object[] }>("money/trusts", { account: 1 }).received.length;
  assert.equal(received(), 1);
  closeThird(village);
  assert.equal(received(), 0);
  assert.equal(pay(village, 1, accountOf(3), [1, 1]), "money/circle-closed");
  const query = { from: 1, to: accountOf(3) };
  const payable = village.view<{ reason: { code: string } }>("money/payable", query);
  assert.equal(payable.reason.code, "money/circle-closed");
  village.assertSound();
});
