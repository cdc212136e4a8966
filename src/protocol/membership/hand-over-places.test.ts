/** Goal: places go from one tree of vouches to another only expressly, and no more than there are. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { DAY } from "../kernel/time.ts";
import { applyBy, phaseOf, statusOf } from "../testing/joining.ts";
import { foundVillage, outcomeOf, type Village } from "../testing/village.ts";

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
