// Goal: what nobody has is asked for less and less often, what is new at once. Method: a clock by hand.
import assert from "node:assert/strict";
import { test } from "node:test";
import { createAskingPace } from "./asking-pace.ts";

function paced() {
  let now = 0;
  const pace = createAskingPace({ steady: () => now });
  /** Carries out a round that brings nothing, and tells how long it is until the next one. */
  const inVain = (meanwhile = () => {}): number => {
    pace.begin();
    meanwhile();
    pace.end(false);
    const from = now;
    while (!pace.isDue()) now += 1_000;
    return now - from;
  };
  return { pace, inVain };
}

test("it begins at once, and doubles its pause up to a minute", () => {
  const { pace, inVain } = paced();
  assert.equal(pace.isDue(), true);
  const pauses = Array.from({ length: 8 }, () => inVain());
  assert.deepEqual(
    pauses,
    [2, 4, 8, 16, 32, 60, 60, 60].map((seconds) => seconds * 1_000),
  );
});

test("a round that brings something makes the next one come soon", () => {
  const { pace, inVain } = paced();
  for (let round = 0; round < 6; round += 1) inVain();
  pace.begin();
  assert.equal(pace.isDue(), false);
  pace.end(true);
  assert.equal(inVain(), 2_000);
});

test("what comes to be wanted during a round is asked for right after it", () => {
  const { pace, inVain } = paced();
  for (let round = 0; round < 6; round += 1) inVain();
  assert.equal(
    inVain(() => pace.hurry()),
    0,
  );
});
