/** Goal: everybody can go at any time; it ends income and voice and nothing of anybody else's. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { HOUR } from "../kernel/time.ts";
import { applyBy, statusOf } from "../testing/joining.ts";
import { foundVillage, outcomeOf, type Village } from "../testing/village.ts";

function leave(village: Village, person: number): string {
  return outcomeOf(village.act(person, "membership/leave", {}));
}

test("a member leaves: counted no more, still shown, no income", () => {
  const village = foundVillage(2);
  village.pass(5 * HOUR);
  assert.equal(leave(village, 2), "done");
  assert.deepEqual(village.view("membership/counts", {}), { members: 1, applicants: 0, elders: 1 });
  assert.equal(statusOf(village, 2), "left");
  assert.equal(outcomeOf(village.act(2, "money/claim", { until: 0 })), "membership/has-left");
  village.assertSound();
});

test("vouches of whoever left do not count while they are gone; those they received stay", () => {
  const village = foundVillage(2);
  const person = applyBy(village, 1);
  village.act(1, "membership/vouch", { person: 2 });
  village.act(2, "membership/vouch", { person });
  const had = () =>
    village.view<{ admission: { have: number } }>("membership/person", { person }).admission.have;
  assert.equal(had(), 1);
  leave(village, 2);
  assert.equal(had(), 0);
  const left = village.view<{ vouchedBy: object[] }>("membership/person", { person: 2 });
  assert.equal(left.vouchedBy.length, 1);
});

test("an applicant takes an application back; leaving twice is refused", () => {
  const village = foundVillage(1);
  const person = applyBy(village, 1);
  assert.equal(leave(village, person), "done");
  assert.equal(leave(village, person), "membership/has-left");
});

test("a person whom no part of the founding names cannot leave", () => {
  const village = foundVillage(1, { membership: { members: [], vouches: [] } });
  assert.equal(leave(village, 1), "membership/not-a-member");
});
