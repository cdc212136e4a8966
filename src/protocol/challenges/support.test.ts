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
import { leaveNow } from "../testing/leaving.ts";
import { outcomeOf } from "../testing/test-law.ts";

test("with the last supporter that it needs it begins, and takes no more", () => {
  const testLaw = foundQuick(8);
  const newcomer = letIn(testLaw, [1, 2]);
  open(testLaw, 3, [newcomer]);
  assert.deepEqual(supportBy(testLaw, [4]), ["done"]);
  assert.equal(show(testLaw).stage, "gathering");
  assert.deepEqual(supportBy(testLaw, [5, 6]), ["done", "challenges/not-gathering"]);
  const { stage, way, eligible, supportedBy, until } = show(testLaw);
  assert.deepEqual([stage, way, supportedBy], ["hearing", "everyone", [4, 5]]);
  assert.equal(eligible, 5, "nine members without three who ask and one who is named");
  assert.equal(until, testLaw.now + 3 * DAY);
  testLaw.assertSound();
});

test("strangers, parties and who takes part elsewhere do not support", () => {
  const testLaw = foundQuick(9);
  const [first, second] = [letIn(testLaw, [1, 2]), letIn(testLaw, [1, 3])];
  const waiting = applyBy(testLaw, 1);
  open(testLaw, 3, [first]);
  open(testLaw, 4, [second]);
  assert.deepEqual(supportBy(testLaw, [waiting, first, 3, 4, 5, 5, 6]), [
    "membership/not-yet-admitted",
    "challenges/not-yourself",
    "challenges/already-supported",
    "challenges/one-at-a-time",
    "done",
    "challenges/already-supported",
    "done",
  ]);
  assert.deepEqual(supportBy(testLaw, [5], 2), ["challenges/one-at-a-time"]);
  assert.deepEqual(supportBy(testLaw, [7], 9), ["challenges/unknown"]);
});

test("seven days are the time to find supporters", () => {
  const testLaw = foundQuick(8);
  const newcomer = letIn(testLaw, [1, 2]);
  open(testLaw, 3, [newcomer]);
  testLaw.pass(7 * DAY - 1);
  assert.deepEqual(supportBy(testLaw, [4]), ["done"]);
  testLaw.now += 1;
  assert.deepEqual(supportBy(testLaw, [5]), ["challenges/not-gathering"]);
});

test("several gather against one person, and the first that has enough runs", () => {
  const testLaw = foundQuick(10);
  const newcomer = letIn(testLaw, [1, 2]);
  open(testLaw, 3, [newcomer]);
  open(testLaw, 4, [newcomer]);
  supportBy(testLaw, [5, 6], 2);
  assert.equal(show(testLaw, 2).stage, "hearing");
  assert.deepEqual(supportBy(testLaw, [7, 8], 1), ["done", "done"]);
  assert.deepEqual([show(testLaw, 1).stage, outcomes(testLaw, 1)], ["over", ["passed-over"]]);
  testLaw.assertSound();
});

test("an applicant's admission rests from the beginning on, and not before", () => {
  const testLaw = foundQuick(9);
  const [first, second] = [applyBy(testLaw, 1), applyBy(testLaw, 1)];
  open(testLaw, 3, [first]);
  open(testLaw, 4, [second]);
  supportBy(testLaw, [5, 6], 2);
  for (const from of [1, 2]) {
    testLaw.act(from, "membership/vouch", { person: first });
    testLaw.act(from, "membership/vouch", { person: second });
  }
  assert.deepEqual([statusOf(testLaw, first), statusOf(testLaw, second)], ["member", "applicant"]);
  testLaw.pass(14 * DAY);
  assert.deepEqual(outcomes(testLaw, 2), ["fallen"]);
  assert.equal(statusOf(testLaw, second), "member", "nothing was found, and it goes on");
  testLaw.assertSound();
});

test("it begins also against who left while it gathered: those who let them in answer for it", () => {
  const testLaw = foundQuick(12);
  const [first, second] = [letIn(testLaw, [1, 2]), letIn(testLaw, [1, 2])];
  open(testLaw, 3, [first, second], 1);
  leaveNow(testLaw, first);
  supportBy(testLaw, [4, 5]);
  assert.deepEqual(outcomes(testLaw), ["open", "open"]);
  testLaw.act(first, "membership/apply", {});
  assert.equal(statusOf(testLaw, first), "applicant", "nobody is let in before the end");
  testLaw.pass(3 * DAY);
  judgeAs(testLaw, [6, 7, 8, 9], ["yes", "no"]);
  testLaw.pass(11 * DAY);
  assert.deepEqual(outcomes(testLaw), ["confirmed", "honest"]);
  assert.equal(statusOf(testLaw, first), "left");
  const next = applyBy(testLaw, 3);
  const vouch = outcomeOf(testLaw.act(1, "membership/vouch", { person: next }));
  assert.equal(vouch, "membership/barred-from-vouching");
  testLaw.assertSound();
});

test("those who judge are counted without the parties, whether they are members, apply or have left", () => {
  const testLaw = foundQuick(10);
  const [first, second] = [letIn(testLaw, [1, 2]), letIn(testLaw, [1, 2])];
  const waiting = applyBy(testLaw, 1);
  testLaw.act(1, "membership/vouch", { person: waiting });
  open(testLaw, 3, [first, second, waiting], 1);
  supportBy(testLaw, [4]);
  for (const gone of [3, 4, first]) leaveNow(testLaw, gone);
  supportBy(testLaw, [5]);
  assert.equal(show(testLaw).eligible, 7, "of nine members, one supports it and one is named");
  testLaw.assertSound();
});
