/**
 * Goal: people talk beside what they decide, those whose matter it is, and nobody drowns the others.
 * Method: each kind of thread, each fault once, each boundary from both sides.
 */
import assert from "node:assert/strict";
import { test } from "node:test";
import { grownBy } from "../identity/index.ts";
import type { PersonId } from "../kernel/ids.ts";
import { DAY } from "../kernel/time.ts";
import { TEXT_BYTES_MIN } from "../records/index.ts";
import { foundQuick, judgeAs, letIn, open, supportBy } from "../testing/challenging.ts";
import { foundCircles, wish } from "../testing/circling.ts";
import { decide, hashBy, newest, propose, runItsCourse, textHash } from "../testing/deciding.ts";
import { applyBy } from "../testing/joining.ts";
import { leaveNow } from "../testing/leaving.ts";
import { COMMUNITY, postInput, say, thread } from "../testing/talking.ts";
import { foundTestLaw, outcomeOf } from "../testing/test-law.ts";
import { textOf } from "../texts/index.ts";
import { POST_BYTES_MAX, POSTS_PER_DAY_MAX } from "./types.ts";

test("posts stand in the order of the blocks, with their text, and those concerned hear of them", () => {
  const testLaw = foundTestLaw(3);
  assert.equal(say(testLaw, 1, COMMUNITY, "hello"), "done");
  assert.equal(say(testLaw, 2, COMMUNITY, "welcome", { replyTo: 1 }), "done");
  const input = postInput(COMMUNITY, "as you say", { quote: 1, audience: "public" });
  const { events } = testLaw.act(3, "conversation/post", input);
  assert.deepEqual(
    events.map(({ type, people }) => [type, people]),
    [
      ["conversation/posted", [3, 1]],
      ["records/text-published", [3]],
    ],
  );
  const shown = thread(testLaw).rows.map((row) => [
    row.author,
    row.replyTo,
    row.quote,
    row.audience,
  ]);
  assert.deepEqual(shown, [
    [1, 0, 0, "community"],
    [2, 1, 0, "community"],
    [3, 0, 1, "public"],
  ]);
  assert.deepEqual(thread(testLaw).rows[0]?.text, hashBy(1, "hello"));
  testLaw.assertSound();
});

test("what is answered or quoted is there, and an answer has no answers", () => {
  const testLaw = foundTestLaw(2);
  say(testLaw, 1, COMMUNITY, "one");
  assert.equal(say(testLaw, 2, COMMUNITY, "a", { replyTo: 2 }), "conversation/no-such-post");
  assert.equal(say(testLaw, 2, COMMUNITY, "a", { quote: 2 }), "conversation/no-such-post");
  assert.equal(say(testLaw, 2, COMMUNITY, "a", { replyTo: 1 }), "done");
  assert.equal(say(testLaw, 1, COMMUNITY, "b", { replyTo: 2 }), "conversation/one-level");
  assert.equal(say(testLaw, 1, COMMUNITY, "b", { replyTo: 1, quote: 2 }), "done");
  testLaw.assertSound();
});

test("a text is some, is short, is new, and is nobody else's", () => {
  const testLaw = foundTestLaw(2);
  const as = (more: object) => say(testLaw, 1, COMMUNITY, "words", more);
  assert.equal(as({ digest: new Uint8Array(32) }), "records/no-text");
  assert.equal(as({ bytes: TEXT_BYTES_MIN - 1 }), "records/no-text");
  assert.equal(as({ bytes: POST_BYTES_MAX + 1 }), "conversation/too-long");
  assert.equal(as({ bytes: POST_BYTES_MAX }), "done");
  assert.equal(as({}), "records/taken");
  assert.equal(
    say(testLaw, 2, COMMUNITY, "words"),
    "done",
    "under another number it is another text",
  );
  testLaw.assertSound();
});

test("30 posts a day in one thread, and again from midnight on; other threads are not concerned", () => {
  const testLaw = foundCircles(2, [{ members: [1] }]);
  for (let at = 0; at < POSTS_PER_DAY_MAX; at += 1) {
    assert.equal(say(testLaw, 1, COMMUNITY, `post ${at}`), "done");
  }
  const { refusal } = testLaw.act(1, "conversation/post", postInput(COMMUNITY, "more"));
  assert.equal(refusal?.fault.code, "conversation/enough-today");
  assert.equal(refusal?.details["again"], testLaw.now + DAY);
  assert.equal(thread(testLaw, COMMUNITY, 0, 1).refusal?.code, "conversation/enough-today");
  assert.equal(say(testLaw, 1, { about: "circle", number: 2 }, "elsewhere"), "done");
  assert.equal(say(testLaw, 2, COMMUNITY, "somebody else"), "done");
  testLaw.pass(DAY - 1);
  assert.equal(say(testLaw, 1, COMMUNITY, "still"), "conversation/enough-today");
  testLaw.pass(1);
  assert.equal(say(testLaw, 1, COMMUNITY, "again"), "done");
  testLaw.assertSound();
});

test("nothing to talk about, strangers and applicants are refused", () => {
  const testLaw = foundTestLaw(2);
  const nothing = [
    { about: "decision", number: 1 },
    { about: "circle", number: 2 },
    { about: "circle", number: 0 },
    { about: "challenge", number: 1 },
    { about: "article", number: 1 },
    { about: "article", number: 70_000 },
  ] as const;
  for (const name of nothing) assert.equal(say(testLaw, 1, name, "?"), "conversation/unknown");
  assert.equal(thread(testLaw, nothing[0]), undefined);
  const applicant = applyBy(testLaw, 1);
  assert.equal(say(testLaw, applicant, COMMUNITY, "may I"), "membership/not-yet-admitted");
  leaveNow(testLaw, 2);
  assert.equal(say(testLaw, 2, COMMUNITY, "one more"), "membership/has-left");
  testLaw.assertSound();
});

test("in a circle and beside its proposals write those in it, and as long as something may come of it", () => {
  const testLaw = foundCircles(3, [{ members: [1, 2] }]);
  const circle = { about: "circle", number: 2 } as const;
  assert.equal(say(testLaw, 3, circle, "no"), "conversation/not-in-circle");
  assert.equal(thread(testLaw, circle, 0, 3).refusal?.code, "conversation/not-in-circle");
  assert.equal(say(testLaw, 2, circle, "yes"), "done");
  propose(testLaw, { circle: 2, kind: "role", wishes: [wish.openRole("x")] });
  const proposal = { about: "decision", number: newest(testLaw) } as const;
  assert.equal(say(testLaw, 3, proposal, "no"), "conversation/not-in-circle");
  assert.equal(say(testLaw, 1, proposal, "yes"), "done");
  assert.equal(runItsCourse(testLaw), "failed");
  assert.equal(say(testLaw, 1, proposal, "too late"), "conversation/over");
  const { isOver, posts } = thread(testLaw, proposal);
  assert.deepEqual([isOver, posts], [true, 1], "what was said stays readable");
  testLaw.assertSound();
});

test("a passed proposal is talked about until it has taken effect; a closed circle no more", () => {
  const testLaw = foundCircles(2, [{ members: [1] }]);
  propose(testLaw, { kind: "circle", wishes: [wish.closeCircle(2)] });
  const decision = newest(testLaw);
  for (const person of [1, 2]) {
    testLaw.act(person, "decisions/cast-vote", {
      decision,
      ballot: Uint8Array.of(0),
      salt: new Uint8Array(16),
    });
  }
  testLaw.pass(7 * DAY);
  const proposal = { about: "decision", number: decision } as const;
  assert.equal(say(testLaw, 2, proposal, "think again"), "done", "in the delay people object");
  testLaw.pass(7 * DAY);
  assert.equal(say(testLaw, 2, proposal, "it is done"), "conversation/over");
  assert.equal(say(testLaw, 1, { about: "circle", number: 2 }, "bye"), "conversation/over");
  testLaw.assertSound();
});

test("about an article everybody writes as long as it is in force", () => {
  const testLaw = foundTestLaw(2);
  const text = textHash("the article");
  const adopt = {
    type: "constitution/adopt-article",
    input: { article: 0, text },
    gives: { hash: text, kind: "article" as const },
  };
  assert.equal(decide(testLaw, { kind: "article", wishes: [adopt] }, [1, 2]), "in-effect");
  const article = { about: "article", number: 1 } as const;
  assert.equal(say(testLaw, 2, article, "well said"), "done");
  const repeal = { type: "constitution/repeal-article", input: { article: 1 } };
  assert.equal(decide(testLaw, { kind: "article", wishes: [repeal] }, [1, 2]), "in-effect");
  assert.equal(say(testLaw, 2, article, "a pity"), "conversation/over");
  testLaw.assertSound();
});

test("whom a challenge names talks along, member or not, until it is over; other strangers do not", () => {
  const testLaw = foundQuick(8);
  const [accused, other] = [letIn(testLaw, [1, 2]), applyBy(testLaw, 1)];
  open(testLaw, 3, [accused]);
  const challenge = { about: "challenge", number: 1 } as const;
  leaveNow(testLaw, accused);
  assert.equal(say(testLaw, accused, challenge, "I am real"), "done");
  assert.equal(say(testLaw, other, challenge, "me too"), "membership/not-yet-admitted");
  assert.equal(say(testLaw, accused, COMMUNITY, "hello"), "membership/has-left");
  supportBy(testLaw, [4, 5]);
  assert.equal(say(testLaw, 6, challenge, "I know them"), "done");
  testLaw.pass(3 * DAY);
  judgeAs(testLaw, [6], ["no"]);
  testLaw.pass(14 * DAY);
  assert.equal(say(testLaw, 6, challenge, "so they stay"), "conversation/over");
  testLaw.assertSound();
});

test("a post makes the ledger grow by no more than 3 kB, and is charged with its text", () => {
  const testLaw = foundTestLaw(2);
  say(testLaw, 1, COMMUNITY, "first");
  const before = { ...grownBy(testLaw.state, 1 as PersonId, testLaw.now) };
  say(testLaw, 1, COMMUNITY, "second", { bytes: 5000 });
  const after = grownBy(testLaw.state, 1 as PersonId, testLaw.now);
  const ledger = after.bytes - before.bytes - 5000;
  assert.ok(ledger > 0 && ledger <= 3072, `${ledger} bytes of ledger`);
  assert.equal(after.rows - before.rows, 3, "the text, its place among one's own, the post");
});

test("who has no room left today is refused, and nothing of it stays", () => {
  const testLaw = foundTestLaw(1);
  for (const [at, bytes] of [262_144, 262_144, 262_144, 250_000].entries()) {
    const text = { digest: textHash(`text ${at}`), audience: "community", kind: "note", bytes };
    assert.equal(outcomeOf(testLaw.act(1, "records/publish", text)), "done");
  }
  const big = { bytes: POST_BYTES_MAX };
  assert.equal(say(testLaw, 1, COMMUNITY, "fits", big), "done");
  assert.equal(say(testLaw, 1, COMMUNITY, "does not", big), "kernel/no-room-today");
  assert.equal(thread(testLaw).posts, 1);
  assert.equal(textOf(testLaw.state, hashBy(1, "does not")), undefined);
  testLaw.assertSound();
});
