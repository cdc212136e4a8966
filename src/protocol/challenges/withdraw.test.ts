/** Goal: anyone who opened a challenge takes it back until it begins. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { DAY } from "../kernel/time.ts";
import { foundQuick, letIn, open, show, supportBy } from "../testing/challenging.ts";
import { outcomeOf, type TestLaw } from "../testing/test-law.ts";

const withdraw = (testLaw: TestLaw, by: number, challenge = 1) =>
  outcomeOf(testLaw.act(by, "challenges/withdraw", { challenge }));

test("it is taken back while it gathers, by anyone who opened it", () => {
  const testLaw = foundQuick(8);
  const newcomer = letIn(testLaw, [1, 2]);
  open(testLaw, 3, [newcomer]);
  supportBy(testLaw, [4]);
  assert.equal(withdraw(testLaw, 3, 2), "challenges/unknown");
  assert.equal(withdraw(testLaw, 4), "challenges/not-yours");
  assert.equal(withdraw(testLaw, 3), "done");
  assert.equal(show(testLaw).stage, "over");
  assert.equal(withdraw(testLaw, 3), "challenges/not-gathering");
  assert.equal(outcomeOf(open(testLaw, 4, [newcomer])), "done", "its supporters are free");
  testLaw.assertSound();
});

test("not once it has begun, and not when its time is over", () => {
  const testLaw = foundQuick(8);
  const newcomer = letIn(testLaw, [1, 2]);
  open(testLaw, 3, [newcomer]);
  supportBy(testLaw, [4, 5]);
  assert.equal(withdraw(testLaw, 3), "challenges/not-gathering");
  const late = foundQuick(8);
  open(late, 3, [letIn(late, [1, 2])]);
  late.now += 7 * DAY;
  assert.equal(withdraw(late, 3), "challenges/not-gathering");
});
