/** Goal: who votes on a change of the constitution reads what it changes, from when on, and within which bounds. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { textHash } from "../testing/deciding.ts";
import { explained, figures, promised } from "../testing/explaining.ts";
import { foundTestLaw, TEST_START } from "../testing/test-law.ts";

const everyone = 1;
const text = textHash("text");
const hex = Buffer.from(text).toString("hex");

test("every action is explained in whole sentences, a rule about seats like any other rule", () => {
  const testLaw = foundTestLaw(1);
  const room = [...testLaw.law.actionByType.keys()].filter((type) =>
    type.startsWith("constitution/"),
  );
  const input = { article: 1, edition: 2, adoption: 1, text, digest: text, moment: TEST_START };
  const rule = { ...input, parameter: "vouches-needed", value: 4 };
  for (const type of room) {
    const why = explained(testLaw, everyone, type, rule);
    assert.equal(why.rule.replace("set-parameter", ""), type.replace(/set-(seat-)?parameter/, ""));
    for (const said of [why.sentence, why.result]) assert.match(said, /^[A-Z].+\.$/);
  }
  assert.ok(room.length > 0);
});

test("a change of a rule tells the figure of now, the next step and the bounds, and from when it counts", () => {
  const testLaw = foundTestLaw(1);
  const type = "constitution/set-parameter";
  const vouches = { parameter: "vouches-needed", value: 4 };
  const told = { parameter: "vouches-needed", value: 3, lowest: 2, highest: 4, min: 1, max: 7 };
  assert.deepEqual(figures(testLaw, everyone, type, vouches), told);
  assert.match(promised(testLaw, everyone, type, vouches), /^From that moment on: .*4 vouches/);
  const income = { parameter: "income-per-hour", value: 1 };
  assert.match(promised(testLaw, everyone, type, income), /^From the next midnight \(UTC\): /);
});

test("an article is told to be new or to have a new text, or to be in force no longer", () => {
  const testLaw = foundTestLaw(1);
  const adopt = (article: number) => ({ article, text });
  const type = "constitution/adopt-article";
  assert.deepEqual(figures(testLaw, everyone, type, adopt(2)), { article: 2, text: hex });
  assert.equal(promised(testLaw, everyone, type, adopt(0)), "A new article is in force.");
  const changed = "Article 2 is in force with a new text.";
  assert.equal(promised(testLaw, everyone, type, adopt(2)), changed);
  const repeal = "constitution/repeal-article";
  assert.deepEqual(figures(testLaw, everyone, repeal, { article: 2 }), { article: 2 });
  const gone = "Article 2 is no longer in force.";
  assert.equal(promised(testLaw, everyone, repeal, { article: 2 }), gone);
});

test("an edition is told by its number, its digest and its moment", () => {
  const testLaw = foundTestLaw(1);
  const edition = { edition: 2, digest: text, moment: TEST_START };
  const shown = { ...edition, digest: hex };
  assert.deepEqual(figures(testLaw, everyone, "constitution/adopt-edition", edition), shown);
  assert.match(promised(testLaw, everyone, "constitution/adopt-edition", edition), /^Edition 2 of/);
  const drop = "constitution/drop-edition";
  assert.deepEqual(figures(testLaw, everyone, drop, edition), { edition: 2 });
  assert.match(promised(testLaw, everyone, drop, edition), /^Edition 2 does not come to hold/);
  const said = { adoption: 1, digest: text };
  const rehearsed = figures(testLaw, everyone, "constitution/declare-rehearsed", said);
  assert.deepEqual(rehearsed, { adoption: 1, digest: hex });
});
