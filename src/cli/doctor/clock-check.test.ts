// Goal: the doctor tells a clock behind the newest block, and one far ahead of it, from one that fits.
// Method: both moments on either side of each bound.
import assert from "node:assert/strict";
import { test } from "node:test";
import { DAY } from "../../protocol/kernel/time.ts";
import { clockAndBlock } from "./clock-check.ts";

test("the clock and the newest block are compared", () => {
  const now = Date.UTC(2026, 10, 30);
  for (const [ahead, state, remedy] of [
    [0, "fine", ""],
    [60_000, "fine", ""],
    [60_001, "wrong", "--accept-future"],
    [-90 * DAY, "fine", ""],
    [-90 * DAY - 1, "note", "--accept-gap"],
  ] as const) {
    const finding = clockAndBlock({ now, time: now + ahead });
    assert.equal(finding.state, state, String(ahead));
    if (finding.state !== "fine") assert.ok(finding.remedy.includes(remedy));
  }
});
