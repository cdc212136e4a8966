/** Goal: everyone takes back what a jury confirmed, with a fifth of all and more than three fifths. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { DAY } from "../kernel/time.ts";
import {
  challengeBy,
  drawJury,
  foundForJuries,
  judgeAs,
  letIn,
  open,
  outcomes,
  show,
} from "../testing/challenging.ts";
import { statusOf } from "../testing/joining.ts";
import { outcomeOf, type TestLaw } from "../testing/test-law.ts";
import { isVisible } from "../visible.ts";
import { ballots, voices } from "./types.ts";

/** Somebody whom a jury wants to go, and who has called on everyone; 36 of 40 judge. */
function appealed() {
  const testLaw = foundForJuries(39);
  const newcomer = letIn(testLaw, [1, 2]);
  challengeBy(testLaw, [3, 4, 5], [newcomer]);
  const jury = drawJury(testLaw, 1);
  judgeAs(testLaw, jury, ["yes"]);
  testLaw.pass(11 * DAY);
  testLaw.act(newcomer, "challenges/appeal", { challenge: 1 });
  return { testLaw, newcomer, jury };
}

const say = (testLaw: TestLaw, people: readonly number[], answers: readonly string[]) =>
  judgeAs(testLaw, people, answers, 1, "challenges/judge-appeal");

const range = (from: number, count: number) => Array.from({ length: count }, (_, at) => from + at);

for (const [no, yes, outcome] of [
  [7, 0, "confirmed"],
  [8, 0, "honest"],
  [9, 6, "confirmed"],
  [9, 5, "honest"],
  [0, 20, "confirmed"],
] as const) {
  test(`of 36, ${no} who say that they belong here against ${yes}: ${outcome}`, () => {
    const { testLaw, newcomer } = appealed();
    assert.equal(show(testLaw).eligible, 36);
    say(testLaw, range(6, no), ["no"]);
    say(testLaw, range(6 + no, yes), ["yes"]);
    testLaw.pass(7 * DAY - 1);
    assert.equal(show(testLaw).stage, "appealed");
    testLaw.pass(1);
    assert.deepEqual([show(testLaw).stage, outcomes(testLaw)], ["over", [outcome]]);
    assert.equal(statusOf(testLaw, newcomer), outcome === "honest" ? "member" : "left");
    const again = outcomeOf(open(testLaw, 30, [newcomer]));
    assert.equal(again, outcome === "honest" ? "challenges/found-honest" : "membership/has-left");
    testLaw.assertSound();
  });
}

test("everyone answers who judged or not, but no party, no newcomer and nobody too late", () => {
  const { testLaw, newcomer, jury } = appealed();
  assert.deepEqual(say(testLaw, jury.slice(0, 1), ["no"]), ["done"], "jurors too");
  const later = letIn(testLaw, [1, 2]);
  assert.deepEqual(say(testLaw, [3, 4, newcomer, later], ["no"]), [
    "challenges/is-party",
    "challenges/is-party",
    "challenges/is-party",
    "challenges/joined-later",
  ]);
  assert.deepEqual(say(testLaw, [7], ["no", "no"]), ["challenges/other-count"]);
  const none = { challenge: 4, answers: ["no"] };
  assert.equal(outcomeOf(testLaw.act(7, "challenges/judge-appeal", none)), "challenges/unknown");
  testLaw.now += 7 * DAY - 1;
  assert.deepEqual(say(testLaw, [7], ["no"]), ["done"]);
  testLaw.now += 1;
  assert.deepEqual(say(testLaw, [7], ["no"]), ["challenges/not-voting"]);
});

test("the jury's answers can be read by then, everyone's only at the end", () => {
  const { testLaw, jury } = appealed();
  say(testLaw, [6], ["no"]);
  const look = { state: testLaw.state, viewer: 9 as never };
  assert.equal(isVisible(ballots.visibility, [1, jury[0]], look), true);
  assert.equal(isVisible(voices.visibility, [1, 6], look), false);
  assert.deepEqual([show(testLaw).ballots?.length, show(testLaw).voices], [15, null]);
  testLaw.pass(7 * DAY);
  assert.equal(isVisible(voices.visibility, [1, 6], look), true);
  assert.equal(show(testLaw).voices?.length, 1);
});
