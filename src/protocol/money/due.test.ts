/** Goal: however many offers end at once, a block returns no more than it can bear, and none is lost. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { DAY } from "../kernel/time.ts";
import { earn, offer, walletOf } from "../testing/paying.ts";
import { foundTestLaw } from "../testing/test-law.ts";
import { RETURNS_MAX } from "./due.ts";
import { OFFERS_WAITING_MAX } from "./offering.ts";

test("a thousand go back in one block, the rest in the next", () => {
  const people = 16;
  const testLaw = foundTestLaw(people);
  earn(testLaw);
  const shares = () => walletOf(testLaw, 2).holdings[0]?.shares;
  const before = shares();
  for (let person = 1; person <= people; person++) {
    for (let made = 0; made < OFFERS_WAITING_MAX; made++) {
      offer(testLaw, person, 1 + (person % people), person, 1);
    }
  }
  testLaw.now += 14 * DAY;
  const block = () => testLaw.stateMachine.begin(testLaw.state, testLaw.now).length;
  assert.equal(block(), RETURNS_MAX);
  assert.equal(testLaw.stateMachine.nextDue(testLaw.state), testLaw.now);
  testLaw.assertSound();
  assert.equal(block(), people * OFFERS_WAITING_MAX - RETURNS_MAX);
  assert.equal(testLaw.stateMachine.nextDue(testLaw.state), undefined);
  assert.equal(shares(), before);
  testLaw.assertSound();
});
