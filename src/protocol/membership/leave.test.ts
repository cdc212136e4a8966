/**
 * Goal: everybody can go at any time; it ends income and voice and nothing of anybody else's, and no one
 * key does it at once.
 */
import assert from "node:assert/strict";
import { test } from "node:test";
import { noteGrowth } from "../identity/index.ts";
import type { PersonId } from "../kernel/ids.ts";
import { DAY, HOUR } from "../kernel/time.ts";
import { applyBy, statusOf } from "../testing/joining.ts";
import { foundKeyring } from "../testing/keyring.ts";
import { foundTestLaw, outcomeOf, TEST_START, type TestLaw } from "../testing/test-law.ts";
import { endMembership } from "./index.ts";

const WEEK = 7 * DAY;

function leave(testLaw: TestLaw, person: number): string {
  return outcomeOf(testLaw.act(person, "membership/leave", {}));
}

test("a member leaves after seven days, to the millisecond: counted no more, still shown, no income", () => {
  const testLaw = foundTestLaw(2);
  testLaw.pass(5 * HOUR);
  const receipt = testLaw.act(2, "membership/leave", {});
  const at = testLaw.now + WEEK;
  assert.deepEqual(
    receipt.events.map(({ type, people, data }) => [type, people, data]),
    [["membership/leave-announced", [2], { person: 2, by: 0, at }]],
  );
  testLaw.pass(WEEK - 1);
  assert.equal(statusOf(testLaw, 2), "member");
  testLaw.assertSound();
  testLaw.pass(1);
  assert.deepEqual(testLaw.view("membership/counts", {}), {
    members: 1,
    applicants: 0,
    founders: 1,
  });
  assert.equal(statusOf(testLaw, 2), "left");
  assert.equal(outcomeOf(testLaw.act(2, "money/claim", { until: 0 })), "membership/has-left");
  testLaw.assertSound();
});

test("until then a member is one with everything: vouches, income, links, and a say", () => {
  const testLaw = foundTestLaw(3);
  const person = applyBy(testLaw, 1);
  assert.equal(leave(testLaw, 2), "done");
  testLaw.pass(WEEK - 1);
  assert.equal(outcomeOf(testLaw.act(2, "membership/vouch", { person })), "done");
  assert.equal(outcomeOf(testLaw.act(2, "money/claim", { until: 0 })), "done");
  assert.equal(typeof applyBy(testLaw, 2), "number");
  const { members } = testLaw.view<{ members: number }>("membership/counts", {});
  assert.equal(members, 3);
  const had = () =>
    testLaw.view<{ admission: { have: number } }>("membership/person", { person }).admission.have;
  assert.equal(had(), 1);
  testLaw.pass(1);
  assert.equal(had(), 0, "vouches of anyone who left do not count while they are gone");
  testLaw.assertSound();
});

test("vouches that anyone who left received stay", () => {
  const testLaw = foundTestLaw(2);
  testLaw.act(1, "membership/vouch", { person: 2 });
  leave(testLaw, 2);
  testLaw.pass(WEEK);
  const left = testLaw.view<{ vouchedBy: object[] }>("membership/person", { person: 2 });
  assert.equal(left.vouchedBy.length, 1);
});

test("an applicant takes an application back at once; leaving twice is refused", () => {
  const testLaw = foundTestLaw(1);
  const person = applyBy(testLaw, 1);
  assert.equal(leave(testLaw, person), "done");
  assert.equal(statusOf(testLaw, person), "left");
  assert.equal(leave(testLaw, person), "membership/has-left");
  testLaw.assertSound();
});

test("a person whom no part of the founding names cannot leave", () => {
  const testLaw = foundTestLaw(1, { membership: { members: [], vouches: [] } });
  assert.equal(leave(testLaw, 1), "membership/not-a-member");
});

test("one notice is enough: with the same key nothing is begun twice, and the day stays", () => {
  const testLaw = foundTestLaw(2);
  assert.equal(leave(testLaw, 2), "done");
  testLaw.pass(DAY);
  const refused = testLaw.act(2, "membership/leave", {});
  assert.equal(outcomeOf(refused), "membership/leaving-already");
  assert.deepEqual(refused.refusal?.details, { at: testLaw.now + WEEK - DAY });
  testLaw.pass(WEEK - DAY);
  assert.equal(statusOf(testLaw, 2), "left");
});

test("a recovery key begins it too, and alone does not make it sooner", () => {
  const ring = foundKeyring();
  assert.equal(ring.act("sheet", "membership/leave"), "done");
  assert.equal(ring.act("sheet", "membership/leave"), "membership/leaving-already");
  assert.equal(statusOf(ring.testLaw, 1), "member");
  ring.testLaw.pass(WEEK);
  assert.equal(statusOf(ring.testLaw, 1), "left");
});

test("with the recovery key and another old key one leaves at once, whichever is first", () => {
  for (const [first, second] of [
    ["phone", "sheet"],
    ["sheet", "phone"],
  ] as const) {
    const ring = foundKeyring();
    ring.act(first, "membership/leave");
    assert.equal(ring.act(second, "membership/leave"), "done");
    assert.equal(statusOf(ring.testLaw, 1), "left");
    assert.equal(ring.act(second, "membership/leave"), "membership/has-left");
    ring.testLaw.assertSound();
    ring.testLaw.pass(WEEK);
    ring.testLaw.assertSound();
  }
});

test("a new key makes nothing sooner until its thirtieth day is over, and two everyday keys never do", () => {
  const ring = foundKeyring();
  ring.add("phone", "laptop");
  ring.add("phone", "new sheet", "recovery");
  ring.act("phone", "membership/leave");
  for (const name of ["laptop", "new sheet"]) {
    assert.equal(ring.act(name, "membership/leave"), "membership/leaving-already");
  }
  ring.act("phone", "membership/stay");
  ring.testLaw.pass(30 * DAY - 1);
  ring.act("phone", "membership/leave");
  assert.equal(ring.act("new sheet", "membership/leave"), "membership/leaving-already");
  ring.testLaw.pass(1);
  assert.equal(ring.act("laptop", "membership/leave"), "membership/leaving-already");
  assert.equal(ring.act("new sheet", "membership/leave"), "done");
  assert.equal(statusOf(ring.testLaw, 1), "left");
});

test("what a key began that has ended since is no second word", () => {
  const ring = foundKeyring();
  ring.add("phone", "lent", "device", ring.testLaw.now + 31 * DAY);
  ring.testLaw.pass(30 * DAY);
  ring.act("lent", "membership/leave");
  ring.testLaw.pass(DAY);
  assert.equal(ring.act("sheet", "membership/leave"), "membership/leaving-already");
});

test("anyone who clears the phone with which they left is gone all the same", () => {
  const ring = foundKeyring();
  ring.act("phone", "membership/leave");
  assert.equal(ring.on("phone", "revoke-device", "phone"), "done");
  ring.testLaw.pass(WEEK);
  assert.equal(statusOf(ring.testLaw, 1), "left");
  ring.testLaw.assertSound();
});

test("anyone who is put out meanwhile is gone once, and comes back without a notice", () => {
  const testLaw = foundTestLaw(4);
  leave(testLaw, 2);
  testLaw.pass(DAY);
  endMembership(testLaw.state, 2 as PersonId, "harm", testLaw.now);
  testLaw.assertSound();
  assert.equal(outcomeOf(testLaw.act(2, "membership/apply", {})), "done");
  testLaw.pass(WEEK);
  assert.equal(statusOf(testLaw, 2), "applicant");
  testLaw.assertSound();
});

test("anyone who came back leaves with a notice again", () => {
  const testLaw = foundTestLaw(5);
  for (const from of [1, 3, 4]) testLaw.act(from, "membership/vouch", { person: 2 });
  leave(testLaw, 2);
  testLaw.pass(WEEK);
  testLaw.act(2, "membership/apply", {});
  assert.equal(statusOf(testLaw, 2), "member");
  assert.equal(leave(testLaw, 2), "done");
  assert.equal(statusOf(testLaw, 2), "member");
});

test("leaving is free: who has used up the day may still go, and stay", () => {
  const ring = foundKeyring();
  noteGrowth(ring.testLaw.state, 1 as PersonId, { rows: 500, bytes: 1024 * 1024 }, TEST_START);
  assert.equal(ring.act("phone", "membership/leave"), "done");
  assert.equal(ring.act("sheet", "membership/stay"), "done");
});
