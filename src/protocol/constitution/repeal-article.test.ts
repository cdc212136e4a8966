/** Goal: everyone, and only everyone, repeals an article, once. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { decide, newest, rehearse, textHash } from "../testing/deciding.ts";
import { foundVillage, type Village } from "../testing/village.ts";
import { articlesInForce } from "./articles.ts";
import { articles } from "./types.ts";

const repeal = (article: number) => ({ type: "constitution/repeal-article", input: { article } });

function foundWithArticle(): Village {
  const constitution = { charter: textHash("c"), parameters: [], articles: [textHash("a")] };
  return foundVillage(2, { constitution });
}

test("an article is repealed; its number, its text and the decision stay known", () => {
  const village = foundWithArticle();
  assert.equal(decide(village, { kind: "article", wishes: [repeal(1)] }, [1, 2]), "in-effect");
  assert.deepEqual(articlesInForce(village.state), []);
  const row = articles.get(village.state, [1]);
  assert.deepEqual([row?.until, row?.decision], [village.now, newest(village)]);
  village.assertSound();
});

test("another circle, an unknown article and one repealed before are refused", () => {
  const village = foundWithArticle();
  assert.equal(rehearse(village, 2, repeal(1)), "constitution/only-everyone");
  assert.equal(rehearse(village, 1, repeal(2)), "constitution/no-such-article");
  assert.equal(rehearse(village, 1, repeal(1), repeal(1)), "constitution/article-repealed");
});
