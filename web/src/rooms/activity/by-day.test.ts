import assert from "node:assert/strict";
import { test } from "node:test";
import { byDay } from "./by-day.ts";

const at = (day: number, hour: number) => ({ time: new Date(2026, 10, day, hour).getTime() });

test("what happened is grouped by days, in its order", () => {
  const now = at(29, 12).time;
  const days = byDay([at(29, 11), at(29, 1), at(28, 23), at(3, 5)], now);
  assert.deepEqual(
    days.map(({ items }) => items.length),
    [2, 1, 1],
  );
  assert.deepEqual(byDay([], now), []);
  assert.equal(byDay([at(30, 1)], now)[0]?.day, now, "nothing is said to happen tomorrow");
});
