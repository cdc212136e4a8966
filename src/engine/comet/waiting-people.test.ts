// Goal: each action that waits counts once for its person, and no longer than it waits.
// Method: actions enter and leave, also twice, and the counts are read in between.
import assert from "node:assert/strict";
import { test } from "node:test";
import { createWaitingPeople } from "./waiting-people.ts";

test("an action that enters or leaves twice counts once", () => {
  const waiting = createWaitingPeople();
  const figures = () => [waiting.size(), waiting.of(1), waiting.of(2)];
  waiting.enter("a", 1);
  waiting.enter("a", 1);
  waiting.enter("b", 1);
  waiting.enter("c", 2);
  assert.deepEqual(figures(), [3, 2, 1]);
  waiting.leave("a");
  waiting.leave("a");
  waiting.leave("unknown");
  assert.deepEqual(figures(), [2, 1, 1]);
  assert.deepEqual([waiting.has("a"), waiting.has("b")], [false, true]);
  waiting.leave("b");
  waiting.leave("c");
  assert.deepEqual(figures(), [0, 0, 0]);
});

test("a number of a device is held as long as its action waits", () => {
  const waiting = createWaitingPeople();
  waiting.enter("a", 1, "1/0/5");
  waiting.enter("b", 1);
  assert.deepEqual([waiting.holderOf("1/0/5"), waiting.holderOf("1/0/6")], ["a", undefined]);
  waiting.leave("b");
  waiting.leave("a");
  assert.equal(waiting.holderOf("1/0/5"), undefined);
});
