/** Goal: whom a jury wants to go calls on everyone, in time and once. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { DAY } from "../kernel/time.ts";
import {
  challengeBy,
  drawJury,
  foundForJuries,
  judgeAs,
  letIn,
  outcomes,
  show,
} from "../testing/challenging.ts";
import { statusOf } from "../testing/joining.ts";
import { outcomeOf, type TestLaw } from "../testing/test-law.ts";

const appeal = (testLaw: TestLaw, person: number, challenge = 1) =>
  outcomeOf(testLaw.act(person, "challenges/appeal", { challenge }));

/** Two whom a jury wants to go. */
function condemned() {
  const testLaw = foundForJuries(39);
  const [first, second] = [letIn(testLaw, [1, 2]), letIn(testLaw, [1, 2])];
  challengeBy(testLaw, [3, 4, 5, 6], [first, second], 1);
  const jury = drawJury(testLaw, 1);
  judgeAs(testLaw, jury, ["yes", "yes"]);
  return { testLaw, first, second };
}

test("who is to go appeals in time, once", () => {
  const { testLaw, first } = condemned();
  assert.equal(appeal(testLaw, first), "challenges/nothing-to-appeal", "nothing is confirmed yet");
  testLaw.pass(11 * DAY);
  assert.equal(show(testLaw).stage, "appealable");
  assert.equal(appeal(testLaw, 7), "challenges/not-named");
  assert.equal(appeal(testLaw, first, 5), "challenges/unknown");
  assert.equal(appeal(testLaw, first), "done");
  assert.equal(appeal(testLaw, first), "challenges/already-appealed");
  testLaw.assertSound();
});

test("the time to appeal is seven days", () => {
  const { testLaw, first, second } = condemned();
  testLaw.pass(11 * DAY);
  testLaw.now += 7 * DAY - 1;
  assert.equal(appeal(testLaw, first), "done");
  testLaw.now += 1;
  assert.equal(appeal(testLaw, second), "challenges/nothing-to-appeal");
});

test("who does not appeal has to go, and about the other everyone is asked", () => {
  const { testLaw, first, second } = condemned();
  testLaw.pass(11 * DAY);
  appeal(testLaw, second);
  assert.equal(show(testLaw).stage, "appealable", "the other may still");
  testLaw.pass(7 * DAY);
  assert.deepEqual([statusOf(testLaw, first), statusOf(testLaw, second)], ["left", "member"]);
  assert.equal(show(testLaw).stage, "appealed");
  testLaw.assertSound();
  testLaw.pass(7 * DAY);
  assert.equal(statusOf(testLaw, second), "left", "nobody took it back");
  assert.deepEqual(outcomes(testLaw), ["confirmed", "confirmed"]);
  testLaw.assertSound();
});

test("once all have appealed, everyone is asked at once", () => {
  const { testLaw, first, second } = condemned();
  testLaw.pass(11 * DAY);
  appeal(testLaw, first);
  appeal(testLaw, second);
  assert.deepEqual([show(testLaw).stage, show(testLaw).until], ["appealed", testLaw.now + 7 * DAY]);
  testLaw.assertSound();
});

test("the time to appeal stands still while the keys are frozen, fourteen days at most", () => {
  const { testLaw, first, second } = condemned();
  testLaw.pass(11 * DAY);
  testLaw.pass(DAY);
  assert.equal(outcomeOf(testLaw.act(first, "identity/freeze", {})), "done");
  testLaw.pass(6 * DAY);
  assert.deepEqual([statusOf(testLaw, first), statusOf(testLaw, second)], ["member", "member"]);
  assert.equal(show(testLaw).until, testLaw.now + 14 * DAY, "which everyone can see");
  testLaw.pass(14 * DAY - 1);
  assert.equal(show(testLaw).stage, "appealable");
  testLaw.pass(1);
  assert.deepEqual([statusOf(testLaw, first), show(testLaw).stage], ["left", "over"]);
  testLaw.assertSound();
});

test("anyone who lifts the freeze appeals in the time that was left", () => {
  const { testLaw, first } = condemned();
  testLaw.pass(11 * DAY);
  testLaw.act(first, "identity/freeze", {});
  testLaw.pass(10 * DAY);
  assert.equal(appeal(testLaw, first), "kernel/device-frozen");
  assert.equal(outcomeOf(testLaw.act(first, "identity/lift-freeze", {})), "done");
  assert.equal(appeal(testLaw, first), "done");
  testLaw.assertSound();
});

test("whom the jury does not want to go has nothing to appeal, and those who went are not asked about", () => {
  const testLaw = foundForJuries(39);
  const named = [letIn(testLaw, [1, 2]), letIn(testLaw, [1, 2]), letIn(testLaw, [1, 2])];
  const [first = 0, second = 0, third = 0] = named;
  challengeBy(testLaw, [3, 4, 5, 6], named, 1);
  judgeAs(testLaw, drawJury(testLaw, 1), ["yes", "yes", "no"]);
  testLaw.pass(11 * DAY);
  assert.deepEqual(outcomes(testLaw), ["confirmed", "confirmed", "honest"]);
  assert.equal(appeal(testLaw, third), "challenges/nothing-to-appeal");
  appeal(testLaw, first);
  testLaw.pass(7 * DAY);
  assert.equal(appeal(testLaw, second), "challenges/nothing-to-appeal", "they have gone");
  const everyone = Array.from({ length: 10 }, (_, at) => 10 + at);
  judgeAs(testLaw, everyone, ["no", "no", "yes"], 1, "challenges/judge-appeal");
  testLaw.pass(7 * DAY);
  assert.deepEqual(outcomes(testLaw), ["honest", "confirmed", "honest"]);
  assert.deepEqual(
    named.map((person) => statusOf(testLaw, person)),
    ["member", "left", "member"],
  );
  assert.deepEqual(
    [first, second].map((person) =>
      outcomeOf(testLaw.act(7, "challenges/open", reasonless(person))),
    ),
    ["challenges/found-honest", "membership/has-left"],
  );
  testLaw.assertSound();
});

const reasonless = (person: number) => {
  return { accused: [person], voucher: 0, reason: new Uint8Array(32) };
};
