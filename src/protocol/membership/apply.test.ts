/** Goal: whoever left comes back with the same number, by the same rule as everybody. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { DAY } from "../kernel/time.ts";
import { applyBy, phaseOf, rules, statusOf } from "../testing/joining.ts";
import { foundVillage, outcomeOf, type Village } from "../testing/village.ts";

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
  const membership = phaseOf(1);
  const village = foundVillage(2, { membership });
  assert.equal(apply(village, 2), "done");
  assert.equal(outcomeOf(village.act(1, "membership/vouch", { person: 2 })), "done");
  assert.equal(statusOf(village, 2), "member");
});

test("whose application lapsed applies again by the same inviter's count, a member that left by nobody's", () => {
  const figures = rules({ "applications-live-max": 5, "application-days": 14 });
  const village = foundVillage(3, { constitution: figures });
  const first = applyBy(village, 1);
  village.pass(14 * DAY - 1);
  assert.equal(statusOf(village, first), "applicant");
  village.pass(1);
  assert.equal(statusOf(village, first), "left");
  for (let more = 0; more < 5; more += 1) applyBy(village, 1);
  assert.equal(apply(village, first), "membership/too-many-applications");
  village.act(2, "membership/leave", {});
  assert.equal(apply(village, 2), "done");
  village.pass(14 * DAY);
  assert.equal(apply(village, first), "done");
  village.assertSound();
});

test("whoever has what is needed and waits for a place has nothing more to apply for", () => {
  const figures = { "vouch-pace-days": 0, "vouches-needed": 2, "intake-month-least": 1 };
  const village = foundVillage(2, { constitution: rules(figures) });
  const people = [applyBy(village, 1), applyBy(village, 1)];
  for (const person of people) {
    for (const from of [1, 2]) village.act(from, "membership/vouch", { person });
  }
  const waiting = people[1] as number;
  assert.equal(statusOf(village, waiting), "applicant");
  assert.equal(apply(village, waiting), "membership/already-here");
  village.assertSound();
});
