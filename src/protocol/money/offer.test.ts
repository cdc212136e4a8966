/** Goal: money that nobody asked for waits for a yes, is nobody else's meanwhile, and comes back. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { DAY } from "../kernel/time.ts";
import { earn, heldBy, offer, UNIT, walletOf } from "../testing/paying.ts";
import { foundVillage, outcomeOf, type Village } from "../testing/village.ts";
import { OFFERS_WAITING_MAX } from "./offering.ts";

function villageWithMoney(): Village {
  const village = foundVillage(3);
  earn(village);
  return village;
}

test("an offer leaves the wallet and is shown on both sides", () => {
  const village = villageWithMoney();
  assert.equal(offer(village, 1, 2, 1, 4 * UNIT), "done");
  assert.equal(heldBy(village, 1, 1), 6 * UNIT);
  assert.deepEqual(
    walletOf(village, 2).offersIn.map(({ offer, micro }) => [offer, micro]),
    [[1, 4 * UNIT]],
  );
  assert.equal(walletOf(village, 1).offersOut.length, 1);
  village.assertSound();
});

test("to oneself, to nobody, of nothing, of more than is held: refused", () => {
  const village = villageWithMoney();
  assert.equal(offer(village, 1, 1, 1, UNIT), "money/to-yourself");
  assert.equal(offer(village, 1, 4, 1, UNIT), "money/no-such-person");
  assert.equal(offer(village, 1, 2, 1, 0), "money/empty-payment");
  assert.equal(offer(village, 1, 2, 1, 10 * UNIT + 1), "money/insufficient");
  assert.equal(offer(village, 1, 2, 2, 1), "money/insufficient");
  assert.equal(offer(village, 1, 2, 1, 10 * UNIT), "done");
});

test("as many offers wait at once as may, and an answered one makes room", () => {
  const village = villageWithMoney();
  for (let made = 0; made < OFFERS_WAITING_MAX; made++) {
    assert.equal(offer(village, 1, 2, 1, 1), "done");
  }
  assert.equal(offer(village, 1, 2, 1, 1), "money/too-many-offers");
  village.act(2, "money/decline-offer", { offer: 1 });
  assert.equal(offer(village, 1, 2, 1, 1), "done");
  village.assertSound();
});

test("an offer that nobody answers goes back when its time is over", () => {
  const village = villageWithMoney();
  offer(village, 1, 2, 1, 4 * UNIT);
  const until = village.now + 14 * DAY;
  assert.equal(village.machine.nextDue(village.state), until);
  village.pass(14 * DAY - 1);
  assert.equal(walletOf(village, 2).offersIn.length, 1);
  const before = walletOf(village, 1).holdings[0]?.shares ?? 0n;
  village.now += 1;
  const events = village.machine.begin(village.state, village.now);
  assert.deepEqual(
    events.map(({ type }) => type),
    ["money/offer-returned"],
  );
  assert.ok((walletOf(village, 1).holdings[0]?.shares ?? 0n) > before);
  assert.equal(village.machine.nextDue(village.state), undefined);
  assert.equal(
    outcomeOf(village.act(2, "money/accept-offer", { offer: 1 })),
    "money/no-such-offer",
  );
  village.assertSound();
});

test("everything offered goes back even when nothing was left in the wallet", () => {
  const village = villageWithMoney();
  offer(village, 1, 2, 1, 10 * UNIT);
  assert.deepEqual(walletOf(village, 1).holdings, []);
  village.pass(14 * DAY);
  assert.equal(walletOf(village, 1).holdings.length, 1);
  village.assertSound();
});
