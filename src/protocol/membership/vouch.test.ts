/** Goal: vouches are given by people who may, at a human pace, for people who are here. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { DAY } from "../kernel/time.ts";
import { decide } from "../testing/deciding.ts";
import { applyBy, rules, statusOf } from "../testing/joining.ts";
import { leaveNow } from "../testing/leaving.ts";
import { founder, foundTestLaw, outcomeOf, TEST_START, type TestLaw } from "../testing/test-law.ts";

function vouch(testLaw: TestLaw, from: number, person: number): string {
  return outcomeOf(testLaw.act(from, "membership/vouch", { person }));
}

test("a vouch stands on both sides until its end", () => {
  const testLaw = foundTestLaw(2);
  assert.equal(vouch(testLaw, 1, 2), "done");
  const [at, until] = [testLaw.now, testLaw.now + 730 * DAY];
  const given = testLaw.view<{ vouchesFor: object[] }>("membership/person", { person: 1 });
  assert.deepEqual(given.vouchesFor, [{ person: 2, at, until }]);
  const received = () =>
    testLaw.view<{ vouchedBy: object[] }>("membership/person", { person: 2 }).vouchedBy;
  assert.deepEqual(received(), [{ person: 1, at, until }]);
  testLaw.pass(730 * DAY - 1);
  assert.equal(received().length, 1);
  testLaw.pass(1);
  assert.equal(received().length, 0);
  testLaw.assertSound();
});

test("nobody vouches for themselves, for nobody, or for anyone who has left", () => {
  const testLaw = foundTestLaw(3);
  leaveNow(testLaw, 3);
  assert.equal(vouch(testLaw, 1, 1), "membership/not-for-yourself");
  assert.equal(vouch(testLaw, 1, 9), "membership/no-such-person");
  assert.equal(vouch(testLaw, 1, 3), "membership/has-left");
});

test("applicants and anyone who has left cannot vouch", () => {
  const testLaw = foundTestLaw(2);
  const applicant = applyBy(testLaw, 1);
  assert.equal(vouch(testLaw, applicant, 1), "membership/not-yet-admitted");
  leaveNow(testLaw, 2);
  assert.equal(vouch(testLaw, 2, 1), "membership/has-left");
});

test("a vouch is given again from 90 days before its end, and without a pause", () => {
  const testLaw = foundTestLaw(3, { constitution: rules({ "vouch-life-days": 180 }) });
  assert.equal(vouch(testLaw, 1, 2), "done");
  testLaw.pass(90 * DAY - 1);
  assert.equal(vouch(testLaw, 1, 2), "membership/already-vouched");
  assert.equal(vouch(testLaw, 1, 3), "done");
  testLaw.pass(1);
  assert.equal(vouch(testLaw, 1, 2), "done");
  const given = testLaw.view<{ vouchesFor: { until: number }[] }>("membership/person", {
    person: 1,
  });
  assert.equal(given.vouchesFor[0]?.until, testLaw.now + 180 * DAY);
  testLaw.pass(180 * DAY);
  assert.equal(vouch(testLaw, 1, 2), "done");
  testLaw.assertSound();
});

test("from one vouch to the next the pause passes, to the millisecond", () => {
  const testLaw = foundTestLaw(3);
  assert.equal(vouch(testLaw, 1, 2), "done");
  assert.equal(vouch(testLaw, 1, 3), "membership/vouched-recently");
  testLaw.pass(5 * DAY - 1);
  const receipt = testLaw.act(1, "membership/vouch", { person: 3 });
  assert.equal(outcomeOf(receipt), "membership/vouched-recently");
  assert.deepEqual(receipt.refusal?.details, { from: testLaw.now + 1 });
  testLaw.pass(1);
  assert.equal(vouch(testLaw, 1, 3), "done");
});

test("a newcomer waits, a founder does not", () => {
  const newcomer = { ...founder(2), founder: false, invitedBy: 1 };
  const members = [founder(1), newcomer];
  const testLaw = foundTestLaw(2, { membership: { members, vouches: [] } });
  testLaw.pass(90 * DAY - 1);
  assert.equal(vouch(testLaw, 2, 1), "membership/too-new-to-vouch");
  testLaw.pass(1);
  assert.equal(vouch(testLaw, 2, 1), "done");
  assert.equal(vouch(testLaw, 1, 2), "done");
});

test("as many vouches stand at once as the rules say; ended ones make room and are swept", () => {
  const figures = { "vouches-live-max": 5, "vouch-pace-days": 0, "vouch-life-days": 180 };
  const testLaw = foundTestLaw(8, { constitution: rules(figures) });
  for (const person of [2, 3, 4, 5, 6]) assert.equal(vouch(testLaw, 1, person), "done");
  assert.equal(vouch(testLaw, 1, 7), "membership/too-many-vouches");
  testLaw.pass(180 * DAY);
  assert.equal(vouch(testLaw, 1, 7), "done");
  assert.equal(
    testLaw.view<{ vouchesFor: object[] }>("membership/person", { person: 1 }).vouchesFor.length,
    1,
  );
  testLaw.assertSound();
});

test("a view says beforehand what the action will say", () => {
  const testLaw = foundTestLaw(3);
  vouch(testLaw, 1, 2);
  const shown = testLaw.view<{ mayVouch: { from: number; refusal: { code: string } | null } }>(
    "membership/person",
    { person: 1 },
  );
  assert.equal(shown.mayVouch.from, testLaw.now + 5 * DAY);
  assert.equal(shown.mayVouch.refusal?.code, "membership/vouched-recently");
});

test("the vouch that completes the rule admits, in the same action", () => {
  const testLaw = foundTestLaw(3);
  const person = applyBy(testLaw, 1);
  vouch(testLaw, 1, person);
  vouch(testLaw, 2, person);
  assert.equal(statusOf(testLaw, person), "applicant");
  const receipt = testLaw.act(3, "membership/vouch", { person });
  assert.deepEqual(
    receipt.events.map(({ type }) => type),
    ["membership/vouch-given", "membership/person-admitted"],
  );
  assert.equal(statusOf(testLaw, person), "member");
  const counts = testLaw.view("membership/counts", {});
  assert.deepEqual(counts, { members: 4, applicants: 0, founders: 3 });
  assert.equal(testLaw.now, TEST_START);
  testLaw.assertSound();
});

test("a change of the pause helps anyone who waits, and makes nobody wait longer who vouched before it", () => {
  const pace = (testLaw: TestLaw, days: number) => {
    const input = { parameter: "vouch-pace-days", value: days };
    const wishes = [{ type: "constitution/set-parameter", input }];
    assert.equal(decide(testLaw, { kind: "rule", wishes }, [1, 2, 3]), "in-effect");
  };
  const from = (testLaw: TestLaw) =>
    testLaw.view<{ mayVouch: { from: number } }>("membership/person", { person: 1 }).mayVouch.from;
  for (const [before, after] of [
    [28, 26],
    [5, 6],
  ] as const) {
    const testLaw = foundTestLaw(3, { constitution: rules({ "vouch-pace-days": before }) });
    vouch(testLaw, 1, 2);
    assert.equal(from(testLaw), TEST_START + before * DAY);
    pace(testLaw, after);
    assert.equal(from(testLaw), TEST_START + Math.min(before, after) * DAY);
  }
});
