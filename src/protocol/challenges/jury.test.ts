/** Goal: a jury is drawn by a lot that nobody chooses, has no party in it, and others come once for who is silent. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { DAY, HOUR } from "../kernel/time.ts";
import {
  challengeBy,
  drawJury,
  foundForJuries,
  judgeAs,
  letIn,
  open,
  outcomes,
  show,
  sitting,
  supportBy,
} from "../testing/challenging.ts";
import { giveValues, machineKey } from "../testing/helping.ts";
import { statusOf } from "../testing/joining.ts";
import { leaveNow } from "../testing/leaving.ts";
import type { TestLaw } from "../testing/test-law.ts";

/** Forty founders, four machines, and somebody whom the first two let in and the next three challenge. */
function tried(founders = 40, machines = 4) {
  const testLaw = foundForJuries(founders, machines);
  const newcomer = letIn(testLaw, [1, 2]);
  challengeBy(testLaw, [3, 4, 5, ...(founders > 40 ? [6] : [])], [newcomer]);
  return { testLaw, newcomer };
}

test("fifteen are drawn when the time to answer is over; ten of them confirm", () => {
  const { testLaw, newcomer } = tried(39);
  assert.deepEqual([show(testLaw).way, show(testLaw).stage], ["jury", "hearing"]);
  const jury = drawJury(testLaw, 1);
  assert.equal(jury.length, 15);
  assert.deepEqual(
    jury.filter((person) => [1, 2, 3, 4, 5, newcomer].includes(person)),
    [],
  );
  const outsider = Array.from({ length: 39 }, (_, at) => at + 1).find(
    (person) => person > 5 && !jury.includes(person),
  );
  assert.deepEqual(judgeAs(testLaw, [outsider ?? 0], ["yes"]), ["challenges/not-a-juror"]);
  judgeAs(testLaw, jury.slice(0, 10), ["yes"]);
  judgeAs(testLaw, jury.slice(10), ["no"]);
  testLaw.assertSound();
  testLaw.pass(11 * DAY);
  assert.deepEqual([show(testLaw).stage, outcomes(testLaw)], ["appealable", ["confirmed"]]);
  assert.equal(statusOf(testLaw, newcomer), "member", "until the time to appeal is over");
  testLaw.pass(7 * DAY - 1);
  assert.equal(statusOf(testLaw, newcomer), "member");
  testLaw.pass(1);
  assert.equal(statusOf(testLaw, newcomer), "left");
  testLaw.assertSound();
});

for (const [yes, no, outcome] of [
  [9, 6, "fallen"],
  [10, 5, "confirmed"],
  [5, 10, "honest"],
  [6, 9, "fallen"],
  [0, 0, "fallen"],
] as const) {
  test(`${yes} of the jury against ${no}: ${outcome}`, () => {
    const { testLaw } = tried(39);
    const jury = drawJury(testLaw, 1);
    judgeAs(testLaw, jury.slice(0, yes), ["yes"]);
    judgeAs(testLaw, jury.slice(yes, yes + no), ["no"]);
    testLaw.pass(11 * DAY);
    testLaw.pass(1);
    assert.deepEqual(outcomes(testLaw), [outcome]);
    testLaw.assertSound();
  });
}

test("who is silent by half of the time loses the seat to the next of the same lot, once", () => {
  const { testLaw } = tried(39);
  const jury = drawJury(testLaw, 1);
  judgeAs(testLaw, jury.slice(0, 8), ["yes"]);
  leaveNow(testLaw, jury[8] ?? 0);
  testLaw.pass(5.5 * DAY - 1);
  assert.deepEqual(sitting(testLaw, 1), jury);
  testLaw.pass(1);
  const now = sitting(testLaw, 1);
  assert.equal(now.length, 15);
  assert.ok(jury.slice(0, 8).every((person) => now.includes(person)));
  assert.ok(jury.slice(8).every((person) => !now.includes(person)));
  assert.deepEqual(judgeAs(testLaw, jury.slice(9, 10), ["yes"]), ["challenges/not-a-juror"]);
  const others = now.filter((person) => !jury.includes(person));
  judgeAs(testLaw, others.slice(0, 2), ["yes"]);
  testLaw.assertSound();
  testLaw.pass(5.5 * DAY);
  assert.deepEqual(outcomes(testLaw), ["confirmed"], "eight and two are ten");
  testLaw.assertSound();
});

test("it falls without a disadvantage when also the others are silent", () => {
  const { testLaw, newcomer } = tried(39);
  drawJury(testLaw, 1);
  testLaw.pass(6 * DAY);
  testLaw.pass(6 * DAY);
  assert.deepEqual(outcomes(testLaw), ["fallen"]);
  assert.equal(statusOf(testLaw, newcomer), "member");
  assert.equal(
    open(testLaw, 4, [newcomer]).code,
    0,
    "anyone who supported it may ask again at once",
  );
  testLaw.assertSound();
});

test("below thirty members, below four machines, and without enough jurors everyone judges", () => {
  const wayOf = (founders: number, machines: number) => {
    const { testLaw } = tried(founders, machines);
    return show(testLaw).way;
  };
  assert.equal(wayOf(28, 4), "everyone", "29 members");
  assert.equal(wayOf(29, 4), "jury", "30 members");
  assert.equal(wayOf(39, 3), "everyone");
  assert.equal(wayOf(39, 1), "everyone");
});

test("members for 90 days can be jurors, and nobody a moment before", () => {
  const wayOf = (early: number) => {
    const testLaw = foundForJuries(39);
    testLaw.now -= early;
    challengeBy(testLaw, [3, 4, 5], [letIn(testLaw, [1, 2])]);
    drawJury(testLaw, 1);
    return show(testLaw).way;
  };
  assert.deepEqual([wayOf(0), wayOf(1)], ["jury", "everyone"]);
});

test("a lot that too few machines give values to leaves it to everyone", () => {
  const { testLaw } = tried(39);
  giveValues(testLaw, [machineKey(1), machineKey(2)], 1, "jury");
  testLaw.pass(48 * HOUR);
  testLaw.pass(24 * HOUR);
  assert.deepEqual([show(testLaw).stage, show(testLaw).way], ["voting", "everyone"]);
  assert.deepEqual(judgeAs(testLaw, [10], ["yes"]), ["done"]);
  testLaw.assertSound();
});

test("too few who have belonged for long enough leave it to everyone", () => {
  const testLaw = foundForJuries(34);
  const newcomer = letIn(testLaw, [1, 2]);
  const gone = Array.from({ length: 16 }, (_, at) => at + 18);
  challengeBy(testLaw, [3, 4, 5], [newcomer]);
  for (const person of gone) leaveNow(testLaw, person);
  drawJury(testLaw, 1);
  assert.deepEqual([show(testLaw).stage, show(testLaw).way], ["voting", "everyone"]);
  assert.deepEqual(sitting(testLaw, 1), []);
  testLaw.assertSound();
});

test("fifteen who may judge are a jury, fourteen are none", () => {
  const wayOf = (gone: number) => {
    const testLaw = foundForJuries(34);
    challengeBy(testLaw, [3, 4, 5], [letIn(testLaw, [1, 2])]);
    for (let at = 0; at < gone; at += 1) leaveNow(testLaw, 34 - at);
    drawJury(testLaw, 1);
    return [show(testLaw).way, sitting(testLaw, 1).length];
  };
  assert.deepEqual(
    [wayOf(14), wayOf(15)],
    [
      ["jury", 15],
      ["everyone", 0],
    ],
  );
});

test("where all have answered by half of the time nobody is drawn, and who was drawn twice is no juror twice", () => {
  const { testLaw } = tried(39);
  const jury = drawJury(testLaw, 1);
  judgeAs(testLaw, jury, ["yes"]);
  testLaw.pass(5.5 * DAY);
  assert.deepEqual(sitting(testLaw, 1), jury);
  assert.equal(show(testLaw).jurors.length, 15);
  testLaw.assertSound();
});

test("who came by a voucher of one of several accused is no juror", () => {
  const testLaw: TestLaw = foundForJuries(34);
  const friend = letIn(testLaw, [6, 7]);
  testLaw.pass(90 * DAY);
  const named = [letIn(testLaw, [1, 2]), letIn(testLaw, [1, 6])];
  challengeBy(testLaw, [3, 4, 5], named, 1);
  for (const away of [30, 31, 32, 33, 34, 29, 28, 27, 26, 25, 24]) {
    leaveNow(testLaw, away);
  }
  const jury = drawJury(testLaw, 1);
  assert.ok(!jury.includes(friend), "the sixth let in the second of the accused");
  assert.ok(!jury.includes(6));
  testLaw.assertSound();
});

test("nobody who came by the voucher of an accused is a juror, however the lot falls", () => {
  for (let trial = 0; trial < 5; trial += 1) {
    const testLaw: TestLaw = foundForJuries(34);
    const friend = letIn(testLaw, [1, 6]);
    testLaw.pass(trial + 60 * DAY);
    const newcomer = letIn(testLaw, [1, 2]);
    testLaw.pass(90 * DAY);
    open(testLaw, 3, [newcomer]);
    supportBy(testLaw, [4, 5]);
    const jury = drawJury(testLaw, 1);
    assert.equal(jury.length, 15);
    assert.ok(!jury.includes(friend), "both came by the first");
    assert.ok(!jury.includes(1) && !jury.includes(2), "nor who let them in");
    testLaw.assertSound();
  }
});
