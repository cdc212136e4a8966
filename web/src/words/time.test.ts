import assert from "node:assert/strict";
import { test } from "node:test";
import { duration, near } from "./time.ts";

const now = new Date(2026, 10, 18, 12, 0).getTime();
const hour = 3_600_000;

test("a moment is said as a neighbour says it", () => {
  assert.equal(near(now, now), "now");
  assert.equal(near(now + 12 * 60_000, now), "in 12 minutes");
  assert.equal(near(now - 5 * 60_000, now), "5 minutes ago");
  assert.match(near(now + 8 * hour, now), /^today, /u);
  assert.match(near(now - 24 * hour, now), /^yesterday, /u);
  assert.match(near(now + 48 * hour, now), /^Friday, /u);
  assert.equal(near(now + 30 * 24 * hour, now), "Dec 18, 2026");
});

test("a length is said in its largest exact unit", () => {
  assert.equal(duration(72 * hour), "3 days");
  assert.equal(duration(36 * hour), "36 hours");
  assert.equal(duration(1000), "1 second");
});
