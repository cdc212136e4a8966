/** Goal: whoever no longer wants somebody's money is not given any, and keeps what they hold. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { earn, heldBy, pay, trust, UNIT } from "../testing/paying.ts";
import { foundVillage, outcomeOf } from "../testing/village.ts";

test("trust taken back stops payments and leaves what is held", () => {
  const village = foundVillage(2);
  earn(village);
  trust(village, 2, 1);
  pay(village, 1, 2, [1, UNIT]);
  assert.equal(outcomeOf(village.act(2, "money/untrust", { currency: 1 })), "done");
  assert.equal(pay(village, 1, 2, [1, UNIT]), "money/not-trusted");
  assert.equal(heldBy(village, 2, 1), UNIT);
  village.assertSound();
});

test("trust that was not given cannot be taken back, nor twice", () => {
  const village = foundVillage(2);
  trust(village, 2, 1);
  assert.equal(outcomeOf(village.act(1, "money/untrust", { currency: 2 })), "money/no-such-trust");
  assert.equal(outcomeOf(village.act(2, "money/untrust", { currency: 1 })), "done");
  assert.equal(outcomeOf(village.act(2, "money/untrust", { currency: 1 })), "money/no-such-trust");
});
