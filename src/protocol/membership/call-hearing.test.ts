/** Goal: who is to be excluded is told why, and nobody is called over and over. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { DAY } from "../kernel/time.ts";
import { giveText, publishText, textHash } from "../testing/deciding.ts";
import { applyBy } from "../testing/joining.ts";
import { foundTestLaw, outcomeOf, type TestLaw } from "../testing/test-law.ts";

function call(testLaw: TestLaw, by: number, person: number, reason = textHash("reason")): string {
  if (reason.some((byte) => byte !== 0)) giveText(testLaw, reason, "reason");
  return outcomeOf(testLaw.act(by, "membership/call-hearing", { person, reason }));
}

test("a member is told by whom and why; the page of the person shows it", () => {
  const testLaw = foundTestLaw(3);
  assert.equal(call(testLaw, 1, 3), "done");
  const { hearing } = testLaw.view<{ hearing: { by: number; at: number } }>("membership/person", {
    person: 3,
  });
  assert.deepEqual([hearing.by, hearing.at], [1, testLaw.now]);
  testLaw.assertSound();
});

test("members call members, not themselves, with a reason", () => {
  const testLaw = foundTestLaw(3);
  const applicant = applyBy(testLaw, 1);
  assert.equal(call(testLaw, 1, 1), "membership/not-for-yourself");
  assert.equal(call(testLaw, 1, applicant), "membership/not-yet-admitted");
  assert.equal(call(testLaw, applicant, 1), "membership/not-yet-admitted");
  assert.equal(call(testLaw, 1, 9), "membership/not-a-member");
  assert.equal(call(testLaw, 1, 2, new Uint8Array(32)), "membership/no-reason");
});

test("the reason is a published text of anyone who calls, as a reason", () => {
  const testLaw = foundTestLaw(3);
  const calling = (reason: Uint8Array) =>
    outcomeOf(testLaw.act(1, "membership/call-hearing", { person: 3, reason }));
  assert.equal(calling(textHash("never")), "records/unknown-text");
  assert.equal(calling(publishText(testLaw, 1, "note", "note")), "records/other-kind");
  assert.equal(calling(publishText(testLaw, 2, "theirs", "reason")), "records/not-yours");
  const reason = publishText(testLaw, 1, "reason", "reason");
  assert.equal(calling(reason), "done");
  assert.equal(outcomeOf(testLaw.act(1, "records/erase", { text: reason })), "records/in-force");
  testLaw.assertSound();
});

test("one hearing at a time for half a year, and one call of a member in 30 days", () => {
  const testLaw = foundTestLaw(4);
  assert.equal(call(testLaw, 1, 3), "done");
  assert.equal(call(testLaw, 2, 3), "membership/hearing-open");
  testLaw.pass(30 * DAY - 1);
  assert.equal(call(testLaw, 1, 2), "membership/called-recently");
  testLaw.pass(1);
  assert.equal(call(testLaw, 1, 2), "done");
  testLaw.pass(150 * DAY - 1);
  assert.equal(call(testLaw, 4, 3), "membership/hearing-open");
  testLaw.pass(1);
  assert.equal(call(testLaw, 4, 3), "done");
  testLaw.assertSound();
});
