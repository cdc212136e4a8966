/** Goal: until the answer, an offer is whose it was. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { DAY } from "../kernel/time.ts";
import { earn, heldBy, offer, UNIT } from "../testing/paying.ts";
import { foundTestLaw, outcomeOf, type TestLaw } from "../testing/test-law.ts";

function testLawWithOffer(): TestLaw {
  const testLaw = foundTestLaw(3);
  earn(testLaw);
  offer(testLaw, 1, 2, 1, 4 * UNIT);
  return testLaw;
}

function answer(testLaw: TestLaw, person: number, number = 1): string {
  return outcomeOf(testLaw.act(person, "money/withdraw-offer", { offer: number }));
}

test("the money is back with the person who offered it", () => {
  const testLaw = testLawWithOffer();
  assert.equal(answer(testLaw, 1), "done");
  assert.deepEqual([heldBy(testLaw, 1, 1), heldBy(testLaw, 2, 1)], [10 * UNIT, 0 * UNIT]);
  assert.equal(answer(testLaw, 1), "money/no-such-offer");
  testLaw.assertSound();
});

test("an offer that was never made, or is not one's own to answer so, is refused", () => {
  const testLaw = testLawWithOffer();
  assert.equal(answer(testLaw, 1, 2), "money/no-such-offer");
  assert.equal(answer(testLaw, 3), "money/not-your-offer");
  assert.equal(answer(testLaw, 2), "money/not-your-offer");
});

test("an answer comes in time until the millisecond before the end", () => {
  const testLaw = testLawWithOffer();
  testLaw.now += 14 * DAY - 1;
  assert.equal(answer(testLaw, 1), "done");
  const late = testLawWithOffer();
  late.now += 14 * DAY;
  assert.equal(answer(late, 1), "money/offer-ended");
});
