/** Goal: a word can be taken back, but no single person ends another's membership by it. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { DAY } from "../kernel/time.ts";
import { applyBy, statusOf } from "../testing/joining.ts";
import { foundVillage, outcomeOf, type Village } from "../testing/village.ts";

function withdraw(village: Village, from: number, person: number): string {
  return outcomeOf(village.act(from, "membership/withdraw-vouch", { person }));
}

test("a withdrawn vouch counts no more, and the pause goes on", () => {
  const village = foundVillage(3);
  const person = applyBy(village, 1);
  village.act(1, "membership/vouch", { person });
  assert.equal(withdraw(village, 1, person), "done");
  const { admission } = village.view<{ admission: { have: number } }>("membership/person", {
    person,
  });
  assert.equal(admission.have, 0);
  const again = village.act(1, "membership/vouch", { person });
  assert.equal(outcomeOf(again), "membership/vouched-recently");
  village.assertSound();
});

test("whoever was admitted stays a member", () => {
  const village = foundVillage(3);
  const person = applyBy(village, 1);
  for (const from of [1, 2, 3]) village.act(from, "membership/vouch", { person });
  for (const from of [1, 2, 3]) assert.equal(withdraw(village, from, person), "done");
  assert.equal(statusOf(village, person), "member");
});

test("a vouch that was not given, or has ended, is refused", () => {
  const village = foundVillage(2);
  assert.equal(withdraw(village, 1, 2), "membership/no-such-vouch");
  village.act(1, "membership/vouch", { person: 2 });
  village.pass(730 * DAY);
  assert.equal(withdraw(village, 1, 2), "membership/no-such-vouch");
});

test("whoever has left may still take their word back", () => {
  const village = foundVillage(2);
  village.act(1, "membership/vouch", { person: 2 });
  village.act(1, "membership/leave", {});
  assert.equal(withdraw(village, 1, 2), "done");
  village.assertSound();
});
