/** Goal: a challenge goes on by itself, each step at its moment, and whom it is about is told. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { DAY } from "../kernel/time.ts";
import {
  challengeBy,
  drawJury,
  foundForJuries,
  foundQuick,
  judgeAs,
  letIn,
  open,
  publishNote,
  show,
  sitting,
  supportBy,
} from "../testing/challenging.ts";
import { applyBy } from "../testing/joining.ts";
import { foundTestLaw, type TestLaw } from "../testing/test-law.ts";

/** Lets time pass, and returns what was told about challenges: what happened, to whom, and one figure. */
function told(testLaw: TestLaw, milliseconds: number, figure = "challenge") {
  testLaw.now += milliseconds;
  return testLaw.stateMachine
    .begin(testLaw.state, testLaw.now)
    .filter(({ type }) => type.startsWith("challenges/"))
    .map(({ type, people, data }) => [type.slice(11), people, data[figure]]);
}

test("the machine is told when the next one goes on", () => {
  const testLaw = foundQuick(8);
  const next = () => testLaw.stateMachine.nextDue(testLaw.state);
  const before = next();
  open(testLaw, 3, [letIn(testLaw, [1, 2])]);
  assert.equal(next(), testLaw.now + 7 * DAY);
  testLaw.pass(7 * DAY);
  assert.equal(next(), before);
});

test("one that finds too few supporters lapses, and anyone who opened it is told", () => {
  const testLaw = foundQuick(8);
  open(testLaw, 3, [letIn(testLaw, [1, 2])]);
  assert.deepEqual(told(testLaw, 7 * DAY - 1), []);
  assert.deepEqual(told(testLaw, 1), [
    ["lapsed", [3], 1],
    ["ended", [3], 1],
  ]);
});

test("one that could begin against nobody any more lapses too", () => {
  const testLaw = foundQuick(10);
  const newcomer = letIn(testLaw, [1, 2]);
  open(testLaw, 3, [newcomer]);
  challengeBy(testLaw, [4, 5, 6], [newcomer]);
  supportBy(testLaw, [7]);
  const { events } = testLaw.act(8, "challenges/support", { challenge: 1 });
  assert.deepEqual(
    events.map(({ type, people }) => [type, people]),
    [
      ["challenges/supported", [8, 3]],
      ["challenges/lapsed", [3]],
      ["challenges/ended", [3]],
    ],
  );
});

test("where everyone judges, anyone who is named is told when it opens and what came of it", () => {
  const testLaw = foundQuick(12);
  const [first, second] = [letIn(testLaw, [1, 2]), letIn(testLaw, [1, 2])];
  const opened = challengeBy(testLaw, [3, 4, 5], [first, second], 1);
  assert.equal(opened, 1);
  assert.deepEqual(told(testLaw, 3 * DAY, "way"), [["voting-opened", [first, second], "everyone"]]);
  judgeAs(testLaw, [6, 7, 8], ["yes", "no"]);
  assert.deepEqual(told(testLaw, 11 * DAY, "outcome"), [
    ["decided", [second], "honest"],
    ["decided", [first], "confirmed"],
    ["ended", [3], undefined],
  ]);
});

test("with a jury, jurors are told that they were drawn, and everyone when they are asked", () => {
  const testLaw = foundForJuries(39);
  const named = [letIn(testLaw, [1, 2]), letIn(testLaw, [1, 2]), letIn(testLaw, [1, 2])];
  const [first = 0, second = 0, third = 0] = named;
  challengeBy(testLaw, [3, 4, 5, 6], named, 1);
  const jury = drawJury(testLaw, 1);
  judgeAs(testLaw, jury.slice(1), ["yes", "yes", "abstain"]);
  const half = told(testLaw, 5.5 * DAY, "until");
  const drawn = sitting(testLaw, 1).filter((person) => !jury.includes(person));
  assert.deepEqual(half, [["jurors-drawn", drawn, show(testLaw).closesAt]]);
  assert.deepEqual(told(testLaw, 5.5 * DAY, "outcome"), [["decided", [third], "fallen"]]);
  testLaw.act(second, "challenges/appeal", { challenge: 1 });
  assert.deepEqual(told(testLaw, 7 * DAY, "until"), [
    ["decided", [first], undefined],
    ["appeal-opened", [], testLaw.now + 7 * DAY],
  ]);
  assert.deepEqual(told(testLaw, 7 * DAY, "outcome"), [
    ["decided", [second], "confirmed"],
    ["ended", [3], undefined],
  ]);
  assert.equal(
    testLaw.view<{ against: unknown[] }>("challenges/about", { person: first, viewer: 1 }).against
      .length,
    1,
  );
});

test("frozen keys prolong the time to answer and to appeal, and the person it is for is told", () => {
  const testLaw = foundForJuries(39);
  const [first, second] = [letIn(testLaw, [1, 2]), letIn(testLaw, [1, 2])];
  challengeBy(testLaw, [3, 4, 5, 6], [first, second], 1);
  testLaw.act(first, "identity/freeze", {});
  const until = testLaw.now + 17 * DAY;
  assert.deepEqual(told(testLaw, 3 * DAY, "until"), [
    ["hearing-prolonged", [first, second], until],
  ]);
  testLaw.act(first, "identity/lift-freeze", {});
  assert.deepEqual([show(testLaw).until, show(testLaw).stage], [until, "hearing"]);
});

test("64 go on in a block, and the others in the next", () => {
  const testLaw = foundTestLaw(66);
  const waiting = applyBy(testLaw, 1);
  for (let by = 1; by <= 65; by += 1) {
    const input = { accused: [waiting], voucher: 0, reason: publishNote(testLaw, by) };
    assert.equal(testLaw.act(by, "challenges/open", input).code, 0);
  }
  const lapsed = (after: number) =>
    told(testLaw, after).filter(([type]) => type === "lapsed").length;
  assert.deepEqual([lapsed(7 * DAY), lapsed(1), lapsed(1)], [64, 1, 0]);
  testLaw.assertSound();
});
