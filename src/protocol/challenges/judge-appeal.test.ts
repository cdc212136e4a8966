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
import { outcomeOf, type Village } from "../testing/village.ts";
import { isVisible } from "../visible.ts";
import { ballots, voices } from "./types.ts";

/** Somebody whom a jury wants to go, and who has called on everyone; 36 of 40 judge. */
function appealed() {
  const village = foundForJuries(39);
  const newcomer = letIn(village, [1, 2]);
  challengeBy(village, [3, 4, 5], [newcomer]);
  const jury = drawJury(village, 1);
  judgeAs(village, jury, ["yes"]);
  village.pass(11 * DAY);
  village.act(newcomer, "challenges/appeal", { challenge: 1 });
  return { village, newcomer, jury };
}

const say = (village: Village, people: readonly number[], answers: readonly string[]) =>
  judgeAs(village, people, answers, 1, "challenges/judge-appeal");

const range = (from: number, count: number) => Array.from({ length: count }, (_, at) => from + at);

for (const [no, yes, outcome] of [
  [7, 0, "confirmed"],
  [8, 0, "honest"],
  [9, 6, "confirmed"],
  [9, 5, "honest"],
  [0, 20, "confirmed"],
] as const) {
  test(`of 36, ${no} who say that they belong here against ${yes}: ${outcome}`, () => {
    const { village, newcomer } = appealed();
    assert.equal(show(village).eligible, 36);
    say(village, range(6, no), ["no"]);
    say(village, range(6 + no, yes), ["yes"]);
    village.pass(7 * DAY - 1);
    assert.equal(show(village).stage, "appealed");
    village.pass(1);
    assert.deepEqual([show(village).stage, outcomes(village)], ["over", [outcome]]);
    assert.equal(statusOf(village, newcomer), outcome === "honest" ? "member" : "left");
    const again = outcomeOf(open(village, 30, [newcomer]));
    assert.equal(again, outcome === "honest" ? "challenges/found-honest" : "membership/has-left");
    village.assertSound();
  });
}

test("everyone answers who judged or not, but no party, no newcomer and nobody too late", () => {
  const { village, newcomer, jury } = appealed();
  assert.deepEqual(say(village, jury.slice(0, 1), ["no"]), ["done"], "jurors too");
  const later = letIn(village, [1, 2]);
  assert.deepEqual(say(village, [3, 4, newcomer, later], ["no"]), [
    "challenges/is-party",
    "challenges/is-party",
    "challenges/is-party",
    "challenges/joined-later",
  ]);
  assert.deepEqual(say(village, [7], ["no", "no"]), ["challenges/other-count"]);
  const none = { challenge: 4, answers: ["no"] };
  assert.equal(outcomeOf(village.act(7, "challenges/judge-appeal", none)), "challenges/unknown");
  village.now += 7 * DAY - 1;
  assert.deepEqual(say(village, [7], ["no"]), ["done"]);
  village.now += 1;
  assert.deepEqual(say(village, [7], ["no"]), ["challenges/not-voting"]);
});

test("the jury's answers can be read by then, everyone's only at the end", () => {
  const { village, jury } = appealed();
  say(village, [6], ["no"]);
  const look = { state: village.state, viewer: 9 as never };
  assert.equal(isVisible(ballots.visibility, [1, jury[0]], look), true);
  assert.equal(isVisible(voices.visibility, [1, 6], look), false);
  assert.deepEqual([show(village).ballots?.length, show(village).voices], [15, null]);
  village.pass(7 * DAY);
  assert.equal(isVisible(voices.visibility, [1, 6], look), true);
  assert.equal(show(village).voices?.length, 1);
});
