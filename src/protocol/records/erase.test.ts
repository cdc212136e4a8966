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
import { foundVillage, outcomeOf, type Village } from "../testing/village.ts";
import { isText, textOf } from "../texts/index.ts";
import { founding } from "./founding.ts";
import { usageOf } from "./texts.ts";

function erase(village: Village, person: number, text: Uint8Array): string {
  return outcomeOf(village.act(person, "records/erase", { text }));
}

test("an erased text is no text any more; its hash stays, and can never be used again", () => {
  const village = foundVillage(1);
  const text = publishText(village, 1, "word", "note");
  village.pass(7);
  assert.equal(erase(village, 1, text), "done");
  assert.ok(!isText(village.state, text));
  assert.equal(textOf(village.state, text)?.erasedAt, village.now);
  assert.deepEqual(usageOf(village.state, 1 as PersonId), { texts: 0, bytes: 0 });
  const again = { digest: textHash("word"), audience: "public", kind: "note", bytes: 50 };
  assert.equal(outcomeOf(village.act(1, "records/publish", again)), "records/taken");
  village.assertSound();
});

test("erasing a profile ends it as a profile", () => {
  const village = foundVillage(1);
  const text = publishText(village, 1, "me", "profile");
  village.act(1, "records/set-profile", { text });
  const receipt = village.act(1, "records/erase", { text });
  assert.deepEqual(
    receipt.events.map(({ type }) => type),
    ["records/text-erased", "records/profile-set"],
  );
  assert.deepEqual(village.view("records/profiles", {}), []);
  village.assertSound();
});

test("whoever has left may still erase what they wrote", () => {
  const village = foundVillage(2);
  const text = publishText(village, 2, "mine", "note");
  village.act(2, "membership/leave", {});
  assert.equal(erase(village, 2, text), "done");
  village.assertSound();
});

test("an unknown text, somebody else's, and one erased before are refused", () => {
  const village = foundVillage(2);
  assert.equal(erase(village, 1, textHash("nothing")), "records/unknown-text");
  const theirs = publishText(village, 2, "theirs", "note");
  assert.equal(erase(village, 1, theirs), "records/not-yours");
  erase(village, 2, theirs);
  assert.equal(erase(village, 2, theirs), "records/erased");
});

test("the text of an article in force stays until the article is repealed", () => {
  const village = foundVillage(1);
  const text = publishText(village, 1, "article", "article");
  const adopt = { type: "constitution/adopt-article", input: { article: 0, text } };
  decide(village, { kind: "article", wishes: [adopt] }, [1]);
  assert.equal(erase(village, 1, text), "records/in-force");
  const repeal = { type: "constitution/repeal-article", input: { article: 1 } };
  decide(village, { kind: "article", wishes: [repeal] }, [1]);
  assert.equal(erase(village, 1, text), "done");
});

test("the texts of an open proposal, and what its effects name, stay until it is over", () => {
  const village = foundVillage(2);
  const article = publishText(village, 1, "article", "article");
  const text = publishText(village, 1, "why", "proposal");
  const adopt = { type: "constitution/adopt-article", input: { article: 0, text: article } };
  const effects = [effectOf(village, adopt)];
  const open = openFor({ circle: 1, kind: "article", text, effects });
  assert.equal(outcomeOf(village.act(1, "decisions/open", open)), "done");
  assert.equal(erase(village, 1, text), "records/in-force");
  assert.equal(erase(village, 1, article), "records/in-force");
  village.assertSound();
  answerAs(village, [1, 2], "yes");
  const { closesAt, effectAt } = village.view<{ closesAt: number; effectAt: number }>(
    "decisions/decision",
    { decision: 1, person: 0 },
  );
  village.pass(closesAt - village.now);
  assert.equal(erase(village, 1, text), "records/in-force");
  village.pass(effectAt - village.now - 1);
  assert.equal(erase(village, 1, article), "records/in-force");
  village.pass(1);
  village.assertSound();
  assert.equal(erase(village, 1, text), "done");
  assert.equal(erase(village, 1, article), "records/in-force");
  const view = village.view<{ isHeld: boolean }>("records/text", { hash: article });
  assert.equal(view.isHeld, true);
});

test("what is withdrawn, fails or stays without effect lets go of its texts", () => {
  const village = foundVillage(2);
  const texts = ["one", "two", "three"].map((word) => publishText(village, 1, word, "proposal"));
  const open = (text: Uint8Array) => {
    return village.act(
      1,
      "decisions/open",
      openFor({ circle: 1, kind: "statement", text, effects: [] }),
    );
  };
  const [withdrawn, failed, mixed] = texts as [Uint8Array, Uint8Array, Uint8Array];
  open(withdrawn);
  village.act(1, "decisions/withdraw", { decision: 1 });
  assert.equal(erase(village, 1, withdrawn), "done");
  open(failed);
  assert.equal(runItsCourse(village), "failed");
  assert.equal(erase(village, 1, failed), "done");
  const bad = { type: "constitution/repeal-article", input: { article: 1 } };
  const article = publishText(village, 1, "article", "article");
  const adopt = { type: "constitution/adopt-article", input: { article: 0, text: article } };
  const effects = [adopt, bad, adopt].map((wish) => effectOf(village, wish));
  const input = openFor({ circle: 1, kind: "article", text: mixed, effects });
  assert.equal(outcomeOf(village.act(1, "decisions/open", input)), "done");
  answerAs(village, [1, 2], "yes");
  const decision = newest(village);
  const counted = charter.get(village.state, []);
  charter.put(village.state, [], { articles: 10_000, text: counted?.text ?? textHash("none") });
  const { effectAt } = village.view<{ effectAt: number }>("decisions/decision", {
    decision,
    person: 0,
  });
  village.pass(effectAt - village.now);
  const shown = village.view<{ stage: string }>("decisions/decision", { decision, person: 0 });
  assert.equal(shown.stage, "without-effect");
  assert.equal(erase(village, 1, mixed), "done");
  assert.equal(erase(village, 1, article), "done");
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
    const village = foundVillage(1, { constitution, records });
    assert.equal(erase(village, 1, hash), outcome);
    village.assertSound();
  }
});
