// Goal: moments and spans mean what people write. Method: fixed cases, wrong ones included.
import assert from "node:assert/strict";
import { test } from "node:test";
import { formatAge, formatMoment, parseMoment, parseSpan } from "./moments.ts";

const NOW = Date.UTC(2026, 10, 21);

test("spans are read", () => {
  assert.deepEqual(parseSpan("21d"), { ok: true, value: 21 * 86_400_000 });
  assert.deepEqual(parseSpan("3h"), { ok: true, value: 10_800_000 });
  for (const text of ["", "d", "21", "21w", "-1d", "1.5h"]) assert.equal(parseSpan(text).ok, false);
});

test("moments are read", () => {
  const cases: readonly [string, number][] = [
    ["0", 0],
    ["1795226400000", 1795226400000],
    ["2026-11-22", NOW + 86_400_000],
    ["2026-11-21T01:00:00Z", NOW + 3_600_000],
    ["+1d", NOW + 86_400_000],
    ["1d", 86_400_000],
  ];
  for (const [text, value] of cases) assert.deepEqual(parseMoment(text, NOW), { ok: true, value });
});

test("what is not a moment is refused", () => {
  for (const text of ["", "tomorrow", "2026-13-01", "21.11.2026", "+1", "2026-11-21 01:00"]) {
    assert.equal(parseMoment(text, NOW).ok, false, text);
  }
});

test("moments are written to the minute", () => {
  assert.equal(formatMoment(NOW), "2026-11-21 00:00 UTC");
  assert.equal(formatMoment(0), "never");
});

test("ages are written in their largest whole unit", () => {
  const cases: readonly [number, string][] = [
    [-5, "0 seconds ago"],
    [999, "0 seconds ago"],
    [1_000, "1 second ago"],
    [119_999, "1 minute ago"],
    [7_200_000, "2 hours ago"],
    [200_000_000, "2 days ago"],
  ];
  for (const [age, words] of cases) assert.equal(formatAge(age), words);
});
