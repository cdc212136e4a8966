/** Goal: what somebody brought lately counts for half a year and fades, and nothing is kept of whom nothing is counted. */
import assert from "node:assert/strict";
import { test } from "node:test";
import type { PersonId } from "../kernel/ids.ts";
import { DAY } from "../kernel/time.ts";
import { applyBy } from "../testing/joining.ts";
import { leaveNow } from "../testing/leaving.ts";
import { foundTestLaw } from "../testing/test-law.ts";
import { broughtBy, countBrought, putTally, tallyOf } from "./tally.ts";
import { tallies } from "./waiting-types.ts";

const one = 1 as PersonId;
const period = 30 * DAY;
/** The first moment of a period of 30 days. */
const start = 700 * period;

test("who was brought in counts in their period of 30 days and the six after it, to the millisecond", () => {
  const { state } = foundTestLaw(1);
  countBrought(state, one, start);
  countBrought(state, one, start + period - 1);
  countBrought(state, one, start + period);
  const brought = (now: number) => broughtBy(state, one, now);
  assert.deepEqual([brought(start + period), brought(start + 7 * period - 1)], [3, 3]);
  assert.deepEqual([brought(start + 7 * period), brought(start + 8 * period - 1)], [1, 1]);
  assert.equal(brought(start + 8 * period), 0);
  countBrought(state, one, start + 3 * period);
  assert.deepEqual(tallyOf(state, one).brought, [1, 0, 1, 2, 0, 0, 0]);
  countBrought(state, one, start + 30 * period);
  assert.deepEqual(tallyOf(state, one).brought, [1, 0, 0, 0, 0, 0, 0]);
});

test("a count that can go no higher stays there", () => {
  const { state } = foundTestLaw(1);
  countBrought(state, one, start);
  putTally(state, one, { ...tallyOf(state, one), brought: [65_534] });
  for (let more = 0; more < 2; more += 1) countBrought(state, one, start);
  assert.deepEqual(tallyOf(state, one).brought, [65_535]);
});

test("of whom nothing is counted any more nothing is kept", () => {
  const testLaw = foundTestLaw(1);
  const person = applyBy(testLaw, 1);
  assert.equal(tallies.get(testLaw.state, [one])?.applications, 1);
  leaveNow(testLaw, person);
  assert.equal(tallies.get(testLaw.state, [one]), undefined);
  putTally(testLaw.state, one, { ...tallyOf(testLaw.state, one), calledAt: 1 });
  assert.equal(tallies.get(testLaw.state, [one])?.calledAt, 1);
});
