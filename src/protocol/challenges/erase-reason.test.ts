/** Goal: what was said about somebody is erased at their wish, when it is over. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { DAY } from "../kernel/time.ts";
import { challengeBy, foundQuick, letIn } from "../testing/challenging.ts";
import { outcomeOf, type Village } from "../testing/village.ts";
import { holdText, isText, releaseText } from "../texts/index.ts";

const erase = (village: Village, person: number, challenge = 1) =>
  village.act(person, "challenges/erase-reason", { challenge });

test("the accused have the reason erased afterwards, and nobody else", () => {
  const village = foundQuick(8);
  const newcomer = letIn(village, [1, 2]);
  challengeBy(village, [3, 4, 5], [newcomer]);
  const { reason } = village.view<{ reason: Uint8Array }>("challenges/challenge", {
    challenge: 1,
    person: 0,
  });
  assert.equal(outcomeOf(erase(village, newcomer)), "challenges/not-over");
  village.pass(3 * DAY);
  village.pass(11 * DAY);
  assert.equal(outcomeOf(erase(village, 3)), "challenges/not-named");
  assert.equal(outcomeOf(erase(village, newcomer, 2)), "challenges/unknown");
  holdText(village.state, reason);
  assert.equal(outcomeOf(erase(village, newcomer)), "records/in-force", "something else needs it");
  releaseText(village.state, reason);
  const receipt = erase(village, newcomer);
  assert.equal(outcomeOf(receipt), "done");
  assert.deepEqual(
    receipt.events.map(({ type }) => type),
    ["challenges/reason-erased", "records/text-erased"],
    "so that every node deletes it",
  );
  assert.equal(isText(village.state, reason), false);
  assert.equal(outcomeOf(erase(village, newcomer)), "challenges/already-erased");
  village.assertSound();
});
