/** Goal: a word can be taken back, but no single person ends another's membership by it. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { DAY } from "../kernel/time.ts";
import { applyBy, statusOf } from "../testing/joining.ts";
import { leaveNow } from "../testing/leaving.ts";
import { foundTestLaw, outcomeOf, type TestLaw } from "../testing/test-law.ts";

function withdraw(testLaw: TestLaw, from: number, person: number): string {
  return outcomeOf(testLaw.act(from, "membership/withdraw-vouch", { person }));
}

test("a withdrawn vouch counts no more, and the pause goes on", () => {
  const testLaw = foundTestLaw(3);
  const person = applyBy(testLaw, 1);
  testLaw.act(1, "membership/vouch", { person });
  assert.equal(withdraw(testLaw, 1, person), "done");
  const { admission } = testLaw.view<{ admission: { have: number } }>("membership/person", {
    person,
  });
  assert.equal(admission.have, 0);
  const again = testLaw.act(1, "membership/vouch", { person });
  assert.equal(outcomeOf(again), "membership/vouched-recently");
  testLaw.assertSound();
});

test("anyone who was admitted stays a member", () => {
  const testLaw = foundTestLaw(3);
  const person = applyBy(testLaw, 1);
  for (const from of [1, 2, 3]) testLaw.act(from, "membership/vouch", { person });
  for (const from of [1, 2, 3]) assert.equal(withdraw(testLaw, from, person), "done");
  assert.equal(statusOf(testLaw, person), "member");
});

test("a vouch that was not given, or has ended, is refused", () => {
  const testLaw = foundTestLaw(2);
  assert.equal(withdraw(testLaw, 1, 2), "membership/no-such-vouch");
  testLaw.act(1, "membership/vouch", { person: 2 });
  testLaw.pass(730 * DAY);
  assert.equal(withdraw(testLaw, 1, 2), "membership/no-such-vouch");
});

test("anyone who has left may still take their word back", () => {
  const testLaw = foundTestLaw(2);
  testLaw.act(1, "membership/vouch", { person: 2 });
  leaveNow(testLaw, 1);
  assert.equal(withdraw(testLaw, 1, 2), "done");
  testLaw.assertSound();
});
