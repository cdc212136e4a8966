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
import type { Village } from "../testing/village.ts";

/** Forty founders, four machines, and somebody whom the first two let in and the next three challenge. */
function tried(founders = 40, machines = 4) {
  const village = foundForJuries(founders, machines);
  const newcomer = letIn(village, [1, 2]);
  challengeBy(village, [3, 4, 5, ...(founders > 40 ? [6] : [])], [newcomer]);
  return { village, newcomer };
}

test("fifteen are drawn when the time to answer is over; ten of them confirm", () => {
  const { village, newcomer } = tried(39);
  assert.deepEqual([show(village).way, show(village).stage], ["jury", "hearing"]);
  const jury = drawJury(village, 1);
  assert.equal(jury.length, 15);
  assert.deepEqual(
    jury.filter((person) => [1, 2, 3, 4, 5, newcomer].includes(person)),
    [],
  );
  const outsider = Array.from({ length: 39 }, (_, at) => at + 1).find(
    (person) => person > 5 && !jury.includes(person),
  );
  assert.deepEqual(judgeAs(village, [outsider ?? 0], ["yes"]), ["challenges/not-a-juror"]);
  judgeAs(village, jury.slice(0, 10), ["yes"]);
  judgeAs(village, jury.slice(10), ["no"]);
  village.assertSound();
  village.pass(11 * DAY);
  assert.deepEqual([show(village).stage, outcomes(village)], ["appealable", ["confirmed"]]);
  assert.equal(statusOf(village, newcomer), "member", "until the time to appeal is over");
  village.pass(7 * DAY - 1);
  assert.equal(statusOf(village, newcomer), "member");
  village.pass(1);
  assert.equal(statusOf(village, newcomer), "left");
  village.assertSound();
});

for (const [yes, no, outcome] of [
  [9, 6, "fallen"],
  [10, 5, "confirmed"],
  [5, 10, "honest"],
  [6, 9, "fallen"],
  [0, 0, "fallen"],
] as const) {
  test(`${yes} of the jury against ${no}: ${outcome}`, () => {
    const { village } = tried(39);
    const jury = drawJury(village, 1);
    judgeAs(village, jury.slice(0, yes), ["yes"]);
    judgeAs(village, jury.slice(yes, yes + no), ["no"]);
    village.pass(11 * DAY);
    village.pass(1);
    assert.deepEqual(outcomes(village), [outcome]);
    village.assertSound();
  });
}

test("who is silent by half of the time loses the seat to the next of the same lot, once", () => {
  const { village } = tried(39);
  const jury = drawJury(village, 1);
  judgeAs(village, jury.slice(0, 8), ["yes"]);
  village.act(jury[8] ?? 0, "membership/leave", {});
  village.pass(5.5 * DAY - 1);
  assert.deepEqual(sitting(village, 1), jury);
  village.pass(1);
  const now = sitting(village, 1);
  assert.equal(now.length, 15);
  assert.ok(jury.slice(0, 8).every((person) => now.includes(person)));
  assert.ok(jury.slice(8).every((person) => !now.includes(person)));
  assert.deepEqual(judgeAs(village, jury.slice(9, 10), ["yes"]), ["challenges/not-a-juror"]);
  const others = now.filter((person) => !jury.includes(person));
  judgeAs(village, others.slice(0, 2), ["yes"]);
  village.assertSound();
  village.pass(5.5 * DAY);
  assert.deepEqual(outcomes(village), ["confirmed"], "eight and two are ten");
  village.assertSound();
});

test("it falls without a disadvantage when also the others are silent", () => {
  const { village, newcomer } = tried(39);
  drawJury(village, 1);
  village.pass(6 * DAY);
  village.pass(6 * DAY);
  assert.deepEqual(outcomes(village), ["fallen"]);
  assert.equal(statusOf(village, newcomer), "member");
  assert.equal(open(village, 4, [newcomer]).code, 0, "whoever supported it may ask again at once");
  village.assertSound();
});

test("below thirty members, below four machines, and without enough jurors everyone judges", () => {
  const wayOf = (founders: number, machines: number) => {
    const { village } = tried(founders, machines);
    return show(village).way;
  };
  assert.equal(wayOf(28, 4), "everyone", "29 members");
  assert.equal(wayOf(29, 4), "jury", "30 members");
  assert.equal(wayOf(39, 3), "everyone");
  assert.equal(wayOf(39, 1), "everyone");
});

test("members for 90 days can be jurors, and nobody a moment before", () => {
  const wayOf = (early: number) => {
    const village = foundForJuries(39);
    village.now -= early;
    challengeBy(village, [3, 4, 5], [letIn(village, [1, 2])]);
    drawJury(village, 1);
    return show(village).way;
  };
  assert.deepEqual([wayOf(0), wayOf(1)], ["jury", "everyone"]);
});

test("a lot that too few machines give values to leaves it to everyone", () => {
  const { village } = tried(39);
  giveValues(village, [machineKey(1), machineKey(2)], 1, "jury");
  village.pass(48 * HOUR);
  village.pass(24 * HOUR);
  assert.deepEqual([show(village).stage, show(village).way], ["voting", "everyone"]);
  assert.deepEqual(judgeAs(village, [10], ["yes"]), ["done"]);
  village.assertSound();
});

test("too few who have belonged for long enough leave it to everyone", () => {
  const village = foundForJuries(34);
  const newcomer = letIn(village, [1, 2]);
  const gone = Array.from({ length: 16 }, (_, at) => at + 18);
  challengeBy(village, [3, 4, 5], [newcomer]);
  for (const person of gone) village.act(person, "membership/leave", {});
  drawJury(village, 1);
  assert.deepEqual([show(village).stage, show(village).way], ["voting", "everyone"]);
  assert.deepEqual(sitting(village, 1), []);
  village.assertSound();
});

test("fifteen who may judge are a jury, fourteen are none", () => {
  const wayOf = (gone: number) => {
    const village = foundForJuries(34);
    challengeBy(village, [3, 4, 5], [letIn(village, [1, 2])]);
    for (let at = 0; at < gone; at += 1) village.act(34 - at, "membership/leave", {});
    drawJury(village, 1);
    return [show(village).way, sitting(village, 1).length];
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
  const { village } = tried(39);
  const jury = drawJury(village, 1);
  judgeAs(village, jury, ["yes"]);
  village.pass(5.5 * DAY);
  assert.deepEqual(sitting(village, 1), jury);
  assert.equal(show(village).jurors.length, 15);
  village.assertSound();
});

test("who came by a voucher of one of several accused is no juror", () => {
  const village: Village = foundForJuries(34);
  const friend = letIn(village, [6, 7]);
  village.pass(90 * DAY);
  const named = [letIn(village, [1, 2]), letIn(village, [1, 6])];
  challengeBy(village, [3, 4, 5], named, 1);
  for (const away of [30, 31, 32, 33, 34, 29, 28, 27, 26, 25, 24]) {
    village.act(away, "membership/leave", {});
  }
  const jury = drawJury(village, 1);
  assert.ok(!jury.includes(friend), "the sixth let in the second of the accused");
  assert.ok(!jury.includes(6));
  village.assertSound();
});

test("nobody who came by the voucher of an accused is a juror, however the lot falls", () => {
  for (let trial = 0; trial < 5; trial += 1) {
    const village: Village = foundForJuries(34);
    const friend = letIn(village, [1, 6]);
    village.pass(trial + 60 * DAY);
    const newcomer = letIn(village, [1, 2]);
    village.pass(90 * DAY);
    open(village, 3, [newcomer]);
    supportBy(village, [4, 5]);
    const jury = drawJury(village, 1);
    assert.equal(jury.length, 15);
    assert.ok(!jury.includes(friend), "both came by the first");
    assert.ok(!jury.includes(1) && !jury.includes(2), "nor who let them in");
    village.assertSound();
  }
});
