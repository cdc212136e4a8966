/** Goal: anyone who is named answers, whatever they are, until it is over for them. */
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
  publishNote,
  show,
} from "../testing/challenging.ts";
import { textHash } from "../testing/deciding.ts";
import { applyBy } from "../testing/joining.ts";
import { leaveNow } from "../testing/leaving.ts";
import { outcomeOf, type TestLaw } from "../testing/test-law.ts";
import { isReadableReason } from "./readable-reason.ts";

function answer(
  testLaw: TestLaw,
  person: number,
  text = publishNote(testLaw, person),
  challenge = 1,
) {
  return outcomeOf(testLaw.act(person, "challenges/answer", { challenge, answer: text }));
}

test("the accused answer, and answer again; others do not", () => {
  const testLaw = foundQuick(8);
  const newcomer = letIn(testLaw, [1, 2]);
  challengeBy(testLaw, [3, 4, 5], [newcomer]);
  assert.equal(answer(testLaw, newcomer), "done");
  assert.equal(answer(testLaw, newcomer), "done");
  assert.equal(answer(testLaw, 6), "challenges/not-named");
  assert.equal(answer(testLaw, newcomer, textHash("unpublished")), "challenges/no-answer");
  assert.equal(answer(testLaw, newcomer, publishNote(testLaw, 6)), "challenges/no-answer");
  assert.equal(answer(testLaw, newcomer, undefined, 7), "challenges/unknown");
  testLaw.pass(14 * DAY - 1);
  assert.equal(answer(testLaw, newcomer), "done");
  testLaw.pass(1);
  assert.equal(answer(testLaw, newcomer), "challenges/is-over");
  testLaw.assertSound();
});

test("an applicant answers too, and can read the reason", () => {
  const testLaw = foundQuick(8);
  const waiting = applyBy(testLaw, 1);
  challengeBy(testLaw, [3, 4, 5], [waiting]);
  assert.equal(answer(testLaw, waiting), "done");
  const { reason } = testLaw.view<{ reason: Uint8Array }>("challenges/challenge", {
    challenge: 1,
    person: 0,
  });
  assert.equal(isReadableReason(testLaw.state, waiting as never, reason), true);
  assert.equal(isReadableReason(testLaw.state, 6 as never, reason), false);
  assert.equal(isReadableReason(testLaw.state, waiting as never, textHash("other")), false);
});

test("it goes on without anyone who leaves, and they are not admitted again before its end", () => {
  const testLaw = foundQuick(9);
  const newcomer = letIn(testLaw, [1, 2]);
  const note = publishNote(testLaw, newcomer);
  challengeBy(testLaw, [3, 4, 5], [newcomer]);
  leaveNow(testLaw, newcomer);
  assert.equal(answer(testLaw, newcomer, note), "done", "who left has a word too");
  assert.equal(outcomeOf(testLaw.act(newcomer, "membership/apply", {})), "done");
  testLaw.pass(3 * DAY);
  const { status } = testLaw.view<{ status: string }>("membership/person", { person: newcomer });
  assert.equal(status, "applicant");
  judgeAs(testLaw, [1, 2, 6], ["yes"]);
  testLaw.pass(11 * DAY);
  assert.equal(show(testLaw).accused[0]?.outcome, "confirmed");
  assert.equal(
    testLaw.view<{ status: string }>("membership/person", { person: newcomer }).status,
    "left",
  );
  testLaw.assertSound();
});

test("anyone who is named has longer to answer while their keys are frozen, fourteen days at most", () => {
  const testLaw = foundQuick(8);
  const newcomer = letIn(testLaw, [1, 2]);
  challengeBy(testLaw, [3, 4, 5], [newcomer]);
  assert.equal(outcomeOf(testLaw.act(newcomer, "identity/freeze", {})), "done");
  testLaw.pass(3 * DAY);
  assert.equal(show(testLaw).stage, "hearing");
  testLaw.pass(14 * DAY - 1);
  assert.equal(show(testLaw).stage, "hearing");
  testLaw.pass(1);
  assert.equal(show(testLaw).stage, "voting");
  testLaw.assertSound();
});

test("an answer that another took the place of can be erased, the one that stands only at the end", () => {
  const testLaw = foundQuick(8);
  const newcomer = letIn(testLaw, [1, 2]);
  challengeBy(testLaw, [3, 4, 5], [newcomer]);
  const [before, after] = [publishNote(testLaw, newcomer), publishNote(testLaw, newcomer)];
  answer(testLaw, newcomer, before);
  answer(testLaw, newcomer, after);
  const erase = (text: Uint8Array) => outcomeOf(testLaw.act(newcomer, "records/erase", { text }));
  assert.deepEqual([erase(before), erase(after)], ["done", "records/in-force"]);
  testLaw.pass(3 * DAY);
  testLaw.pass(11 * DAY);
  assert.equal(erase(after), "done");
  testLaw.assertSound();
});

test("whom a jury wants to go may add to the answer until they have gone", () => {
  const testLaw = foundForJuries(39);
  const newcomer = letIn(testLaw, [1, 2]);
  challengeBy(testLaw, [3, 4, 5], [newcomer]);
  judgeAs(testLaw, drawJury(testLaw, 1), ["yes"]);
  testLaw.pass(11 * DAY);
  const note = publishNote(testLaw, newcomer);
  assert.equal(answer(testLaw, newcomer, note), "done", "everyone may still be called on");
  testLaw.pass(7 * DAY);
  assert.equal(answer(testLaw, newcomer, note), "challenges/is-over");
  testLaw.assertSound();
});
