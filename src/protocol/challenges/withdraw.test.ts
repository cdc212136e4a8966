/** Goal: whoever opened a challenge takes it back until it begins. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { DAY } from "../kernel/time.ts";
import { foundQuick, letIn, open, show, supportBy } from "../testing/challenging.ts";
import { outcomeOf, type Village } from "../testing/village.ts";

const withdraw = (village: Village, by: number, challenge = 1) =>
  outcomeOf(village.act(by, "challenges/withdraw", { challenge }));

test("it is taken back while it gathers, by whoever opened it", () => {
  const village = foundQuick(8);
  const newcomer = letIn(village, [1, 2]);
  open(village, 3, [newcomer]);
  supportBy(village, [4]);
  assert.equal(withdraw(village, 3, 2), "challenges/unknown");
  assert.equal(withdraw(village, 4), "challenges/not-yours");
  assert.equal(withdraw(village, 3), "done");
  assert.equal(show(village).stage, "over");
  assert.equal(withdraw(village, 3), "challenges/not-gathering");
  assert.equal(outcomeOf(open(village, 4, [newcomer])), "done", "its supporters are free");
  village.assertSound();
});

test("not once it has begun, and not when its time is over", () => {
  const village = foundQuick(8);
  const newcomer = letIn(village, [1, 2]);
  open(village, 3, [newcomer]);
  supportBy(village, [4, 5]);
  assert.equal(withdraw(village, 3), "challenges/not-gathering");
  const late = foundQuick(8);
  open(late, 3, [letIn(late, [1, 2])]);
  late.now += 7 * DAY;
  assert.equal(withdraw(late, 3), "challenges/not-gathering");
});
