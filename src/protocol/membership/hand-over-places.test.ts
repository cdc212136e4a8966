/** Goal: places go from one tree of vouches to another only expressly, and no more than there are. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { present } from "../kernel/assert.ts";
import type { PersonId } from "../kernel/ids.ts";
import { DAY } from "../kernel/time.ts";
import { applyBy, phaseOf, statusOf } from "../testing/joining.ts";
import { foundVillage, outcomeOf, type Village } from "../testing/village.ts";
import { putPlaces, runningPhase } from "./places.ts";

function hand(village: Village, from: number, person: number, places: number): string {
  return outcomeOf(village.act(from, "membership/hand-over-places", { person, places }));
}

function vouch(village: Village, from: number, person: number): string {
  return outcomeOf(village.act(from, "membership/vouch", { person }));
}

const placesOf = (village: Village, person: number) =>
  village.view<{ phase: { places: number } | null }>("membership/growth", { person }).phase?.places;

test("places go to another tree only expressly, and no more than there are", () => {
  const village = foundVillage(3, { membership: phaseOf(3, 9) });
  const newcomer = applyBy(village, 1);
  assert.equal(vouch(village, 1, newcomer), "done");
  assert.equal(hand(village, 1, newcomer, 1), "membership/same-places");
  assert.equal(hand(village, newcomer, 2, 1), "membership/no-places");
  assert.equal(hand(village, 1, 2, 0), "membership/no-places");
  assert.equal(hand(village, 1, 2, 2), "membership/no-places");
  assert.equal(hand(village, 1, 9, 1), "membership/not-a-member");
  const waiting = applyBy(village, 1);
  assert.equal(hand(village, 1, 2, 1), "done");
  assert.equal(vouch(village, 1, waiting), "membership/vouched-recently");
  assert.deepEqual([placesOf(village, 1), placesOf(village, 2)], [0, 3]);
  assert.equal(hand(village, 2, 1, 1), "done");
  assert.equal(vouch(village, 1, waiting), "done");
  village.assertSound();
  village.pass(90 * DAY);
  assert.equal(hand(village, 2, 3, 1), "membership/no-phase");
});

test("a vouch that waited for a place admits when one is handed over", () => {
  const village = foundVillage(2, { membership: phaseOf(2, 4) });
  vouch(village, 1, applyBy(village, 1));
  village.pass(5 * DAY);
  const waiting = applyBy(village, 1);
  assert.equal(vouch(village, 1, waiting), "done");
  assert.equal(statusOf(village, waiting), "applicant");
  village.act(2, "membership/hand-over-places", { person: 1, places: 1 });
  village.pass(1);
  assert.equal(statusOf(village, waiting), "member");
  village.assertSound();
});

test("nobody collects more places than can be written, and what is over stays with the giver", () => {
  const village = foundVillage(2, { membership: phaseOf(2, 20) });
  const phase = present(runningPhase(village.state, village.now), "the founding phase runs");
  putPlaces(village.state, 2 as PersonId, phase, 65_533);
  const refused = village.act(1, "membership/hand-over-places", { person: 2, places: 3 });
  assert.equal(outcomeOf(refused), "membership/no-places");
  assert.deepEqual(refused.refusal?.details, { left: 2 });
  assert.equal(hand(village, 1, 2, 2), "done");
  assert.deepEqual([placesOf(village, 1), placesOf(village, 2)], [7, 65_535]);
});

test("whoever left, or waits to be admitted, hands over nothing and gets nothing", () => {
  const village = foundVillage(3, { membership: phaseOf(3, 9) });
  const waiting = applyBy(village, 1);
  assert.equal(hand(village, waiting, 1, 1), "membership/not-yet-admitted");
  assert.equal(hand(village, 1, waiting, 1), "membership/not-yet-admitted");
  village.act(3, "membership/leave", {});
  assert.equal(hand(village, 3, 1, 1), "membership/has-left");
  assert.equal(hand(village, 1, 3, 1), "membership/has-left");
});

test("places that are handed to somebody of another's tree are the tree's", () => {
  const village = foundVillage(2, { membership: phaseOf(2, 10) });
  const newcomer = applyBy(village, 2);
  assert.equal(vouch(village, 2, newcomer), "done");
  assert.equal(hand(village, 1, newcomer, 2), "done");
  assert.deepEqual(
    [placesOf(village, 1), placesOf(village, 2), placesOf(village, newcomer)],
    [2, 5, 5],
  );
  village.assertSound();
});
