// Goal: a sender waits long while blocks come, and short once the network stands still.
// Method: a clock that is set by hand, to both sides of each boundary.
import assert from "node:assert/strict";
import { test } from "node:test";
import { createStillness } from "./stillness.ts";

function listening(heartbeat: number) {
  let time = 1_000_000;
  const stillness = createStillness({ now: () => time }, heartbeat);
  const pass = (milliseconds: number): void => {
    time += milliseconds;
  };
  return { stillness, pass };
}

test("without a block for three heartbeats a network stands still, until the next block", () => {
  const { stillness, pass } = listening(5_000);
  pass(15_000);
  assert.equal(stillness.patience(), 20_000);
  pass(1);
  assert.equal(stillness.patience(), 2_000);
  stillness.heard();
  assert.equal(stillness.patience(), 20_000);
});

test("however fast its heart beats, a network is not still before ten seconds", () => {
  const { stillness, pass } = listening(100);
  pass(10_000);
  assert.equal(stillness.patience(), 20_000);
  pass(1);
  assert.equal(stillness.patience(), 2_000);
});
