/** Goal: everybody can go at any time; it ends income and voice and nothing of anybody else's. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { HOUR } from "../kernel/time.ts";
import { applyBy, statusOf } from "../testing/joining.ts";
import { foundTestLaw, outcomeOf, type TestLaw } from "../testing/test-law.ts";

function leave(testLaw: TestLaw, person: number): string {
  return outcomeOf(testLaw.act(person, "membership/leave", {}));
}

test("a member leaves: counted no more, still shown, no income", () => {
  const testLaw = foundTestLaw(2);
  testLaw.pass(5 * HOUR);
  assert.equal(leave(testLaw, 2), "done");
  assert.deepEqual(testLaw.view("membership/counts", {}), { members: 1, applicants: 0, elders: 1 });
  assert.equal(statusOf(testLaw, 2), "left");
  assert.equal(outcomeOf(testLaw.act(2, "money/claim", { until: 0 })), "membership/has-left");
  testLaw.assertSound();
});

test("vouches of whoever left do not count while they are gone; those they received stay", () => {
  const testLaw = foundTestLaw(2);
  const person = applyBy(testLaw, 1);
  testLaw.act(1, "membership/vouch", { person: 2 });
  testLaw.act(2, "membership/vouch", { person });
  const had = () =>
    testLaw.view<{ admission: { have: number } }>("membership/person", { person }).admission.have;
  assert.equal(had(), 1);
  leave(testLaw, 2);
  assert.equal(had(), 0);
  const left = testLaw.view<{ vouchedBy: object[] }>("membership/person", { person: 2 });
  assert.equal(left.vouchedBy.length, 1);
});

test("an applicant takes an application back; leaving twice is refused", () => {
  const testLaw = foundTestLaw(1);
  const person = applyBy(testLaw, 1);
  assert.equal(leave(testLaw, person), "done");
  assert.equal(leave(testLaw, person), "membership/has-left");
});

test("a person whom no part of the founding names cannot leave", () => {
  const testLaw = foundTestLaw(1, { membership: { members: [], vouches: [] } });
  assert.equal(leave(testLaw, 1), "membership/not-a-member");
});
