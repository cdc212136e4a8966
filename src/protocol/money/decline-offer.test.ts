/** Goal: a no sends the money back at once. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { DAY } from "../kernel/time.ts";
import { earn, heldBy, offer, UNIT } from "../testing/paying.ts";
import { foundVillage, outcomeOf, type Village } from "../testing/village.ts";

function villageWithOffer(): Village {
  const village = foundVillage(3);
  earn(village);
  offer(village, 1, 2, 1, 4 * UNIT);
  return village;
}

function answer(village: Village, person: number, number = 1): string {
  return outcomeOf(village.act(person, "money/decline-offer", { offer: number }));
}

test("the money goes back at once", () => {
  const village = villageWithOffer();
  assert.equal(answer(village, 2), "done");
  assert.deepEqual([heldBy(village, 1, 1), heldBy(village, 2, 1)], [10 * UNIT, 0 * UNIT]);
  assert.equal(answer(village, 2), "money/no-such-offer");
  village.assertSound();
});

test("an offer that was never made, or is not one's own to answer so, is refused", () => {
  const village = villageWithOffer();
  assert.equal(answer(village, 2, 2), "money/no-such-offer");
  assert.equal(answer(village, 3), "money/not-your-offer");
  assert.equal(answer(village, 1), "money/not-your-offer");
});

test("an answer comes in time until the millisecond before the end", () => {
  const village = villageWithOffer();
  village.now += 14 * DAY - 1;
  assert.equal(answer(village, 2), "done");
  const late = villageWithOffer();
  late.now += 14 * DAY;
  assert.equal(answer(late, 2), "money/offer-ended");
});
