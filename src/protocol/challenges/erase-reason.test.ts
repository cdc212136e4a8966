/** Goal: what was said about somebody is erased at their wish, when it is over. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { DAY } from "../kernel/time.ts";
import { challengeBy, foundQuick, letIn } from "../testing/challenging.ts";
import { outcomeOf, type TestLaw } from "../testing/test-law.ts";
import { holdText, isText, releaseText } from "../texts/index.ts";

const erase = (testLaw: TestLaw, person: number, challenge = 1) =>
  testLaw.act(person, "challenges/erase-reason", { challenge });

test("the accused have the reason erased afterwards, and nobody else", () => {
  const testLaw = foundQuick(8);
  const newcomer = letIn(testLaw, [1, 2]);
  challengeBy(testLaw, [3, 4, 5], [newcomer]);
  const { reason } = testLaw.view<{ reason: Uint8Array }>("challenges/challenge", {
    challenge: 1,
    person: 0,
  });
  assert.equal(outcomeOf(erase(testLaw, newcomer)), "challenges/not-over");
  testLaw.pass(3 * DAY);
  testLaw.pass(11 * DAY);
  assert.equal(outcomeOf(erase(testLaw, 3)), "challenges/not-named");
  assert.equal(outcomeOf(erase(testLaw, newcomer, 2)), "challenges/unknown");
  holdText(testLaw.state, reason);
  assert.equal(outcomeOf(erase(testLaw, newcomer)), "records/in-force", "something else needs it");
  releaseText(testLaw.state, reason);
  const receipt = erase(testLaw, newcomer);
  assert.equal(outcomeOf(receipt), "done");
  assert.deepEqual(
    receipt.events.map(({ type }) => type),
    ["challenges/reason-erased", "records/text-erased"],
    "so that every node deletes it",
  );
  assert.equal(isText(testLaw.state, reason), false);
  assert.equal(outcomeOf(erase(testLaw, newcomer)), "challenges/already-erased");
  testLaw.assertSound();
});
