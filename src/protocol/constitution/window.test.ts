/** Goal: a window that changes counts for what comes after: nothing falls out early, nothing comes back. */
import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import type { DecisionId } from "../kernel/ids.ts";
import { DAY } from "../kernel/time.ts";
import { foundTestLaw, TEST_START } from "../testing/test-law.ts";
import { setParameter, windowFloor } from "./values.ts";

const NAME = "claim-window-days";
const START = TEST_START / DAY;

/** The first day that counts, looked at day by day: each under the window of its own time. */
function firstDay(windows: readonly (readonly [day: number, window: number])[], today: number) {
  const windowOf = (day: number) => windows.findLast(([from]) => from <= day)?.[1] ?? 90;
  for (let day = today - 400; day < today; day += 1) {
    if (day >= today - windowOf(day)) return day;
  }
  return today;
}

const anyChanges = fc.array(
  fc.record({ after: fc.integer({ min: 1, max: 120 }), window: fc.integer({ min: 14, max: 400 }) }),
  { maxLength: 6 },
);

test("the window reaches back as far as each day was told it would", () => {
  fc.assert(
    fc.property(anyChanges, fc.nat(500), (changes, later) => {
      const { state } = foundTestLaw(1);
      const windows: (readonly [number, number])[] = [];
      let day = START;
      for (const [at, { after, window }] of changes.entries()) {
        day += after;
        windows.push([day, window]);
        const moment = day * DAY;
        const decision = (at + 1) as DecisionId;
        const change = { value: window, at: moment, from: moment, restsUntil: moment, decision };
        setParameter(state, NAME, change);
        const now = (day + (later % 30)) * DAY;
        assert.equal(windowFloor(state, NAME, now), firstDay(windows, day + (later % 30)) * DAY);
      }
      const now = day + later;
      assert.equal(windowFloor(state, NAME, now * DAY), firstDay(windows, now) * DAY);
    }),
    { numRuns: 200 },
  );
});
