/** Goal: whoever is named answers, whatever they are, until it is over for them. */
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
import { outcomeOf, type Village } from "../testing/village.ts";
import { isToldReason } from "./told.ts";

function answer(
  village: Village,
  person: number,
  text = publishNote(village, person),
  challenge = 1,
) {
  return outcomeOf(village.act(person, "challenges/answer", { challenge, answer: text }));
}

test("the accused answer, and answer again; others do not", () => {
  const village = foundQuick(8);
  const newcomer = letIn(village, [1, 2]);
  challengeBy(village, [3, 4, 5], [newcomer]);
  assert.equal(answer(village, newcomer), "done");
  assert.equal(answer(village, newcomer), "done");
  assert.equal(answer(village, 6), "challenges/not-named");
  assert.equal(answer(village, newcomer, textHash("unpublished")), "challenges/no-answer");
  assert.equal(answer(village, newcomer, publishNote(village, 6)), "challenges/no-answer");
  assert.equal(answer(village, newcomer, undefined, 7), "challenges/unknown");
  village.pass(14 * DAY - 1);
  assert.equal(answer(village, newcomer), "done");
  village.pass(1);
  assert.equal(answer(village, newcomer), "challenges/is-over");
  village.assertSound();
});

test("an applicant answers too, and can read the reason", () => {
  const village = foundQuick(8);
  const waiting = applyBy(village, 1);
  challengeBy(village, [3, 4, 5], [waiting]);
  assert.equal(answer(village, waiting), "done");
  const { reason } = village.view<{ reason: Uint8Array }>("challenges/challenge", {
    challenge: 1,
    person: 0,
  });
  assert.equal(isToldReason(village.state, waiting as never, reason), true);
  assert.equal(isToldReason(village.state, 6 as never, reason), false);
  assert.equal(isToldReason(village.state, waiting as never, textHash("other")), false);
});

test("it goes on without whoever leaves, and they are not admitted again before its end", () => {
  const village = foundQuick(9);
  const newcomer = letIn(village, [1, 2]);
  const note = publishNote(village, newcomer);
  challengeBy(village, [3, 4, 5], [newcomer]);
  village.act(newcomer, "membership/leave", {});
  assert.equal(answer(village, newcomer, note), "done", "who left has a word too");
  assert.equal(outcomeOf(village.act(newcomer, "membership/apply", {})), "done");
  village.pass(3 * DAY);
  const { status } = village.view<{ status: string }>("membership/person", { person: newcomer });
  assert.equal(status, "applicant");
  judgeAs(village, [1, 2, 6], ["yes"]);
  village.pass(11 * DAY);
  assert.equal(show(village).accused[0]?.outcome, "confirmed");
  assert.equal(
    village.view<{ status: string }>("membership/person", { person: newcomer }).status,
    "left",
  );
  village.assertSound();
});

test("whoever is named has longer to answer while their keys are frozen, fourteen days at most", () => {
  const village = foundQuick(8);
  const newcomer = letIn(village, [1, 2]);
  challengeBy(village, [3, 4, 5], [newcomer]);
  assert.equal(outcomeOf(village.act(newcomer, "identity/freeze", {})), "done");
  village.pass(3 * DAY);
  assert.equal(show(village).stage, "hearing");
  village.pass(14 * DAY - 1);
  assert.equal(show(village).stage, "hearing");
  village.pass(1);
  assert.equal(show(village).stage, "voting");
  village.assertSound();
});

test("an answer that another took the place of can be erased, the one that stands only at the end", () => {
  const village = foundQuick(8);
  const newcomer = letIn(village, [1, 2]);
  challengeBy(village, [3, 4, 5], [newcomer]);
  const [before, after] = [publishNote(village, newcomer), publishNote(village, newcomer)];
  answer(village, newcomer, before);
  answer(village, newcomer, after);
  const erase = (text: Uint8Array) => outcomeOf(village.act(newcomer, "records/erase", { text }));
  assert.deepEqual([erase(before), erase(after)], ["done", "records/in-force"]);
  village.pass(3 * DAY);
  village.pass(11 * DAY);
  assert.equal(erase(after), "done");
  village.assertSound();
});

test("whom a jury wants to go may add to the answer until they have gone", () => {
  const village = foundForJuries(39);
  const newcomer = letIn(village, [1, 2]);
  challengeBy(village, [3, 4, 5], [newcomer]);
  judgeAs(village, drawJury(village, 1), ["yes"]);
  village.pass(11 * DAY);
  const note = publishNote(village, newcomer);
  assert.equal(answer(village, newcomer, note), "done", "everyone may still be called on");
  village.pass(7 * DAY);
  assert.equal(answer(village, newcomer, note), "challenges/is-over");
  village.assertSound();
});
