/** Goal: articles are numbered, adopted and changed by everyone alone, and only with a text to read. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { decide, newest, publishText, rehearse, textHash, type Wish } from "../testing/deciding.ts";
import { foundTestLaw, outcomeOf } from "../testing/test-law.ts";
import { isText, textOf } from "../texts/index.ts";
import { articlesInForce } from "./articles.ts";
import { ARTICLES_MAX, charter } from "./types.ts";

function adopt(article: number, word: string): Wish {
  const text = textHash(word);
  const input = { article, text };
  return { type: "constitution/adopt-article", input, gives: { hash: text, kind: "article" } };
}

test("articles get the next number and the decision that adopted them", () => {
  const testLaw = foundTestLaw(2);
  const wishes = [adopt(0, "first"), adopt(0, "second")];
  assert.equal(decide(testLaw, { kind: "article", wishes }, [1, 2]), "in-effect");
  const inForce = articlesInForce(testLaw.state);
  assert.deepEqual(
    inForce.map(({ article, decision }) => [article, decision]),
    [
      [1, newest(testLaw)],
      [2, newest(testLaw)],
    ],
  );
  assert.equal(textOf(testLaw.state, textHash("second"))?.holds, 1);
  testLaw.assertSound();
});

test("an article in force gets a new text", () => {
  const testLaw = foundTestLaw(1);
  decide(testLaw, { kind: "article", wishes: [adopt(0, "old")] }, [1]);
  decide(testLaw, { kind: "article", wishes: [adopt(1, "new")] }, [1]);
  assert.deepEqual(
    articlesInForce(testLaw.state).map(({ text }) => text),
    [textHash("new")],
  );
  assert.equal(textOf(testLaw.state, textHash("old"))?.holds, 0);
  assert.equal(textOf(testLaw.state, textHash("new"))?.holds, 1);
  testLaw.assertSound();
});

test("what nobody published, what is something else and what was erased cannot be adopted", () => {
  const testLaw = foundTestLaw(1);
  const named = (text: Uint8Array) => {
    return { type: "constitution/adopt-article", input: { article: 0, text } };
  };
  assert.equal(rehearse(testLaw, 1, named(textHash("never"))), "records/unknown-text");
  const note = publishText(testLaw, 1, "a note", "note");
  assert.equal(rehearse(testLaw, 1, named(note)), "records/other-kind");
  const text = publishText(testLaw, 1, "an article", "article");
  assert.equal(rehearse(testLaw, 1, named(text)), "done");
  testLaw.act(1, "records/erase", { text });
  assert.ok(!isText(testLaw.state, text));
  assert.equal(rehearse(testLaw, 1, named(text)), "records/erased");
});

test("one text may stand in two articles, and is let go after the last", () => {
  const testLaw = foundTestLaw(1);
  const text = publishText(testLaw, 1, "an article", "article");
  const twice = { type: "constitution/adopt-article", input: { article: 0, text } };
  const repeal = (article: number) => {
    return { type: "constitution/repeal-article", input: { article } };
  };
  const erase = () => outcomeOf(testLaw.act(1, "records/erase", { text }));
  decide(testLaw, { kind: "article", wishes: [twice, twice] }, [1]);
  decide(testLaw, { kind: "article", wishes: [repeal(1)] }, [1]);
  testLaw.assertSound();
  assert.equal(erase(), "records/in-force");
  decide(testLaw, { kind: "article", wishes: [repeal(2)] }, [1]);
  assert.equal(erase(), "done");
  testLaw.assertSound();
});

test("another circle, no text, the same text and an unknown article are refused", () => {
  const testLaw = foundTestLaw(1);
  decide(testLaw, { kind: "article", wishes: [adopt(0, "old")] }, [1]);
  assert.equal(rehearse(testLaw, 2, adopt(0, "new")), "constitution/only-everyone");
  const empty = { article: 0, text: new Uint8Array(32) };
  const wish = { type: "constitution/adopt-article", input: empty };
  assert.equal(rehearse(testLaw, 1, wish), "constitution/no-text");
  assert.equal(rehearse(testLaw, 1, adopt(1, "old")), "constitution/unchanged");
  assert.equal(rehearse(testLaw, 1, adopt(2, "new")), "constitution/no-such-article");
});

test("a repealed article cannot be changed; its text can be adopted again", () => {
  const testLaw = foundTestLaw(1);
  const repeal = { type: "constitution/repeal-article", input: { article: 1 } };
  decide(testLaw, { kind: "article", wishes: [adopt(0, "old"), repeal] }, [1]);
  assert.equal(rehearse(testLaw, 1, adopt(1, "new")), "constitution/article-repealed");
  decide(testLaw, { kind: "article", wishes: [adopt(0, "old")] }, [1]);
  assert.deepEqual(
    articlesInForce(testLaw.state).map(({ article }) => article),
    [2],
  );
  testLaw.assertSound();
});

test("the last article that may be numbered is, the next one is not", () => {
  const testLaw = foundTestLaw(1);
  const row = { text: textHash("charter"), articles: ARTICLES_MAX - 1 };
  charter.put(testLaw.state, [], row);
  assert.equal(rehearse(testLaw, 1, adopt(0, "last")), "done");
  charter.put(testLaw.state, [], { ...row, articles: ARTICLES_MAX });
  assert.equal(rehearse(testLaw, 1, adopt(0, "more")), "constitution/too-many-articles");
});
