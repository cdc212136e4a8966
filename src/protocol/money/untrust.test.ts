/** Goal: anyone who no longer wants somebody's money is not given any, and keeps what they hold. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { earn, heldBy, pay, trust, UNIT } from "../testing/paying.ts";
import { foundTestLaw, outcomeOf } from "../testing/test-law.ts";

test("trust taken back stops payments and leaves what is held", () => {
  const testLaw = foundTestLaw(2);
  earn(testLaw);
  trust(testLaw, 2, 1);
  pay(testLaw, 1, 2, [1, UNIT]);
  assert.equal(outcomeOf(testLaw.act(2, "money/untrust", { currency: 1 })), "done");
  assert.equal(pay(testLaw, 1, 2, [1, UNIT]), "money/not-trusted");
  assert.equal(heldBy(testLaw, 2, 1), UNIT);
  testLaw.assertSound();
});

test("trust that was not given cannot be taken back, nor twice", () => {
  const testLaw = foundTestLaw(2);
  trust(testLaw, 2, 1);
  assert.equal(outcomeOf(testLaw.act(1, "money/untrust", { currency: 2 })), "money/no-such-trust");
  assert.equal(outcomeOf(testLaw.act(2, "money/untrust", { currency: 1 })), "done");
  assert.equal(outcomeOf(testLaw.act(2, "money/untrust", { currency: 1 })), "money/no-such-trust");
});
