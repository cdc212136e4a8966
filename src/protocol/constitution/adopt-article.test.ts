/** Goal: articles are numbered, adopted and changed by everyone alone, and only with a text to read. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { decide, newest, publishText, rehearse, textHash, type Wish } from "../testing/deciding.ts";
import { foundVillage, outcomeOf } from "../testing/village.ts";
import { isText, textOf } from "../texts/index.ts";
import { articlesInForce } from "./articles.ts";
import { ARTICLES_MAX, charter } from "./types.ts";

function adopt(article: number, word: string): Wish {
  const text = textHash(word);
  const input = { article, text };
  return { type: "constitution/adopt-article", input, gives: { hash: text, kind: "article" } };
}

test("articles get the next number and the decision that adopted them", () => {
  const village = foundVillage(2);
  const wishes = [adopt(0, "first"), adopt(0, "second")];
  assert.equal(decide(village, { kind: "article", wishes }, [1, 2]), "in-effect");
  const inForce = articlesInForce(village.state);
  assert.deepEqual(
    inForce.map(({ article, decision }) => [article, decision]),
    [
      [1, newest(village)],
      [2, newest(village)],
    ],
  );
  assert.equal(textOf(village.state, textHash("second"))?.holds, 1);
  village.assertSound();
});

test("an article in force gets a new text", () => {
  const village = foundVillage(1);
  decide(village, { kind: "article", wishes: [adopt(0, "old")] }, [1]);
  decide(village, { kind: "article", wishes: [adopt(1, "new")] }, [1]);
  assert.deepEqual(
    articlesInForce(village.state).map(({ text }) => text),
    [textHash("new")],
  );
  assert.equal(textOf(village.state, textHash("old"))?.holds, 0);
  assert.equal(textOf(village.state, textHash("new"))?.holds, 1);
  village.assertSound();
});

test("what nobody published, what is something else and what was erased cannot be adopted", () => {
  const village = foundVillage(1);
  const named = (text: Uint8Array) => {
    return { type: "constitution/adopt-article", input: { article: 0, text } };
  };
  assert.equal(rehearse(village, 1, named(textHash("never"))), "records/unknown-text");
  const note = publishText(village, 1, "a note", "note");
  assert.equal(rehearse(village, 1, named(note)), "records/other-kind");
  const text = publishText(village, 1, "an article", "article");
  assert.equal(rehearse(village, 1, named(text)), "done");
  village.act(1, "records/erase", { text });
  assert.ok(!isText(village.state, text));
  assert.equal(rehearse(village, 1, named(text)), "records/erased");
});

test("one text may stand in two articles, and is let go after the last", () => {
  const village = foundVillage(1);
  const text = publishText(village, 1, "an article", "article");
  const twice = { type: "constitution/adopt-article", input: { article: 0, text } };
  const repeal = (article: number) => {
    return { type: "constitution/repeal-article", input: { article } };
  };
  const erase = () => outcomeOf(village.act(1, "records/erase", { text }));
  decide(village, { kind: "article", wishes: [twice, twice] }, [1]);
  decide(village, { kind: "article", wishes: [repeal(1)] }, [1]);
  village.assertSound();
  assert.equal(erase(), "records/in-force");
  decide(village, { kind: "article", wishes: [repeal(2)] }, [1]);
  assert.equal(erase(), "done");
  village.assertSound();
});

test("another circle, no text, the same text and an unknown article are refused", () => {
  const village = foundVillage(1);
  decide(village, { kind: "article", wishes: [adopt(0, "old")] }, [1]);
  assert.equal(rehearse(village, 2, adopt(0, "new")), "constitution/only-everyone");
  const empty = { article: 0, text: new Uint8Array(32) };
  const wish = { type: "constitution/adopt-article", input: empty };
  assert.equal(rehearse(village, 1, wish), "constitution/no-text");
  assert.equal(rehearse(village, 1, adopt(1, "old")), "constitution/unchanged");
  assert.equal(rehearse(village, 1, adopt(2, "new")), "constitution/no-such-article");
});

test("a repealed article cannot be changed; its text can be adopted anew", () => {
  const village = foundVillage(1);
  const repeal = { type: "constitution/repeal-article", input: { article: 1 } };
  decide(village, { kind: "article", wishes: [adopt(0, "old"), repeal] }, [1]);
  assert.equal(rehearse(village, 1, adopt(1, "new")), "constitution/article-repealed");
  decide(village, { kind: "article", wishes: [adopt(0, "old")] }, [1]);
  assert.deepEqual(
    articlesInForce(village.state).map(({ article }) => article),
    [2],
  );
  village.assertSound();
});

test("the last article that may be numbered is, the next one is not", () => {
  const village = foundVillage(1);
  const row = { text: textHash("charter"), articles: ARTICLES_MAX - 1 };
  charter.put(village.state, [], row);
  assert.equal(rehearse(village, 1, adopt(0, "last")), "done");
  charter.put(village.state, [], { ...row, articles: ARTICLES_MAX });
  assert.equal(rehearse(village, 1, adopt(0, "more")), "constitution/too-many-articles");
});
