/** Goal: people erase what is theirs, for good; what binds everybody stays. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { charter } from "../constitution/index.ts";
import { openFor } from "../decisions/index.ts";
import type { PersonId } from "../kernel/ids.ts";
import {
  answerAs,
  decide,
  effectOf,
  newest,
  publishText,
  runItsCourse,
  textHash,
} from "../testing/deciding.ts";
import { leaveNow } from "../testing/leaving.ts";
import { foundTestLaw, outcomeOf, type TestLaw } from "../testing/test-law.ts";
import { isText, textOf } from "../texts/index.ts";
import { founding } from "./founding.ts";
import { usageOf } from "./texts.ts";

function erase(testLaw: TestLaw, person: number, text: Uint8Array): string {
  return outcomeOf(testLaw.act(person, "records/erase", { text }));
}

test("an erased text is no text any more; its hash stays, and can never be used again", () => {
  const testLaw = foundTestLaw(1);
  const text = publishText(testLaw, 1, "word", "note");
  testLaw.pass(7);
  assert.equal(erase(testLaw, 1, text), "done");
  assert.ok(!isText(testLaw.state, text));
  assert.equal(textOf(testLaw.state, text)?.erasedAt, testLaw.now);
  assert.deepEqual(usageOf(testLaw.state, 1 as PersonId), { texts: 0, bytes: 0 });
  const again = { digest: textHash("word"), audience: "public", kind: "note", bytes: 50 };
  assert.equal(outcomeOf(testLaw.act(1, "records/publish", again)), "records/taken");
  testLaw.assertSound();
});

test("erasing a profile ends it as a profile", () => {
  const testLaw = foundTestLaw(1);
  const text = publishText(testLaw, 1, "me", "profile");
  testLaw.act(1, "records/set-profile", { text });
  const receipt = testLaw.act(1, "records/erase", { text });
  assert.deepEqual(
    receipt.events.map(({ type }) => type),
    ["records/text-erased", "records/profile-set"],
  );
  assert.deepEqual(testLaw.view("records/profiles", { after: 0 }), { rows: [], next: 0 });
  testLaw.assertSound();
});

test("anyone who has left may still erase what they wrote", () => {
  const testLaw = foundTestLaw(2);
  const text = publishText(testLaw, 2, "mine", "note");
  leaveNow(testLaw, 2);
  assert.equal(erase(testLaw, 2, text), "done");
  testLaw.assertSound();
});

test("an unknown text, somebody else's, and one erased before are refused", () => {
  const testLaw = foundTestLaw(2);
  assert.equal(erase(testLaw, 1, textHash("nothing")), "records/unknown-text");
  const theirs = publishText(testLaw, 2, "theirs", "note");
  assert.equal(erase(testLaw, 1, theirs), "records/not-yours");
  erase(testLaw, 2, theirs);
  assert.equal(erase(testLaw, 2, theirs), "records/erased");
});

test("the text of an article in force stays until the article is repealed", () => {
  const testLaw = foundTestLaw(1);
  const text = publishText(testLaw, 1, "article", "article");
  const adopt = { type: "constitution/adopt-article", input: { article: 0, text } };
  decide(testLaw, { kind: "article", wishes: [adopt] }, [1]);
  assert.equal(erase(testLaw, 1, text), "records/in-force");
  const repeal = { type: "constitution/repeal-article", input: { article: 1 } };
  decide(testLaw, { kind: "article", wishes: [repeal] }, [1]);
  assert.equal(erase(testLaw, 1, text), "done");
});

test("the texts of an open proposal, and what its effects name, stay until it is over", () => {
  const testLaw = foundTestLaw(2);
  const article = publishText(testLaw, 1, "article", "article");
  const text = publishText(testLaw, 1, "why", "proposal");
  const adopt = { type: "constitution/adopt-article", input: { article: 0, text: article } };
  const effects = [effectOf(testLaw, adopt)];
  const open = openFor({ circle: 1, kind: "article", text, effects });
  assert.equal(outcomeOf(testLaw.act(1, "decisions/open", open)), "done");
  assert.equal(erase(testLaw, 1, text), "records/in-force");
  assert.equal(erase(testLaw, 1, article), "records/in-force");
  testLaw.assertSound();
  answerAs(testLaw, [1, 2], "yes");
  const { closesAt, effectAt } = testLaw.view<{ closesAt: number; effectAt: number }>(
    "decisions/decision",
    { decision: 1, person: 0 },
  );
  testLaw.pass(closesAt - testLaw.now);
  assert.equal(erase(testLaw, 1, text), "records/in-force");
  testLaw.pass(effectAt - testLaw.now - 1);
  assert.equal(erase(testLaw, 1, article), "records/in-force");
  testLaw.pass(1);
  testLaw.assertSound();
  assert.equal(erase(testLaw, 1, text), "done");
  assert.equal(erase(testLaw, 1, article), "records/in-force");
  const view = testLaw.view<{ isHeld: boolean }>("records/text", { hash: article });
  assert.equal(view.isHeld, true);
});

test("what is withdrawn, fails or stays without effect lets go of its texts", () => {
  const testLaw = foundTestLaw(2);
  const texts = ["one", "two", "three"].map((word) => publishText(testLaw, 1, word, "proposal"));
  const open = (text: Uint8Array) => {
    return testLaw.act(
      1,
      "decisions/open",
      openFor({ circle: 1, kind: "statement", text, effects: [] }),
    );
  };
  const [withdrawn, failed, mixed] = texts as [Uint8Array, Uint8Array, Uint8Array];
  open(withdrawn);
  testLaw.act(1, "decisions/withdraw", { decision: 1 });
  assert.equal(erase(testLaw, 1, withdrawn), "done");
  open(failed);
  assert.equal(runItsCourse(testLaw), "failed");
  assert.equal(erase(testLaw, 1, failed), "done");
  const bad = { type: "constitution/repeal-article", input: { article: 1 } };
  const article = publishText(testLaw, 1, "article", "article");
  const adopt = { type: "constitution/adopt-article", input: { article: 0, text: article } };
  const effects = [adopt, bad, adopt].map((wish) => effectOf(testLaw, wish));
  const input = openFor({ circle: 1, kind: "article", text: mixed, effects });
  assert.equal(outcomeOf(testLaw.act(1, "decisions/open", input)), "done");
  answerAs(testLaw, [1, 2], "yes");
  const decision = newest(testLaw);
  const counted = charter.get(testLaw.state, []);
  charter.put(testLaw.state, [], { articles: 10_000, text: counted?.text ?? textHash("none") });
  const { effectAt } = testLaw.view<{ effectAt: number }>("decisions/decision", {
    decision,
    person: 0,
  });
  testLaw.pass(effectAt - testLaw.now);
  const shown = testLaw.view<{ stage: string }>("decisions/decision", { decision, person: 0 });
  assert.equal(shown.stage, "without-effect");
  assert.equal(erase(testLaw, 1, mixed), "done");
  assert.equal(erase(testLaw, 1, article), "done");
});

test("the charter stays, and a text that belongs to everybody is nobody's to erase", () => {
  const hash = textHash("charter");
  const row = { hash, audience: "public", kind: "charter", bytes: 99 } as const;
  const constitution = { charter: hash, parameters: [], articles: [] };
  for (const [owner, outcome] of [
    [1, "records/in-force"],
    [0, "records/not-yours"],
  ] as const) {
    const records = { ...founding.empty, texts: [{ ...row, owner }] };
    const testLaw = foundTestLaw(1, { constitution, records });
    assert.equal(erase(testLaw, 1, hash), outcome);
    testLaw.assertSound();
  }
});
