/** Goal: counting again gives what the record says, at each stage; and where it does not, it says so. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { present } from "../kernel/assert.ts";
import type { DecisionId } from "../kernel/ids.ts";
import { DAY } from "../kernel/time.ts";
import { propose } from "../testing/deciding.ts";
import { foundTestLaw, type TestLaw } from "../testing/test-law.ts";
import { decisions } from "./types.ts";

const recount = (testLaw: TestLaw, decision: number) =>
  testLaw.view<{ readonly stage: string; readonly count: object | null } | undefined>(
    "decisions/recount",
    { decision },
  );

/** Three people, one of whom says yes to decision 1, whose voting has ended. */
function closed(): TestLaw {
  const testLaw = foundTestLaw(3);
  propose(testLaw, { kind: "statement" });
  testLaw.act(2, "decisions/cast-vote", { decision: 1, ballot: Uint8Array.of(0) });
  testLaw.pass(7 * DAY);
  return testLaw;
}

test("nothing is counted while voting lasts, nor what was taken back, nor what is not there", () => {
  const testLaw = foundTestLaw(3);
  for (let at = 0; at < 2; at += 1) propose(testLaw, { kind: "statement" });
  assert.equal(recount(testLaw, 1)?.count, null);
  testLaw.act(1, "decisions/withdraw", { decision: 2 });
  const back = recount(testLaw, 2);
  assert.deepEqual([back?.stage, back?.count], ["withdrawn", null]);
  assert.equal(recount(testLaw, 3), undefined);
});

test("what has ended is counted, and holds", () => {
  const counted = { yes: 1, no: 0, abstain: 0 };
  const count = { ballots: 1, counted, recorded: counted, hasPassed: true, holds: true };
  assert.deepEqual(recount(closed(), 1), {
    decision: 1,
    stage: "in-effect",
    method: "yes-no",
    count,
  });
});

const wrong: readonly [string, (row: { counts: readonly number[]; answered: number }) => object][] =
  [
    ["a count", ({ counts }) => ({ counts: counts.map((each) => each + 1) })],
    ["a missing count", ({ counts }) => ({ counts: counts.slice(1) })],
    ["how many answered", ({ answered }) => ({ answered: answered + 1 })],
    ["the outcome", () => ({ stage: "failed" })],
  ];
for (const [what, change] of wrong) {
  test(`a record that is wrong about ${what} does not hold`, () => {
    const testLaw = closed();
    const key = [1 as DecisionId] as const;
    const row = present(decisions.get(testLaw.state, key), "it was proposed");
    decisions.put(testLaw.state, key, { ...row, ...change(row) });
    const { count } = present(recount(testLaw, 1), "it is there");
    assert.equal((count as { holds: boolean }).holds, false);
  });
}
