/** Goal: places go from one tree of vouches to another only expressly, and no more than there are. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { present } from "../kernel/assert.ts";
import type { PersonId } from "../kernel/ids.ts";
import { DAY } from "../kernel/time.ts";
import { applyBy, phaseOf, statusOf } from "../testing/joining.ts";
import { leaveNow } from "../testing/leaving.ts";
import { foundTestLaw, outcomeOf, type TestLaw } from "../testing/test-law.ts";
import { putPlaces, runningPhase } from "./places.ts";

function hand(testLaw: TestLaw, from: number, person: number, places: number): string {
  return outcomeOf(testLaw.act(from, "membership/hand-over-places", { person, places }));
}

function vouch(testLaw: TestLaw, from: number, person: number): string {
  return outcomeOf(testLaw.act(from, "membership/vouch", { person }));
}

const placesOf = (testLaw: TestLaw, person: number) =>
  testLaw.view<{ phase: { places: number } | null }>("membership/growth", { person }).phase?.places;

test("places go to another tree only expressly, and no more than there are", () => {
  const testLaw = foundTestLaw(3, { membership: phaseOf(3, 9) });
  const newcomer = applyBy(testLaw, 1);
  assert.equal(vouch(testLaw, 1, newcomer), "done");
  assert.equal(hand(testLaw, 1, newcomer, 1), "membership/same-places");
  assert.equal(hand(testLaw, newcomer, 2, 1), "membership/no-places");
  assert.equal(hand(testLaw, 1, 2, 0), "membership/no-places");
  assert.equal(hand(testLaw, 1, 2, 2), "membership/no-places");
  assert.equal(hand(testLaw, 1, 9, 1), "membership/not-a-member");
  const waiting = applyBy(testLaw, 1);
  assert.equal(hand(testLaw, 1, 2, 1), "done");
  assert.equal(vouch(testLaw, 1, waiting), "membership/vouched-recently");
  assert.deepEqual([placesOf(testLaw, 1), placesOf(testLaw, 2)], [0, 3]);
  assert.equal(hand(testLaw, 2, 1, 1), "done");
  assert.equal(vouch(testLaw, 1, waiting), "done");
  testLaw.assertSound();
  testLaw.pass(90 * DAY);
  assert.equal(hand(testLaw, 2, 3, 1), "membership/no-phase");
});

test("a vouch that waited for a place admits when one is handed over", () => {
  const testLaw = foundTestLaw(2, { membership: phaseOf(2, 4) });
  vouch(testLaw, 1, applyBy(testLaw, 1));
  testLaw.pass(5 * DAY);
  const waiting = applyBy(testLaw, 1);
  assert.equal(vouch(testLaw, 1, waiting), "done");
  assert.equal(statusOf(testLaw, waiting), "applicant");
  testLaw.act(2, "membership/hand-over-places", { person: 1, places: 1 });
  testLaw.pass(1);
  assert.equal(statusOf(testLaw, waiting), "member");
  testLaw.assertSound();
});

test("nobody collects more places than can be written, and what is over stays with the giver", () => {
  const testLaw = foundTestLaw(2, { membership: phaseOf(2, 20) });
  const phase = present(runningPhase(testLaw.state, testLaw.now), "the founding phase runs");
  putPlaces(testLaw.state, 2 as PersonId, phase, 65_533);
  const refused = testLaw.act(1, "membership/hand-over-places", { person: 2, places: 3 });
  assert.equal(outcomeOf(refused), "membership/no-places");
  assert.deepEqual(refused.refusal?.details, { left: 2 });
  assert.equal(hand(testLaw, 1, 2, 2), "done");
  assert.deepEqual([placesOf(testLaw, 1), placesOf(testLaw, 2)], [7, 65_535]);
});

test("anyone who left, or waits to be admitted, hands over nothing and gets nothing", () => {
  const testLaw = foundTestLaw(3, { membership: phaseOf(3, 9) });
  const waiting = applyBy(testLaw, 1);
  assert.equal(hand(testLaw, waiting, 1, 1), "membership/not-yet-admitted");
  assert.equal(hand(testLaw, 1, waiting, 1), "membership/not-yet-admitted");
  leaveNow(testLaw, 3);
  assert.equal(hand(testLaw, 3, 1, 1), "membership/has-left");
  assert.equal(hand(testLaw, 1, 3, 1), "membership/has-left");
});

test("places that are handed to somebody of another's tree are the tree's", () => {
  const testLaw = foundTestLaw(2, { membership: phaseOf(2, 10) });
  const newcomer = applyBy(testLaw, 2);
  assert.equal(vouch(testLaw, 2, newcomer), "done");
  assert.equal(hand(testLaw, 1, newcomer, 2), "done");
  assert.deepEqual(
    [placesOf(testLaw, 1), placesOf(testLaw, 2), placesOf(testLaw, newcomer)],
    [2, 5, 5],
  );
  testLaw.assertSound();
});
