/** Goal: people change their words, everybody sees that they did, and what was said can still be shown. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { foundCircles, wish } from "../testing/circling.ts";
import { decide, hashBy } from "../testing/deciding.ts";
import { COMMUNITY, reword, say, thread, unsay } from "../testing/talking.ts";
import { foundTestLaw } from "../testing/test-law.ts";
import { textOf } from "../texts/index.ts";
import { EDITS_MAX, POST_BYTES_MAX } from "./types.ts";

interface Shown {
  readonly text: Uint8Array;
  readonly edits: number;
  readonly editedAt: number;
  readonly earlier: readonly { readonly text: Uint8Array; readonly until: number }[];
}

test("the new words take the place of the old ones, whose hash stays, for the same readers", () => {
  const testLaw = foundTestLaw(2);
  say(testLaw, 1, COMMUNITY, "first", { audience: "public" });
  testLaw.pass(1000);
  assert.equal(reword(testLaw, 1, 1, "second"), "done");
  const { text, edits, editedAt, earlier } = testLaw.view<Shown>("conversation/post", {
    ...COMMUNITY,
    post: 1,
  });
  assert.deepEqual([text, edits, editedAt], [hashBy(1, "second"), 1, testLaw.now]);
  assert.deepEqual(earlier, [{ text: hashBy(1, "first"), until: testLaw.now }]);
  assert.equal(textOf(testLaw.state, hashBy(1, "first"))?.erasedAt, testLaw.now);
  assert.equal(textOf(testLaw.state, text)?.audience, "public");
  assert.equal(thread(testLaw).rows.length, 1, "it keeps its place");
  testLaw.assertSound();
});

test("the old text is to be deleted everywhere", () => {
  const testLaw = foundTestLaw(1);
  say(testLaw, 1, COMMUNITY, "first");
  const input = { ...COMMUNITY, post: 1, digest: hashBy(9, "x"), bytes: 100 };
  const { events } = testLaw.act(1, "conversation/edit", input);
  assert.deepEqual(
    events.map(({ type }) => type),
    ["conversation/edited", "records/text-published", "records/text-erased"],
  );
});

test("ten edits, and no more", () => {
  const testLaw = foundTestLaw(1);
  say(testLaw, 1, COMMUNITY, "word");
  for (let at = 0; at < EDITS_MAX; at += 1) assert.equal(reword(testLaw, 1, 1, `w${at}`), "done");
  assert.equal(reword(testLaw, 1, 1, "once more"), "conversation/edited-enough");
  testLaw.assertSound();
});

test("what is not there, not one's own, taken back, too long or used before is refused", () => {
  const testLaw = foundTestLaw(2);
  say(testLaw, 1, COMMUNITY, "mine");
  assert.equal(reword(testLaw, 1, 2, "x"), "conversation/no-such-post");
  assert.equal(reword(testLaw, 2, 1, "x"), "conversation/not-yours");
  assert.equal(reword(testLaw, 1, 1, "x", { bytes: POST_BYTES_MAX + 1 }), "conversation/too-long");
  assert.equal(reword(testLaw, 1, 1, "mine"), "records/taken", "not even with what it says now");
  unsay(testLaw, 1, COMMUNITY, 1);
  assert.equal(reword(testLaw, 1, 1, "x"), "conversation/taken-back");
  testLaw.assertSound();
});

test("when it is over nothing is changed any more, and still taken back", () => {
  const testLaw = foundCircles(2, [{ members: [1] }]);
  const circle = { about: "circle", number: 2 } as const;
  say(testLaw, 1, circle, "before");
  decide(testLaw, { kind: "circle", wishes: [wish.closeCircle(2)] }, [1, 2]);
  assert.equal(reword(testLaw, 1, 1, "after", circle), "conversation/over");
  assert.equal(unsay(testLaw, 1, circle, 1), "done");
  testLaw.assertSound();
});
