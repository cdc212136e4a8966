/** Goal: a founding document fixes figures and articles within bounds; all else is refused. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { textHash } from "../testing/deciding.ts";
import { foundTestLaw, TEST_START } from "../testing/test-law.ts";
import { founding } from "./founding.ts";
import { parameterHistory, parameterValue } from "./values.ts";

const NONE = new Uint8Array(32);
const empty = founding.empty;

test("figures that the document leaves out start at their defaults, with a history", () => {
  const parameters = [{ parameter: "vouches-needed", value: 5 }] as const;
  const testLaw = foundTestLaw(1, { constitution: { ...empty, parameters } });
  assert.equal(parameterValue(testLaw.state, "vouches-needed"), 5);
  assert.equal(parameterValue(testLaw.state, "vouch-pace-days"), 5);
  assert.deepEqual(parameterHistory(testLaw.state, "vouch-life-days"), [
    { value: 730, at: TEST_START, from: TEST_START, restsUntil: 0, decision: 0 },
  ]);
  testLaw.assertSound();
});

test("a figure out of bounds, given twice, or an article without a text is refused", () => {
  const given = (value: number) => ({ parameter: "vouches-needed", value }) as const;
  assert.equal(
    founding.problem({ ...empty, parameters: [given(1), given(2)] }) !== undefined,
    true,
  );
  assert.equal(founding.problem({ ...empty, parameters: [given(7)] }), undefined);
  assert.match(founding.problem({ ...empty, parameters: [given(8)] }) ?? "", /from 1 to 7/);
  assert.match(
    founding.problem({ ...empty, articles: [textHash("a"), NONE] }) ?? "",
    /articles: 1/,
  );
});

test("the rules page reads the founding as it was written", () => {
  const articles = [textHash("one"), textHash("two")];
  const testLaw = foundTestLaw(1, {
    constitution: { charter: textHash("charter"), parameters: [], articles },
  });
  const rules = testLaw.view<{
    charter: Uint8Array;
    articles: { article: number; text: Uint8Array }[];
    parameters: { name: string; mayChangeFrom: number; lowestNext: number; highestNext: number }[];
    unamendable: string[];
  }>("constitution/rules", {});
  assert.deepEqual(rules.charter, textHash("charter"));
  assert.deepEqual(
    rules.articles.map(({ article, text }) => ({ article, text })),
    articles.map((text, at) => ({ article: at + 1, text })),
  );
  assert.ok(rules.parameters.every(({ mayChangeFrom }) => mayChangeFrom === 0));
  const needed = rules.parameters.find(({ name }) => name === "vouches-needed");
  assert.deepEqual([needed?.lowestNext, needed?.highestNext], [2, 4]);
  assert.ok(rules.unamendable.length >= 6);
});

test("a figure on either bound is taken, and a refusal names the rule or the article", () => {
  const given = (value: number) => ({ parameter: "vouches-needed", value }) as const;
  const problem = (parameters: readonly ReturnType<typeof given>[]) =>
    founding.problem({ ...empty, parameters: [...parameters] });
  assert.deepEqual([problem([given(1)]), problem([given(7)])], [undefined, undefined]);
  assert.equal(problem([given(0)]), "parameters: vouches-needed: not from 1 to 7");
  assert.equal(problem([given(2), given(2)]), "parameters: vouches-needed: given twice");
  const without = founding.problem({ ...empty, articles: [NONE, textHash("a")] });
  assert.equal(without, "articles: 0: an article needs a text");
  assert.equal(founding.problem({ ...empty, articles: [textHash("a")] }), undefined);
});
