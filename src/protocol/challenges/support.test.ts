/** Goal: a challenge begins with its last supporter, and only then holds anybody up. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { DAY } from "../kernel/time.ts";
import {
  foundQuick,
  judgeAs,
  letIn,
  open,
  outcomes,
  show,
  supportBy,
} from "../testing/challenging.ts";
import { applyBy, statusOf } from "../testing/joining.ts";
import { outcomeOf } from "../testing/village.ts";

test("with the last supporter that it needs it begins, and takes no more", () => {
  const village = foundQuick(8);
  const newcomer = letIn(village, [1, 2]);
  open(village, 3, [newcomer]);
  assert.deepEqual(supportBy(village, [4]), ["done"]);
  assert.equal(show(village).stage, "gathering");
  assert.deepEqual(supportBy(village, [5, 6]), ["done", "challenges/not-gathering"]);
  const { stage, way, eligible, supportedBy, until } = show(village);
  assert.deepEqual([stage, way, supportedBy], ["hearing", "everyone", [4, 5]]);
  assert.equal(eligible, 5, "nine members without three who ask and one who is named");
  assert.equal(until, village.now + 3 * DAY);
  village.assertSound();
});

test("strangers, parties and who takes part elsewhere do not support", () => {
  const village = foundQuick(9);
  const [first, second] = [letIn(village, [1, 2]), letIn(village, [1, 3])];
  const waiting = applyBy(village, 1);
  open(village, 3, [first]);
  open(village, 4, [second]);
  assert.deepEqual(supportBy(village, [waiting, first, 3, 4, 5, 5, 6]), [
    "membership/not-yet-admitted",
    "challenges/not-yourself",
    "challenges/already-supported",
    "challenges/one-at-a-time",
    "done",
    "challenges/already-supported",
    "done",
  ]);
  assert.deepEqual(supportBy(village, [5], 2), ["challenges/one-at-a-time"]);
  assert.deepEqual(supportBy(village, [7], 9), ["challenges/unknown"]);
});

test("seven days are the time to find supporters", () => {
  const village = foundQuick(8);
  const newcomer = letIn(village, [1, 2]);
  open(village, 3, [newcomer]);
  village.pass(7 * DAY - 1);
  assert.deepEqual(supportBy(village, [4]), ["done"]);
  village.now += 1;
  assert.deepEqual(supportBy(village, [5]), ["challenges/not-gathering"]);
});

test("several gather against one person, and the first that has enough runs", () => {
  const village = foundQuick(10);
  const newcomer = letIn(village, [1, 2]);
  open(village, 3, [newcomer]);
  open(village, 4, [newcomer]);
  supportBy(village, [5, 6], 2);
  assert.equal(show(village, 2).stage, "hearing");
  assert.deepEqual(supportBy(village, [7, 8], 1), ["done", "done"]);
  assert.deepEqual([show(village, 1).stage, outcomes(village, 1)], ["over", ["passed-over"]]);
  village.assertSound();
});

test("an applicant's admission rests from the beginning on, and not before", () => {
  const village = foundQuick(9);
  const [first, second] = [applyBy(village, 1), applyBy(village, 1)];
  open(village, 3, [first]);
  open(village, 4, [second]);
  supportBy(village, [5, 6], 2);
  for (const from of [1, 2]) {
    village.act(from, "membership/vouch", { person: first });
    village.act(from, "membership/vouch", { person: second });
  }
  assert.deepEqual([statusOf(village, first), statusOf(village, second)], ["member", "applicant"]);
  village.pass(14 * DAY);
  assert.deepEqual(outcomes(village, 2), ["fallen"]);
  assert.equal(statusOf(village, second), "member", "nothing was found, and it goes on");
  village.assertSound();
});

test("it begins also against who left while it gathered: those who let them in answer for it", () => {
  const village = foundQuick(12);
  const [first, second] = [letIn(village, [1, 2]), letIn(village, [1, 2])];
  open(village, 3, [first, second], 1);
  village.act(first, "membership/leave", {});
  supportBy(village, [4, 5]);
  assert.deepEqual(outcomes(village), ["open", "open"]);
  village.act(first, "membership/apply", {});
  assert.equal(statusOf(village, first), "applicant", "nobody is let in before the end");
  village.pass(3 * DAY);
  judgeAs(village, [6, 7, 8, 9], ["yes", "no"]);
  village.pass(11 * DAY);
  assert.deepEqual(outcomes(village), ["confirmed", "honest"]);
  assert.equal(statusOf(village, first), "left");
  const next = applyBy(village, 3);
  const vouch = outcomeOf(village.act(1, "membership/vouch", { person: next }));
  assert.equal(vouch, "membership/barred-from-vouching");
  village.assertSound();
});

test("those who judge are counted without the parties, whether they are members, apply or have left", () => {
  const village = foundQuick(10);
  const [first, second] = [letIn(village, [1, 2]), letIn(village, [1, 2])];
  const waiting = applyBy(village, 1);
  village.act(1, "membership/vouch", { person: waiting });
  open(village, 3, [first, second, waiting], 1);
  supportBy(village, [4]);
  for (const gone of [3, 4, first]) village.act(gone, "membership/leave", {});
  supportBy(village, [5]);
  assert.equal(show(village).eligible, 7, "of nine members, one supports it and one is named");
  village.assertSound();
});
