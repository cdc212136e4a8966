/** Goal: anyone who left comes back with the same number, by the same rule as everybody. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { DAY } from "../kernel/time.ts";
import { applyBy, phaseOf, rules, statusOf } from "../testing/joining.ts";
import { leaveNow } from "../testing/leaving.ts";
import { foundTestLaw, outcomeOf, type TestLaw } from "../testing/test-law.ts";

function apply(testLaw: TestLaw, person: number): string {
  return outcomeOf(testLaw.act(person, "membership/apply", {}));
}

test("members, and applicants who do not meet the rule, have nothing to apply for", () => {
  const testLaw = foundTestLaw(3);
  const person = applyBy(testLaw, 1);
  assert.equal(apply(testLaw, 1), "membership/already-here");
  assert.equal(apply(testLaw, person), "membership/already-here");
});

test("anyone who left and is still known is back at once, without a founder's standing", () => {
  const testLaw = foundTestLaw(4);
  for (const from of [1, 2, 3]) testLaw.act(from, "membership/vouch", { person: 4 });
  leaveNow(testLaw, 4);
  assert.equal(apply(testLaw, 4), "done");
  assert.equal(statusOf(testLaw, 4), "member");
  assert.deepEqual(testLaw.view("membership/counts", {}), {
    members: 4,
    applicants: 0,
    founders: 3,
  });
  const refused = testLaw.act(4, "membership/vouch", { person: 1 });
  assert.equal(outcomeOf(refused), "membership/too-new-to-vouch");
  testLaw.assertSound();
});

test("anyone who left without vouches waits as an applicant", () => {
  const testLaw = foundTestLaw(3);
  leaveNow(testLaw, 3);
  assert.equal(apply(testLaw, 3), "done");
  assert.equal(statusOf(testLaw, 3), "applicant");
  assert.equal(apply(testLaw, 3), "membership/already-here");
  testLaw.assertSound();
});

test("a person whom the founding document numbers but does not list applies with their key", () => {
  const membership = phaseOf(1);
  const testLaw = foundTestLaw(2, { membership });
  assert.equal(apply(testLaw, 2), "done");
  assert.equal(outcomeOf(testLaw.act(1, "membership/vouch", { person: 2 })), "done");
  assert.equal(statusOf(testLaw, 2), "member");
});

test("whose application lapsed applies again by the same inviter's count, a member that left by nobody's", () => {
  const figures = rules({ "applications-live-max": 5, "application-days": 14 });
  const testLaw = foundTestLaw(3, { constitution: figures });
  const first = applyBy(testLaw, 1);
  testLaw.pass(14 * DAY - 1);
  assert.equal(statusOf(testLaw, first), "applicant");
  testLaw.pass(1);
  assert.equal(statusOf(testLaw, first), "left");
  for (let more = 0; more < 5; more += 1) applyBy(testLaw, 1);
  assert.equal(apply(testLaw, first), "membership/too-many-applications");
  leaveNow(testLaw, 2);
  assert.equal(apply(testLaw, 2), "done");
  testLaw.pass(14 * DAY);
  assert.equal(apply(testLaw, first), "done");
  testLaw.assertSound();
});

test("anyone who has what is needed and waits for a place has nothing more to apply for", () => {
  const figures = { "vouch-pace-days": 0, "vouches-needed": 2, "intake-month-least": 1 };
  const testLaw = foundTestLaw(2, { constitution: rules(figures) });
  const people = [applyBy(testLaw, 1), applyBy(testLaw, 1)];
  for (const person of people) {
    for (const from of [1, 2]) testLaw.act(from, "membership/vouch", { person });
  }
  const waiting = people[1] as number;
  assert.equal(statusOf(testLaw, waiting), "applicant");
  assert.equal(apply(testLaw, waiting), "membership/already-here");
  testLaw.assertSound();
});
