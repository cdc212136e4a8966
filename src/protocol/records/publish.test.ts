/** Goal: members publish within an allowance, applicants a little, nobody else; hashes are used once. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { openFor } from "../decisions/index.ts";
import type { PersonId } from "../kernel/ids.ts";
import { answerAs, hashBy, publishText, textHash } from "../testing/deciding.ts";
import { applyBy } from "../testing/joining.ts";
import { leaveNow } from "../testing/leaving.ts";
import { foundTestLaw, outcomeOf, type TestLaw } from "../testing/test-law.ts";
import { isText, textOf } from "../texts/index.ts";
import { usageOf } from "./texts.ts";
import {
  APPLICANT_ALLOWANCE,
  MEMBER_ALLOWANCE,
  TEXT_BYTES_MAX,
  TEXT_BYTES_MIN,
  usage,
} from "./types.ts";

function publish(testLaw: TestLaw, person: number, word: string, bytes = 100): string {
  const input = { digest: textHash(word), audience: "community", kind: "note", bytes };
  return outcomeOf(testLaw.act(person, "records/publish", input));
}

test("a text is known by its hash, with its owner, readers, kind and length", () => {
  const testLaw = foundTestLaw(2);
  testLaw.pass(5);
  assert.equal(publish(testLaw, 2, "word"), "done");
  const text = textOf(testLaw.state, hashBy(2, "word"));
  assert.deepEqual(text, {
    hash: hashBy(2, "word"),
    owner: 2,
    audience: "community",
    kind: "note",
    bytes: 100,
    at: testLaw.now,
    erasedAt: 0,
    holds: 0,
  });
  assert.ok(isText(testLaw.state, hashBy(2, "word")));
  assert.ok(!isText(testLaw.state, hashBy(2, "other")));
  testLaw.assertSound();
});

test("another hash that begins with the same 30 bytes is another text", () => {
  const testLaw = foundTestLaw(1);
  publish(testLaw, 1, "word");
  const near = hashBy(1, "word").slice();
  near[31] = (near[31] as number) ^ 1;
  assert.ok(isText(testLaw.state, hashBy(1, "word")));
  assert.ok(!isText(testLaw.state, near));
});

test("a person uses a digest once", () => {
  const testLaw = foundTestLaw(1);
  publish(testLaw, 1, "word");
  assert.equal(publish(testLaw, 1, "word"), "records/taken");
});

test("anyone who sees a digest first publishes another text, and chooses nobody's readers", () => {
  const testLaw = foundTestLaw(3);
  const taken = { digest: textHash("plan"), audience: "public", kind: "note", bytes: 100 };
  assert.equal(outcomeOf(testLaw.act(2, "records/publish", taken)), "done");
  const text = publishText(testLaw, 1, "plan");
  assert.notDeepEqual(text, hashBy(2, "plan"));
  const { owner, audience, kind } = textOf(testLaw.state, text) ?? {};
  assert.deepEqual([owner, audience, kind], [1, "community", "proposal"]);
  const open = (hash: Uint8Array) => {
    const input = openFor({ circle: 1, kind: "statement", text: hash, effects: [] });
    return outcomeOf(testLaw.act(1, "decisions/open", input));
  };
  assert.equal(open(hashBy(2, "plan")), "records/other-kind");
  assert.equal(open(text), "done");
  answerAs(testLaw, [1, 2, 3], "yes");
  testLaw.assertSound();
});

test("nothing, a text without a hash, and one that is too long are refused", () => {
  const testLaw = foundTestLaw(1);
  const lengths = [TEXT_BYTES_MIN - 1, TEXT_BYTES_MIN, TEXT_BYTES_MAX, TEXT_BYTES_MAX + 1];
  const outcomes = lengths.map((bytes) => publish(testLaw, 1, `${bytes}`, bytes));
  assert.deepEqual(outcomes, ["records/no-text", "done", "done", "records/too-long"]);
  const input = { digest: new Uint8Array(32), audience: "public", kind: "note", bytes: 100 };
  assert.equal(outcomeOf(testLaw.act(1, "records/publish", input)), "records/no-text");
});

test("a person's texts are listed with the newest first, whatever their hashes are", () => {
  const testLaw = foundTestLaw(1);
  const words = ["first", "second", "third", "fourth", "fifth"];
  for (const word of words) {
    testLaw.pass(1);
    assert.equal(publish(testLaw, 1, word), "done");
  }
  const { texts } = testLaw.view<{ texts: { hash: Uint8Array }[] }>("records/texts", { person: 1 });
  assert.deepEqual(
    texts.map(({ hash }) => hash),
    words.map((word) => hashBy(1, word)).toReversed(),
  );
});

test("an applicant publishes one text and no more; anyone who has left publishes none", () => {
  const testLaw = foundTestLaw(5);
  const applicant = applyBy(testLaw, 1);
  const { texts, bytes } = APPLICANT_ALLOWANCE;
  assert.equal(texts, 1);
  assert.equal(publish(testLaw, applicant, "too long", bytes + 1), "records/too-much");
  assert.equal(publish(testLaw, applicant, "who I am", bytes), "done");
  assert.equal(publish(testLaw, applicant, "one more"), "records/too-much");
  assert.equal(publish(testLaw, 1, "a member's"), "done");
  leaveNow(testLaw, 2);
  assert.equal(publish(testLaw, 2, "too late"), "membership/has-left");
  testLaw.assertSound();
});

test("a member's texts and bytes have an end, to the last of either", () => {
  const testLaw = foundTestLaw(1);
  const { texts, bytes } = MEMBER_ALLOWANCE;
  usage.put(testLaw.state, [1 as PersonId], { texts: texts - 1, bytes: 0 });
  assert.equal(publish(testLaw, 1, "last"), "done");
  assert.equal(publish(testLaw, 1, "more"), "records/too-much");
  usage.put(testLaw.state, [1 as PersonId], { texts: 0, bytes: bytes - 100 });
  assert.equal(publish(testLaw, 1, "one byte more", 101), "records/too-much");
  assert.equal(publish(testLaw, 1, "as many bytes", 100), "done");
  assert.deepEqual(usageOf(testLaw.state, 1 as PersonId), { texts: 1, bytes });
});
