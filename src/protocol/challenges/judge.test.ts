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
import { outcomeOf, type Village } from "../testing/village.ts";
import { isVisible } from "../visible.ts";
import { ballots } from "./types.ts";

/** Ten founders and somebody whom three of them challenge: seven judge. */
function challenged(): { village: Village; newcomer: number } {
  const village = foundQuick(10);
  const newcomer = letIn(village, [1, 2]);
  challengeBy(village, [3, 4, 5], [newcomer]);
  return { village, newcomer };
}

test("a third of those who judge and more than three fifths confirm: membership ends, vouchers pause", () => {
  const { village, newcomer } = challenged();
  village.pass(3 * DAY);
  assert.equal(show(village).stage, "voting");
  assert.deepEqual(judgeAs(village, [1, 6, 7], ["yes"]), ["done", "done", "done"]);
  judgeAs(village, [8], ["no"]);
  village.pass(11 * DAY - 1);
  assert.equal(statusOf(village, newcomer), "member");
  village.pass(1);
  assert.deepEqual([statusOf(village, newcomer), outcomes(village)], ["left", ["confirmed"]]);
  assert.match(show(village).accused[0]?.why?.result ?? "", /^Must go: 3 people said/);
  const vouch = village.act(1, "membership/vouch", { person: 8 });
  assert.equal(outcomeOf(vouch), "membership/barred-from-vouching");
  village.assertSound();
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
    const { village, newcomer } = challenged();
    village.pass(3 * DAY);
    const people = [1, 2, 6, 7, 8, 9, 10];
    judgeAs(village, people.slice(0, yes), ["yes"]);
    judgeAs(village, people.slice(yes, yes + no), ["no"]);
    judgeAs(village, people.slice(yes + no, yes + no + 1), ["abstain"]);
    village.pass(11 * DAY);
    assert.deepEqual(outcomes(village), [outcome]);
    assert.equal(statusOf(village, newcomer), outcome === "confirmed" ? "left" : "member");
    village.assertSound();
  });
}

test("the parties, later members and strangers do not judge, and nobody outside of the time", () => {
  const { village, newcomer } = challenged();
  assert.deepEqual(judgeAs(village, [1], ["yes"]), ["challenges/not-voting"]);
  const later = letIn(village, [1, 2]);
  village.pass(3 * DAY);
  const waiting = applyBy(village, 6);
  assert.deepEqual(judgeAs(village, [3, 4, newcomer, later, waiting], ["yes"]), [
    "challenges/is-party",
    "challenges/is-party",
    "challenges/is-party",
    "challenges/joined-later",
    "membership/not-yet-admitted",
  ]);
  assert.deepEqual(judgeAs(village, [1], []), ["challenges/other-count"]);
  assert.deepEqual(judgeAs(village, [1], ["yes", "yes"]), ["challenges/other-count"]);
  assert.deepEqual(judgeAs(village, [1], ["yes"], 9), ["challenges/unknown"]);
  village.now += 11 * DAY - 1;
  assert.deepEqual(judgeAs(village, [1], ["yes"]), ["done"]);
  village.now += 1;
  assert.deepEqual(judgeAs(village, [1], ["yes"]), ["challenges/not-voting"]);
});

test("the last answer counts, and nobody sees it before the end", () => {
  const { village } = challenged();
  village.pass(3 * DAY);
  judgeAs(village, [1, 6, 7], ["yes"]);
  judgeAs(village, [7], ["no"]);
  const look = (viewer: number) => {
    return isVisible(ballots.visibility, [1, 7], { state: village.state, viewer: viewer as never });
  };
  assert.deepEqual([look(7), look(6), look(0)], [true, false, false]);
  assert.equal(show(village).ballots, null);
  assert.equal(show(village).accused[0]?.yes, 0);
  village.pass(11 * DAY);
  assert.deepEqual([look(6), show(village).ballots?.length], [true, 3]);
  assert.deepEqual(outcomes(village), ["fallen"], "two of seven are too few");
});

test("each of the accused is judged by themselves", () => {
  const village = foundQuick(12);
  const [first, second] = [letIn(village, [1, 2]), letIn(village, [1, 2])];
  challengeBy(village, [3, 4, 5], [first, second], 1);
  village.pass(3 * DAY);
  judgeAs(village, [6, 7, 8], ["yes", "no"]);
  village.pass(11 * DAY);
  assert.deepEqual(outcomes(village), ["confirmed", "honest"]);
  assert.deepEqual([statusOf(village, first), statusOf(village, second)], ["left", "member"]);
  assert.equal(outcomeOf(open(village, 4, [letIn(village, [6, 7])])), "done", "nobody rests");
  village.assertSound();
});

test("answers of people who leave afterwards stay, and the reason stays to be read until the end", () => {
  const { village, newcomer } = challenged();
  const { reason } = village.view<{ reason: Uint8Array }>("challenges/challenge", {
    challenge: 1,
    person: 0,
  });
  const erase = () => outcomeOf(village.act(3, "records/erase", { text: reason }));
  assert.equal(erase(), "records/in-force");
  village.pass(3 * DAY);
  judgeAs(village, [1, 6, 7], ["yes"]);
  village.act(7, "membership/leave", {});
  assert.equal(erase(), "records/in-force");
  village.assertSound();
  village.pass(11 * DAY);
  assert.deepEqual(outcomes(village), ["confirmed"]);
  assert.equal(statusOf(village, newcomer), "left");
  village.assertSound();
  assert.equal(erase(), "done");
});

test("who was let in a moment before it began judges, who was let in at that moment does not", () => {
  const village = foundQuick(9);
  const newcomer = letIn(village, [1, 2]);
  open(village, 3, [newcomer]);
  const before = letIn(village, [6, 7]);
  village.now += 1;
  const later = letIn(village, [6, 8]);
  supportBy(village, [4, 5]);
  village.pass(3 * DAY);
  assert.deepEqual(judgeAs(village, [before, later], ["yes"]), ["done", "challenges/joined-later"]);
});

test("about whom another challenge runs nothing is said in this one", () => {
  const village = foundQuick(14);
  const [first, second] = [letIn(village, [1, 2]), letIn(village, [1, 2])];
  open(village, 3, [first, second], 1);
  challengeBy(village, [4, 5, 6], [first]);
  supportBy(village, [7, 8]);
  assert.deepEqual(outcomes(village), ["passed-over", "open"]);
  village.pass(3 * DAY);
  judgeAs(village, [1, 2, 9, 10, 11], ["yes", "yes"]);
  judgeAs(village, [1, 2, 9, 10, 11], ["no"], 2);
  village.pass(11 * DAY);
  assert.deepEqual(
    [outcomes(village), outcomes(village, 2)],
    [["passed-over", "confirmed"], ["honest"]],
  );
  assert.deepEqual([statusOf(village, first), statusOf(village, second)], ["member", "left"]);
  village.assertSound();
});
