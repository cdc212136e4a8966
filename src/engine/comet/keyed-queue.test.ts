// Goal: a lane keeps its order, whatever becomes of what runs in it. Method: runs that end by hand.
import assert from "node:assert/strict";
import { test } from "node:test";
import { createKeyedQueue } from "./keyed-queue.ts";

test("one lane runs in order, and another does not wait for it", async () => {
  const queue = createKeyedQueue();
  const seen: string[] = [];
  let open = (): void => {};
  const gate = new Promise<void>((resolve) => {
    open = resolve;
  });
  const first = queue.inTurn(1, async () => {
    await gate;
    seen.push("first");
  });
  const second = queue.inTurn(1, async () => void seen.push("second"));
  await queue.inTurn(2, async () => void seen.push("other"));
  assert.deepEqual(seen, ["other"]);
  open();
  await Promise.all([first, second]);
  assert.deepEqual(seen, ["other", "first", "second"]);
});

test("a failure reaches who gave the run, and the lane goes on", async () => {
  const queue = createKeyedQueue();
  const failed = queue.inTurn(1, () => Promise.reject(new Error("torn")));
  const next = queue.inTurn(1, async () => 7);
  await assert.rejects(failed, /torn/);
  assert.equal(await next, 7);
  assert.equal(await queue.inTurn(1, async () => 8), 8);
});
