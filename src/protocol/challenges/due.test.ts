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
import { foundVillage, type Village } from "../testing/village.ts";

/** Lets time pass, and returns what was told of challenges: what happened, to whom, and one figure. */
function told(village: Village, milliseconds: number, figure = "challenge") {
  village.now += milliseconds;
  return village.machine
    .begin(village.state, village.now)
    .filter(({ type }) => type.startsWith("challenges/"))
    .map(({ type, people, data }) => [type.slice(11), people, data[figure]]);
}

test("the machine is told when the next one goes on", () => {
  const village = foundQuick(8);
  const next = () => village.machine.nextDue(village.state);
  const before = next();
  open(village, 3, [letIn(village, [1, 2])]);
  assert.equal(next(), village.now + 7 * DAY);
  village.pass(7 * DAY);
  assert.equal(next(), before);
});

test("one that finds too few supporters lapses, and whoever opened it is told", () => {
  const village = foundQuick(8);
  open(village, 3, [letIn(village, [1, 2])]);
  assert.deepEqual(told(village, 7 * DAY - 1), []);
  assert.deepEqual(told(village, 1), [
    ["lapsed", [3], 1],
    ["ended", [3], 1],
  ]);
});

test("one that could begin against nobody any more lapses too", () => {
  const village = foundQuick(10);
  const newcomer = letIn(village, [1, 2]);
  open(village, 3, [newcomer]);
  challengeBy(village, [4, 5, 6], [newcomer]);
  supportBy(village, [7]);
  const { events } = village.act(8, "challenges/support", { challenge: 1 });
  assert.deepEqual(
    events.map(({ type, people }) => [type, people]),
    [
      ["challenges/supported", [8, 3]],
      ["challenges/lapsed", [3]],
      ["challenges/ended", [3]],
    ],
  );
});

test("where everyone judges, whoever is named is told when it opens and what came of it", () => {
  const village = foundQuick(12);
  const [first, second] = [letIn(village, [1, 2]), letIn(village, [1, 2])];
  const opened = challengeBy(village, [3, 4, 5], [first, second], 1);
  assert.equal(opened, 1);
  assert.deepEqual(told(village, 3 * DAY, "way"), [["voting-opened", [first, second], "everyone"]]);
  judgeAs(village, [6, 7, 8], ["yes", "no"]);
  assert.deepEqual(told(village, 11 * DAY, "outcome"), [
    ["decided", [second], "honest"],
    ["decided", [first], "confirmed"],
    ["ended", [3], undefined],
  ]);
});

test("with a jury, jurors are told that they were drawn, and everyone when they are asked", () => {
  const village = foundForJuries(39);
  const named = [letIn(village, [1, 2]), letIn(village, [1, 2]), letIn(village, [1, 2])];
  const [first = 0, second = 0, third = 0] = named;
  challengeBy(village, [3, 4, 5, 6], named, 1);
  const jury = drawJury(village, 1);
  judgeAs(village, jury.slice(1), ["yes", "yes", "abstain"]);
  const half = told(village, 5.5 * DAY, "until");
  const drawn = sitting(village, 1).filter((person) => !jury.includes(person));
  assert.deepEqual(half, [["jurors-drawn", drawn, show(village).closesAt]]);
  assert.deepEqual(told(village, 5.5 * DAY, "outcome"), [["decided", [third], "fallen"]]);
  village.act(second, "challenges/appeal", { challenge: 1 });
  assert.deepEqual(told(village, 7 * DAY, "until"), [
    ["decided", [first], undefined],
    ["appeal-opened", [], village.now + 7 * DAY],
  ]);
  assert.deepEqual(told(village, 7 * DAY, "outcome"), [
    ["decided", [second], "confirmed"],
    ["ended", [3], undefined],
  ]);
  assert.equal(
    village.view<{ against: unknown[] }>("challenges/about", { person: first, viewer: 1 }).against
      .length,
    1,
  );
});

test("frozen keys prolong the time to answer and to appeal, and whoever it is for is told", () => {
  const village = foundForJuries(39);
  const [first, second] = [letIn(village, [1, 2]), letIn(village, [1, 2])];
  challengeBy(village, [3, 4, 5, 6], [first, second], 1);
  village.act(first, "identity/freeze", {});
  const until = village.now + 17 * DAY;
  assert.deepEqual(told(village, 3 * DAY, "until"), [
    ["hearing-prolonged", [first, second], until],
  ]);
  village.act(first, "identity/lift-freeze", {});
  assert.deepEqual([show(village).until, show(village).stage], [until, "hearing"]);
});

test("64 go on in a block, and the others in the next", () => {
  const village = foundVillage(66);
  const waiting = applyBy(village, 1);
  for (let by = 1; by <= 65; by += 1) {
    const input = { accused: [waiting], voucher: 0, reason: publishNote(village, by) };
    assert.equal(village.act(by, "challenges/open", input).code, 0);
  }
  const lapsed = (after: number) =>
    told(village, after).filter(([type]) => type === "lapsed").length;
  assert.deepEqual([lapsed(7 * DAY), lapsed(1), lapsed(1)], [64, 1, 0]);
  village.assertSound();
});
