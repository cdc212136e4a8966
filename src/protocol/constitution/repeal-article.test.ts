/** Goal: everyone, and only everyone, repeals an article, once. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { decide, newest, rehearse, textHash } from "../testing/deciding.ts";
import { foundTestLaw, type TestLaw } from "../testing/test-law.ts";
import { articlesInForce } from "./articles.ts";
import { articles } from "./types.ts";

const repeal = (article: number) => ({ type: "constitution/repeal-article", input: { article } });

function foundWithArticle(): TestLaw {
  const constitution = { charter: textHash("c"), parameters: [], articles: [textHash("a")] };
  return foundTestLaw(2, { constitution });
}

test("an article is repealed; its number, its text and the decision stay known", () => {
  const testLaw = foundWithArticle();
  assert.equal(decide(testLaw, { kind: "article", wishes: [repeal(1)] }, [1, 2]), "in-effect");
  assert.deepEqual(articlesInForce(testLaw.state), []);
  const row = articles.get(testLaw.state, [1]);
  assert.deepEqual([row?.until, row?.decision], [testLaw.now, newest(testLaw)]);
  testLaw.assertSound();
});

test("another circle, an unknown article and one repealed before are refused", () => {
  const testLaw = foundWithArticle();
  assert.equal(rehearse(testLaw, 2, repeal(1)), "constitution/only-everyone");
  assert.equal(rehearse(testLaw, 1, repeal(2)), "constitution/no-such-article");
  assert.equal(rehearse(testLaw, 1, repeal(1), repeal(1)), "constitution/article-repealed");
});
