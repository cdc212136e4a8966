/** Goal: everyone but the parties judges where there is no jury; answers are secret until the end. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { DAY } from "../kernel/time.ts";
import {
  challengeBy,
  foundQuick,
  judgeAs,
  letIn,
  open,
  outcomes,
  show,
  supportBy,
} from "../testing/challenging.ts";
import { applyBy, statusOf } from "../testing/joining.ts";
import { leaveNow } from "../testing/leaving.ts";
import { outcomeOf, type TestLaw } from "../testing/test-law.ts";
import { isVisible } from "../visible.ts";
import { ballots } from "./types.ts";

/** Ten founders and somebody whom three of them challenge: seven judge. */
function challenged(): { testLaw: TestLaw; newcomer: number } {
  const testLaw = foundQuick(10);
  const newcomer = letIn(testLaw, [1, 2]);
  challengeBy(testLaw, [3, 4, 5], [newcomer]);
  return { testLaw, newcomer };
}

test("a third of those who judge and more than three fifths confirm: membership ends, vouchers pause", () => {
  const { testLaw, newcomer } = challenged();
  testLaw.pass(3 * DAY);
  assert.equal(show(testLaw).stage, "voting");
  assert.deepEqual(judgeAs(testLaw, [1, 6, 7], ["yes"]), ["done", "done", "done"]);
  judgeAs(testLaw, [8], ["no"]);
  testLaw.pass(11 * DAY - 1);
  assert.equal(statusOf(testLaw, newcomer), "member");
  testLaw.pass(1);
  assert.deepEqual([statusOf(testLaw, newcomer), outcomes(testLaw)], ["left", ["confirmed"]]);
  assert.match(show(testLaw).accused[0]?.why?.result ?? "", /^Must go: 3 people said/);
  const vouch = testLaw.act(1, "membership/vouch", { person: 8 });
  assert.equal(outcomeOf(vouch), "membership/barred-from-vouching");
  testLaw.assertSound();
});

for (const [yes, no, outcome] of [
  [2, 0, "fallen"],
  [3, 2, "fallen"],
  [3, 1, "confirmed"],
  [0, 3, "honest"],
  [1, 3, "honest"],
  [2, 3, "fallen"],
  [0, 2, "fallen"],
] as const) {
  test(`of seven who judge, ${yes} who say that they must go and ${no} that they belong here: ${outcome}`, () => {
    const { testLaw, newcomer } = challenged();
    testLaw.pass(3 * DAY);
    const people = [1, 2, 6, 7, 8, 9, 10];
    judgeAs(testLaw, people.slice(0, yes), ["yes"]);
    judgeAs(testLaw, people.slice(yes, yes + no), ["no"]);
    judgeAs(testLaw, people.slice(yes + no, yes + no + 1), ["abstain"]);
    testLaw.pass(11 * DAY);
    assert.deepEqual(outcomes(testLaw), [outcome]);
    assert.equal(statusOf(testLaw, newcomer), outcome === "confirmed" ? "left" : "member");
    testLaw.assertSound();
  });
}

test("the parties, later members and strangers do not judge, and nobody outside of the time", () => {
  const { testLaw, newcomer } = challenged();
  assert.deepEqual(judgeAs(testLaw, [1], ["yes"]), ["challenges/not-voting"]);
  const later = letIn(testLaw, [1, 2]);
  testLaw.pass(3 * DAY);
  const waiting = applyBy(testLaw, 6);
  assert.deepEqual(judgeAs(testLaw, [3, 4, newcomer, later, waiting], ["yes"]), [
    "challenges/is-party",
    "challenges/is-party",
    "challenges/is-party",
    "challenges/joined-later",
    "membership/not-yet-admitted",
  ]);
  assert.deepEqual(judgeAs(testLaw, [1], []), ["challenges/other-count"]);
  assert.deepEqual(judgeAs(testLaw, [1], ["yes", "yes"]), ["challenges/other-count"]);
  assert.deepEqual(judgeAs(testLaw, [1], ["yes"], 9), ["challenges/unknown"]);
  testLaw.now += 11 * DAY - 1;
  assert.deepEqual(judgeAs(testLaw, [1], ["yes"]), ["done"]);
  testLaw.now += 1;
  assert.deepEqual(judgeAs(testLaw, [1], ["yes"]), ["challenges/not-voting"]);
});

test("the last answer counts, and nobody sees it before the end", () => {
  const { testLaw } = challenged();
  testLaw.pass(3 * DAY);
  judgeAs(testLaw, [1, 6, 7], ["yes"]);
  judgeAs(testLaw, [7], ["no"]);
  const look = (viewer: number) => {
    return isVisible(ballots.visibility, [1, 7], { state: testLaw.state, viewer: viewer as never });
  };
  assert.deepEqual([look(7), look(6), look(0)], [true, false, false]);
  assert.equal(show(testLaw).ballots, null);
  assert.equal(show(testLaw).accused[0]?.yes, 0);
  testLaw.pass(11 * DAY);
  assert.deepEqual([look(6), show(testLaw).ballots?.length], [true, 3]);
  assert.deepEqual(outcomes(testLaw), ["fallen"], "two of seven are too few");
});

test("each of the accused is judged by themselves", () => {
  const testLaw = foundQuick(12);
  const [first, second] = [letIn(testLaw, [1, 2]), letIn(testLaw, [1, 2])];
  challengeBy(testLaw, [3, 4, 5], [first, second], 1);
  testLaw.pass(3 * DAY);
  judgeAs(testLaw, [6, 7, 8], ["yes", "no"]);
  testLaw.pass(11 * DAY);
  assert.deepEqual(outcomes(testLaw), ["confirmed", "honest"]);
  assert.deepEqual([statusOf(testLaw, first), statusOf(testLaw, second)], ["left", "member"]);
  assert.equal(outcomeOf(open(testLaw, 4, [letIn(testLaw, [6, 7])])), "done", "nobody rests");
  testLaw.assertSound();
});

test("answers of people who leave afterwards stay, and the reason stays to be read until the end", () => {
  const { testLaw, newcomer } = challenged();
  const { reason } = testLaw.view<{ reason: Uint8Array }>("challenges/challenge", {
    challenge: 1,
    person: 0,
  });
  const erase = () => outcomeOf(testLaw.act(3, "records/erase", { text: reason }));
  assert.equal(erase(), "records/in-force");
  testLaw.pass(3 * DAY);
  judgeAs(testLaw, [1, 6, 7], ["yes"]);
  leaveNow(testLaw, 7);
  assert.equal(erase(), "records/in-force");
  testLaw.assertSound();
  testLaw.pass(11 * DAY);
  assert.deepEqual(outcomes(testLaw), ["confirmed"]);
  assert.equal(statusOf(testLaw, newcomer), "left");
  testLaw.assertSound();
  assert.equal(erase(), "done");
});

test("who was let in a moment before it began judges, who was let in at that moment does not", () => {
  const testLaw = foundQuick(9);
  const newcomer = letIn(testLaw, [1, 2]);
  open(testLaw, 3, [newcomer]);
  const before = letIn(testLaw, [6, 7]);
  testLaw.now += 1;
  const later = letIn(testLaw, [6, 8]);
  supportBy(testLaw, [4, 5]);
  testLaw.pass(3 * DAY);
  assert.deepEqual(judgeAs(testLaw, [before, later], ["yes"]), ["done", "challenges/joined-later"]);
});

test("about whom another challenge runs nothing is said in this one", () => {
  const testLaw = foundQuick(14);
  const [first, second] = [letIn(testLaw, [1, 2]), letIn(testLaw, [1, 2])];
  open(testLaw, 3, [first, second], 1);
  challengeBy(testLaw, [4, 5, 6], [first]);
  supportBy(testLaw, [7, 8]);
  assert.deepEqual(outcomes(testLaw), ["passed-over", "open"]);
  testLaw.pass(3 * DAY);
  judgeAs(testLaw, [1, 2, 9, 10, 11], ["yes", "yes"]);
  judgeAs(testLaw, [1, 2, 9, 10, 11], ["no"], 2);
  testLaw.pass(11 * DAY);
  assert.deepEqual(
    [outcomes(testLaw), outcomes(testLaw, 2)],
    [["passed-over", "confirmed"], ["honest"]],
  );
  assert.deepEqual([statusOf(testLaw, first), statusOf(testLaw, second)], ["member", "left"]);
  testLaw.assertSound();
});
