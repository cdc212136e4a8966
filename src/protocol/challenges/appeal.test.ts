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
import { outcomeOf, type Village } from "../testing/village.ts";

const appeal = (village: Village, person: number, challenge = 1) =>
  outcomeOf(village.act(person, "challenges/appeal", { challenge }));

/** Two whom a jury wants to go. */
function condemned() {
  const village = foundForJuries(39);
  const [first, second] = [letIn(village, [1, 2]), letIn(village, [1, 2])];
  challengeBy(village, [3, 4, 5, 6], [first, second], 1);
  const jury = drawJury(village, 1);
  judgeAs(village, jury, ["yes", "yes"]);
  return { village, first, second };
}

test("who is to go appeals in time, once", () => {
  const { village, first } = condemned();
  assert.equal(appeal(village, first), "challenges/nothing-to-appeal", "nothing is confirmed yet");
  village.pass(11 * DAY);
  assert.equal(show(village).stage, "appealable");
  assert.equal(appeal(village, 7), "challenges/not-named");
  assert.equal(appeal(village, first, 5), "challenges/unknown");
  assert.equal(appeal(village, first), "done");
  assert.equal(appeal(village, first), "challenges/already-appealed");
  village.assertSound();
});

test("the time to appeal is seven days", () => {
  const { village, first, second } = condemned();
  village.pass(11 * DAY);
  village.now += 7 * DAY - 1;
  assert.equal(appeal(village, first), "done");
  village.now += 1;
  assert.equal(appeal(village, second), "challenges/nothing-to-appeal");
});

test("who does not appeal has to go, and about the other everyone is asked", () => {
  const { village, first, second } = condemned();
  village.pass(11 * DAY);
  appeal(village, second);
  assert.equal(show(village).stage, "appealable", "the other may still");
  village.pass(7 * DAY);
  assert.deepEqual([statusOf(village, first), statusOf(village, second)], ["left", "member"]);
  assert.equal(show(village).stage, "appealed");
  village.assertSound();
  village.pass(7 * DAY);
  assert.equal(statusOf(village, second), "left", "nobody took it back");
  assert.deepEqual(outcomes(village), ["confirmed", "confirmed"]);
  village.assertSound();
});

test("once all have appealed, everyone is asked at once", () => {
  const { village, first, second } = condemned();
  village.pass(11 * DAY);
  appeal(village, first);
  appeal(village, second);
  assert.deepEqual([show(village).stage, show(village).until], ["appealed", village.now + 7 * DAY]);
  village.assertSound();
});

test("the time to appeal stands still while the keys are frozen, fourteen days at most", () => {
  const { village, first, second } = condemned();
  village.pass(11 * DAY);
  village.pass(DAY);
  assert.equal(outcomeOf(village.act(first, "identity/freeze", {})), "done");
  village.pass(6 * DAY);
  assert.deepEqual([statusOf(village, first), statusOf(village, second)], ["member", "member"]);
  assert.equal(show(village).until, village.now + 14 * DAY, "which everyone can see");
  village.pass(14 * DAY - 1);
  assert.equal(show(village).stage, "appealable");
  village.pass(1);
  assert.deepEqual([statusOf(village, first), show(village).stage], ["left", "over"]);
  village.assertSound();
});

test("whoever lifts the freeze appeals in the time that was left", () => {
  const { village, first } = condemned();
  village.pass(11 * DAY);
  village.act(first, "identity/freeze", {});
  village.pass(10 * DAY);
  assert.equal(appeal(village, first), "kernel/device-frozen");
  assert.equal(outcomeOf(village.act(first, "identity/lift-freeze", {})), "done");
  assert.equal(appeal(village, first), "done");
  village.assertSound();
});

test("whom the jury does not want to go has nothing to appeal, and those who went are not asked about", () => {
  const village = foundForJuries(39);
  const named = [letIn(village, [1, 2]), letIn(village, [1, 2]), letIn(village, [1, 2])];
  const [first = 0, second = 0, third = 0] = named;
  challengeBy(village, [3, 4, 5, 6], named, 1);
  judgeAs(village, drawJury(village, 1), ["yes", "yes", "no"]);
  village.pass(11 * DAY);
  assert.deepEqual(outcomes(village), ["confirmed", "confirmed", "honest"]);
  assert.equal(appeal(village, third), "challenges/nothing-to-appeal");
  appeal(village, first);
  village.pass(7 * DAY);
  assert.equal(appeal(village, second), "challenges/nothing-to-appeal", "they have gone");
  const everyone = Array.from({ length: 10 }, (_, at) => 10 + at);
  judgeAs(village, everyone, ["no", "no", "yes"], 1, "challenges/judge-appeal");
  village.pass(7 * DAY);
  assert.deepEqual(outcomes(village), ["honest", "confirmed", "honest"]);
  assert.deepEqual(
    named.map((person) => statusOf(village, person)),
    ["member", "left", "member"],
  );
  assert.deepEqual(
    [first, second].map((person) =>
      outcomeOf(village.act(7, "challenges/open", reasonless(person))),
    ),
    ["challenges/found-honest", "membership/has-left"],
  );
  village.assertSound();
});

const reasonless = (person: number) => {
  return { accused: [person], voucher: 0, reason: new Uint8Array(32) };
};
