/** Goal: who is to be excluded can answer, as long as the hearing stands. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { DAY } from "../kernel/time.ts";
import { decide, publishText, textHash } from "../testing/deciding.ts";
import { leaveNow } from "../testing/leaving.ts";
import { foundTestLaw, outcomeOf, type TestLaw } from "../testing/test-law.ts";

function answer(testLaw: TestLaw, person: number, text = answerOf(testLaw, person)): string {
  return outcomeOf(testLaw.act(person, "membership/answer-hearing", { answer: text }));
}

let answers = 0;

/** Publishes something to answer with. */
function answerOf(testLaw: TestLaw, person: number): Uint8Array {
  answers += 1;
  return publishText(testLaw, person, `answer ${answers}`, "answer");
}

test("who is called answers, and answers again", () => {
  const testLaw = foundTestLaw(3);
  assert.equal(answer(testLaw, 3), "membership/no-hearing");
  const reason = publishText(testLaw, 1, "reason", "reason");
  testLaw.act(1, "membership/call-hearing", { person: 3, reason });
  assert.equal(answer(testLaw, 2), "membership/no-hearing");
  assert.equal(answer(testLaw, 3, new Uint8Array(32)), "membership/no-reason");
  assert.equal(answer(testLaw, 3), "done");
  const more = publishText(testLaw, 3, "more", "answer");
  assert.equal(answer(testLaw, 3, more), "done");
  assert.equal(outcomeOf(testLaw.act(3, "records/erase", { text: more })), "records/in-force");
  const { hearing } = testLaw.view<{ hearing: { answer: Uint8Array } }>("membership/person", {
    person: 3,
  });
  assert.deepEqual(hearing.answer, more);
  testLaw.pass(180 * DAY - 1);
  assert.equal(answer(testLaw, 3), "done");
  assert.equal(outcomeOf(testLaw.act(3, "records/erase", { text: more })), "done");
  assert.equal(outcomeOf(testLaw.act(1, "records/erase", { text: reason })), "records/in-force");
  testLaw.pass(1);
  assert.equal(answer(testLaw, 3), "membership/no-hearing");
  assert.equal(outcomeOf(testLaw.act(1, "records/erase", { text: reason })), "done");
  testLaw.assertSound();
});

test("an answer is a published text of anyone who answers, as an answer", () => {
  const testLaw = foundTestLaw(3);
  const reason = publishText(testLaw, 1, "reason", "reason");
  testLaw.act(1, "membership/call-hearing", { person: 3, reason });
  assert.equal(answer(testLaw, 3, textHash("never")), "records/unknown-text");
  assert.equal(answer(testLaw, 3, reason), "records/other-kind");
  const theirs = publishText(testLaw, 2, "theirs", "answer");
  assert.equal(answer(testLaw, 3, theirs), "records/not-yours");
  testLaw.assertSound();
});

test("a hearing ends with the exclusion, not by leaving, and then lets go of what was said in it", () => {
  const testLaw = foundTestLaw(3);
  const reason = publishText(testLaw, 1, "reason", "reason");
  testLaw.act(1, "membership/call-hearing", { person: 3, reason });
  const own = answerOf(testLaw, 3);
  assert.equal(answer(testLaw, 3, own), "done");
  leaveNow(testLaw, 3);
  assert.equal(outcomeOf(testLaw.act(3, "records/erase", { text: own })), "records/in-force");
  testLaw.pass(3 * DAY);
  const wishes = [{ type: "membership/exclude", input: { person: 3 } }];
  assert.equal(decide(testLaw, { kind: "member", wishes }, [1, 2]), "in-effect");
  testLaw.assertSound();
  assert.equal(outcomeOf(testLaw.act(1, "records/erase", { text: reason })), "done");
  assert.equal(outcomeOf(testLaw.act(3, "records/erase", { text: own })), "done");
});
