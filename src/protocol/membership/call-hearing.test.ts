/** Goal: who is to be excluded is told why, and nobody is called over and over. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { DAY } from "../kernel/time.ts";
import { giveText, publishText, textHash } from "../testing/deciding.ts";
import { applyBy } from "../testing/joining.ts";
import { foundVillage, outcomeOf, type Village } from "../testing/village.ts";

function call(village: Village, by: number, person: number, reason = textHash("reason")): string {
  if (reason.some((byte) => byte !== 0)) giveText(village, reason, "reason");
  return outcomeOf(village.act(by, "membership/call-hearing", { person, reason }));
}

test("a member is told by whom and why; the page of the person shows it", () => {
  const village = foundVillage(3);
  assert.equal(call(village, 1, 3), "done");
  const { hearing } = village.view<{ hearing: { by: number; at: number } }>("membership/person", {
    person: 3,
  });
  assert.deepEqual([hearing.by, hearing.at], [1, village.now]);
  village.assertSound();
});

test("members call members, not themselves, with a reason", () => {
  const village = foundVillage(3);
  const applicant = applyBy(village, 1);
  assert.equal(call(village, 1, 1), "membership/not-for-yourself");
  assert.equal(call(village, 1, applicant), "membership/not-yet-admitted");
  assert.equal(call(village, applicant, 1), "membership/not-yet-admitted");
  assert.equal(call(village, 1, 9), "membership/not-a-member");
  assert.equal(call(village, 1, 2, new Uint8Array(32)), "membership/no-reason");
});

test("the reason is a published text of whoever calls, as a reason", () => {
  const village = foundVillage(3);
  const calling = (reason: Uint8Array) =>
    outcomeOf(village.act(1, "membership/call-hearing", { person: 3, reason }));
  assert.equal(calling(textHash("never")), "records/unknown-text");
  assert.equal(calling(publishText(village, 1, "note", "note")), "records/other-kind");
  assert.equal(calling(publishText(village, 2, "theirs", "reason")), "records/not-yours");
  const reason = publishText(village, 1, "reason", "reason");
  assert.equal(calling(reason), "done");
  assert.equal(outcomeOf(village.act(1, "records/erase", { text: reason })), "records/in-force");
  village.assertSound();
});

test("one hearing at a time for half a year, and one call of a member in 30 days", () => {
  const village = foundVillage(4);
  assert.equal(call(village, 1, 3), "done");
  assert.equal(call(village, 2, 3), "membership/hearing-open");
  village.pass(30 * DAY - 1);
  assert.equal(call(village, 1, 2), "membership/called-recently");
  village.pass(1);
  assert.equal(call(village, 1, 2), "done");
  village.pass(150 * DAY - 1);
  assert.equal(call(village, 4, 3), "membership/hearing-open");
  village.pass(1);
  assert.equal(call(village, 4, 3), "done");
  village.assertSound();
});
