/** Goal: who is to be excluded can answer, as long as the hearing stands. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { DAY } from "../kernel/time.ts";
import { decide, publishText, textHash } from "../testing/deciding.ts";
import { foundVillage, outcomeOf, type Village } from "../testing/village.ts";

function answer(village: Village, person: number, text = answerOf(village, person)): string {
  return outcomeOf(village.act(person, "membership/answer-hearing", { answer: text }));
}

let answers = 0;

/** Publishes something to answer with. */
function answerOf(village: Village, person: number): Uint8Array {
  answers += 1;
  return publishText(village, person, `answer ${answers}`, "answer");
}

test("who is called answers, and answers again", () => {
  const village = foundVillage(3);
  assert.equal(answer(village, 3), "membership/no-hearing");
  const reason = publishText(village, 1, "reason", "reason");
  village.act(1, "membership/call-hearing", { person: 3, reason });
  assert.equal(answer(village, 2), "membership/no-hearing");
  assert.equal(answer(village, 3, new Uint8Array(32)), "membership/no-reason");
  assert.equal(answer(village, 3), "done");
  const more = publishText(village, 3, "more", "answer");
  assert.equal(answer(village, 3, more), "done");
  assert.equal(outcomeOf(village.act(3, "records/erase", { text: more })), "records/in-force");
  const { hearing } = village.view<{ hearing: { answer: Uint8Array } }>("membership/person", {
    person: 3,
  });
  assert.deepEqual(hearing.answer, more);
  village.pass(180 * DAY - 1);
  assert.equal(answer(village, 3), "done");
  assert.equal(outcomeOf(village.act(3, "records/erase", { text: more })), "done");
  assert.equal(outcomeOf(village.act(1, "records/erase", { text: reason })), "records/in-force");
  village.pass(1);
  assert.equal(answer(village, 3), "membership/no-hearing");
  assert.equal(outcomeOf(village.act(1, "records/erase", { text: reason })), "done");
  village.assertSound();
});

test("an answer is a published text of whoever answers, as an answer", () => {
  const village = foundVillage(3);
  const reason = publishText(village, 1, "reason", "reason");
  village.act(1, "membership/call-hearing", { person: 3, reason });
  assert.equal(answer(village, 3, textHash("never")), "records/unknown-text");
  assert.equal(answer(village, 3, reason), "records/other-kind");
  const theirs = publishText(village, 2, "theirs", "answer");
  assert.equal(answer(village, 3, theirs), "records/not-yours");
  village.assertSound();
});

test("a hearing ends with the exclusion, not by leaving, and then lets go of what was said in it", () => {
  const village = foundVillage(3);
  const reason = publishText(village, 1, "reason", "reason");
  village.act(1, "membership/call-hearing", { person: 3, reason });
  const own = answerOf(village, 3);
  assert.equal(answer(village, 3, own), "done");
  village.act(3, "membership/leave", {});
  assert.equal(outcomeOf(village.act(3, "records/erase", { text: own })), "records/in-force");
  village.pass(3 * DAY);
  const wishes = [{ type: "membership/exclude", input: { person: 3 } }];
  assert.equal(decide(village, { kind: "member", wishes }, [1, 2]), "in-effect");
  village.assertSound();
  assert.equal(outcomeOf(village.act(1, "records/erase", { text: reason })), "done");
  assert.equal(outcomeOf(village.act(3, "records/erase", { text: own })), "done");
});
