/** Goal: whoever left comes back with the same number, by the same rule as everybody. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { applyBy, rules, statusOf } from "../testing/joining.ts";
import { founder, foundVillage, outcomeOf, type Village } from "../testing/village.ts";

function apply(village: Village, person: number): string {
  return outcomeOf(village.act(person, "membership/apply", {}));
}

test("members, and applicants who do not meet the rule, have nothing to apply for", () => {
  const village = foundVillage(3);
  const person = applyBy(village, 1);
  assert.equal(apply(village, 1), "membership/already-here");
  assert.equal(apply(village, person), "membership/already-here");
});

test("whoever left and is still known is back at once, without a founder's standing", () => {
  const village = foundVillage(4);
  for (const from of [1, 2, 3]) village.act(from, "membership/vouch", { person: 4 });
  village.act(4, "membership/leave", {});
  assert.equal(apply(village, 4), "done");
  assert.equal(statusOf(village, 4), "member");
  assert.deepEqual(village.view("membership/counts", {}), { members: 4, applicants: 0, elders: 3 });
  const refused = village.act(4, "membership/vouch", { person: 1 });
  assert.equal(outcomeOf(refused), "membership/too-new-to-vouch");
  village.assertSound();
});

test("whoever left without vouches waits as an applicant", () => {
  const village = foundVillage(3);
  village.act(3, "membership/leave", {});
  assert.equal(apply(village, 3), "done");
  assert.equal(statusOf(village, 3), "applicant");
  assert.equal(apply(village, 3), "membership/already-here");
  village.assertSound();
});

test("a person whom the founding document numbers but does not list applies with their key", () => {
  const membership = { members: [founder(1)], vouches: [] };
  const village = foundVillage(2, { membership });
  assert.equal(apply(village, 2), "done");
  assert.equal(outcomeOf(village.act(1, "membership/vouch", { person: 2 })), "done");
  assert.equal(statusOf(village, 2), "member");
});

test("an applicant who meets the rule since it was eased is admitted on asking", () => {
  const village = foundVillage(3, { constitution: rules({ "vouches-needed": 3 }) });
  const person = applyBy(village, 1);
  for (const from of [1, 2]) village.act(from, "membership/vouch", { person });
  assert.equal(apply(village, person), "membership/already-here");
  village.act(3, "membership/leave", {});
  assert.equal(apply(village, person), "done");
  assert.equal(statusOf(village, person), "member");
  village.assertSound();
});
