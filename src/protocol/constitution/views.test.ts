/** Goal: everybody reads each rule with its next step, its history and when it may change again, and what is in force. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { DAY } from "../kernel/time.ts";
import { decide, giveText, newest, textHash } from "../testing/deciding.ts";
import { foundTestLaw, TEST_START, type TestLaw } from "../testing/test-law.ts";
import { mayChangeFrom, parameterOf } from "./values.ts";

interface Rule {
  readonly name: string;
  readonly value: number;
  readonly lowestNext: number;
  readonly highestNext: number;
  readonly sentence: string;
  readonly since: number;
  readonly mayChangeFrom: number;
  readonly changes: readonly { readonly value: number; readonly sentence: string }[];
}
interface Rules {
  readonly charter: Uint8Array;
  readonly parameters: readonly Rule[];
  readonly articles: readonly object[];
}

const show = (testLaw: TestLaw) => testLaw.view<Rules>("constitution/rules", {});
const shownRule = (testLaw: TestLaw, name: string) =>
  show(testLaw).parameters.find((rule) => rule.name === name) ?? assert.fail(name);

test("a rule that was moved shows its figure, the next step, its history and when it may move again", () => {
  const testLaw = foundTestLaw(2);
  const declared = parameterOf("vouches-needed");
  const before = shownRule(testLaw, "vouches-needed");
  assert.deepEqual([before.value, before.since, before.mayChangeFrom], [3, TEST_START, 0]);
  assert.equal(before.sentence, declared.sentence(3));
  const input = { parameter: "vouches-needed", value: 4 };
  const wishes = [{ type: "constitution/set-parameter", input }];
  assert.equal(decide(testLaw, { kind: "rule", wishes }, [1, 2]), "in-effect");
  const after = shownRule(testLaw, "vouches-needed");
  assert.deepEqual([after.value, after.lowestNext, after.highestNext], [4, 3, 5]);
  assert.deepEqual([after.since, after.sentence], [testLaw.now, declared.sentence(4)]);
  assert.equal(after.mayChangeFrom, mayChangeFrom(testLaw.state, "vouches-needed"));
  assert.ok(after.mayChangeFrom > testLaw.now);
  assert.deepEqual(
    after.changes.map(({ value, sentence }) => [value, sentence]),
    [3, 4].map((value) => [value, declared.sentence(value)]),
  );
  assert.deepEqual(shownRule(testLaw, "vouch-pace-days").changes.length, 1);
});

test("what is in force is shown with its decision and its moment, and what was repealed no longer", () => {
  const testLaw = foundTestLaw(2);
  assert.deepEqual(show(testLaw).articles, []);
  assert.deepEqual(show(testLaw).charter, new Uint8Array(32));
  const text = textHash("an article");
  giveText(testLaw, text, "article");
  const adopt = { type: "constitution/adopt-article", input: { article: 0, text } };
  assert.equal(decide(testLaw, { kind: "article", wishes: [adopt] }, [1, 2]), "in-effect");
  const inForce = { article: 1, text, since: testLaw.now, decision: newest(testLaw) };
  assert.deepEqual(show(testLaw).articles, [inForce]);
  testLaw.pass(DAY);
  const repeal = { type: "constitution/repeal-article", input: { article: 1 } };
  assert.equal(decide(testLaw, { kind: "article", wishes: [repeal] }, [1, 2]), "in-effect");
  assert.deepEqual(show(testLaw).articles, []);
  testLaw.assertSound();
});
