/** Goal: what closes in one block has a bound, also where many have answered; what is left goes on in the next. */
import assert from "node:assert/strict";
import { test } from "node:test";
import type { DecisionId } from "../kernel/ids.ts";
import { DAY } from "../kernel/time.ts";
import { changed } from "../testing/breaking.ts";
import { propose } from "../testing/deciding.ts";
import { foundTestLaw, type TestLaw } from "../testing/test-law.ts";
import { decisions } from "./types.ts";

/** Three decisions that close at one moment, each with so many answers by its row. */
function manyAnswered(answered: number): TestLaw {
  const testLaw = foundTestLaw(1);
  for (let at = 1; at <= 3; at += 1) {
    propose(testLaw, { kind: "statement" });
    const key = [at as DecisionId] as const;
    decisions.put(testLaw.state, key, changed(decisions.get(testLaw.state, key), { answered }));
  }
  testLaw.pass(7 * DAY);
  return testLaw;
}

const openIn = (testLaw: TestLaw) =>
  [...decisions.entries(testLaw.state, [])].filter(({ row }) => row.stage === "open").length;

test("after 16,384 answers no other decision closes in a block, and none is lost", () => {
  for (const [answered, left] of [
    [16_384, [2, 1, 0]],
    [16_383, [1, 0, 0]],
    [8_192, [1, 0, 0]],
    [8_191, [0, 0, 0]],
  ] as const) {
    const testLaw = manyAnswered(answered);
    for (const open of left) {
      assert.equal(openIn(testLaw), open, `${answered}`);
      testLaw.pass(0);
    }
  }
});
