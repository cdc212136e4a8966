/** Goal: who is to be excluded can answer, as long as the hearing stands. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { DAY } from "../kernel/time.ts";
import { textHash } from "../testing/deciding.ts";
import { foundVillage, outcomeOf, type Village } from "../testing/village.ts";

function answer(village: Village, person: number, text = textHash("answer")): string {
  return outcomeOf(village.act(person, "membership/answer-hearing", { answer: text }));
}

test("who is called answers, and answers again", () => {
  const village = foundVillage(3);
  assert.equal(answer(village, 3), "membership/no-hearing");
  const input = { person: 3, reason: textHash("reason") };
  village.act(1, "membership/call-hearing", input);
  assert.equal(answer(village, 2), "membership/no-hearing");
  assert.equal(answer(village, 3, new Uint8Array(32)), "membership/no-reason");
  assert.equal(answer(village, 3), "done");
  assert.equal(answer(village, 3, textHash("more")), "done");
  const { hearing } = village.view<{ hearing: { answer: Uint8Array } }>("membership/person", {
    person: 3,
  });
  assert.deepEqual(hearing.answer, textHash("more"));
  village.pass(180 * DAY - 1);
  assert.equal(answer(village, 3), "done");
  village.pass(1);
  assert.equal(answer(village, 3), "membership/no-hearing");
  village.assertSound();
});
