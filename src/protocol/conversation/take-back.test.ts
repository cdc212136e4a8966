/** Goal: words are gone when their author wants it, and answers to them still make sense. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { foundQuick, letIn } from "../testing/challenging.ts";
import { hashBy } from "../testing/deciding.ts";
import { leaveNow } from "../testing/leaving.ts";
import { COMMUNITY, say, thread, unsay } from "../testing/talking.ts";
import { foundTestLaw, outcomeOf } from "../testing/test-law.ts";

test("the words go, the place stays, and answers and quotes still lead there", () => {
  const testLaw = foundTestLaw(2);
  say(testLaw, 1, COMMUNITY, "first");
  say(testLaw, 2, COMMUNITY, "answer", { replyTo: 1, quote: 1 });
  const { events } = testLaw.act(1, "conversation/take-back", { ...COMMUNITY, post: 1 });
  assert.deepEqual(
    events.map(({ type }) => type),
    ["conversation/taken-back", "records/text-erased"],
  );
  const [first, second] = thread(testLaw).rows;
  assert.deepEqual([first?.isTakenBack, second?.isTakenBack, second?.replyTo], [true, false, 1]);
  assert.equal(say(testLaw, 2, COMMUNITY, "more", { replyTo: 1 }), "done");
  testLaw.assertSound();
});

test("each post once, by its author alone; also after leaving", () => {
  const testLaw = foundTestLaw(2);
  say(testLaw, 1, COMMUNITY, "words");
  assert.equal(unsay(testLaw, 1, COMMUNITY, 2), "conversation/no-such-post");
  assert.equal(unsay(testLaw, 2, COMMUNITY, 1), "conversation/not-yours");
  leaveNow(testLaw, 1);
  assert.equal(unsay(testLaw, 1, COMMUNITY, 1), "done");
  assert.equal(unsay(testLaw, 1, COMMUNITY, 1), "conversation/taken-back");
  testLaw.assertSound();
});

test("a text that is erased by itself takes its post back", () => {
  const testLaw = foundTestLaw(1);
  say(testLaw, 1, COMMUNITY, "words");
  const receipt = testLaw.act(1, "records/erase", { text: hashBy(1, "words") });
  assert.equal(outcomeOf(receipt), "done");
  assert.equal(thread(testLaw).rows[0]?.isTakenBack, true);
  testLaw.assertSound();
});

test("a post that was made the reason of a challenge stays until that is over", () => {
  const testLaw = foundQuick(6);
  const newcomer = letIn(testLaw, [1, 2]);
  say(testLaw, 3, COMMUNITY, "they are nobody");
  const reason = hashBy(3, "they are nobody");
  testLaw.act(3, "challenges/open", { accused: [newcomer], voucher: 0, reason });
  assert.equal(unsay(testLaw, 3, COMMUNITY, 1), "records/in-force");
  testLaw.act(3, "challenges/withdraw", { challenge: 1 });
  assert.equal(unsay(testLaw, 3, COMMUNITY, 1), "done");
  testLaw.assertSound();
});
