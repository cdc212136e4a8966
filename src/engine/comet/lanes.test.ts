// Goal: a lane keeps its order, whatever becomes of what runs in it. Method: runs that end by hand.
import assert from "node:assert/strict";
import { test } from "node:test";
import { createLanes } from "./lanes.ts";

test("one lane runs in order, and another does not wait for it", async () => {
  const lanes = createLanes();
  const seen: string[] = [];
  let open = (): void => {};
  const gate = new Promise<void>((resolve) => {
    open = resolve;
  });
  const first = lanes.inTurn(1, async () => {
    await gate;
    seen.push("first");
  });
  const second = lanes.inTurn(1, async () => void seen.push("second"));
  await lanes.inTurn(2, async () => void seen.push("other"));
  assert.deepEqual(seen, ["other"]);
  open();
  await Promise.all([first, second]);
  assert.deepEqual(seen, ["other", "first", "second"]);
});

test("a failure reaches who gave the run, and the lane goes on", async () => {
  const lanes = createLanes();
  const failed = lanes.inTurn(1, () => Promise.reject(new Error("torn")));
  const next = lanes.inTurn(1, async () => 7);
  await assert.rejects(failed, /torn/);
  assert.equal(await next, 7);
  assert.equal(await lanes.inTurn(1, async () => 8), 8);
});
