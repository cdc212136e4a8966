/** Goal: what a rule said on a day is known for ever, and the next step from a figure is the same for everybody. */
import assert from "node:assert/strict";
import { test } from "node:test";
import type { DecisionId } from "../kernel/ids.ts";
import { DAY } from "../kernel/time.ts";
import { foundTestLaw, TEST_START } from "../testing/test-law.ts";
import type { Parameter } from "./parameters.ts";
import { changes, parameters } from "./types.ts";
import {
  countsFrom,
  foundedAt,
  hasMoved,
  lastChange,
  mayChangeFrom,
  nextBounds,
  parameterHistory,
  parameterOf,
  parameterValue,
  parameterValueAt,
  setParameter,
} from "./values.ts";

const rule = "vouch-pace-days";
const [first, second] = [1 as DecisionId, 2 as DecisionId];

/** The pause is 5 days at the founding, 6 from day 10, and 7 from day 20 on. */
function twiceChanged() {
  const { state } = foundTestLaw(1);
  for (const [value, day, decision] of [
    [6, 10, first],
    [7, 20, second],
  ] as const) {
    const at = TEST_START + day * DAY;
    setParameter(state, rule, { value, at: at - 1, from: at, restsUntil: at + DAY, decision });
  }
  return state;
}

test("a rule's figure at a moment is the one that counted then, from the moment on from which it does", () => {
  const state = twiceChanged();
  const on = (moment: number) => parameterValueAt(state, rule, TEST_START + moment);
  assert.deepEqual([on(-DAY), on(0), on(10 * DAY - 1)], [5, 5, 5]);
  assert.deepEqual([on(10 * DAY), on(20 * DAY - 1)], [6, 6]);
  assert.deepEqual([on(20 * DAY), on(900 * DAY)], [7, 7]);
  assert.equal(parameterValue(state, rule), 7);
  assert.deepEqual(
    parameterHistory(state, rule).map(({ value }) => value),
    [5, 6, 7],
  );
});

test("a rule that is not written down has its default, at any time", () => {
  const { state } = foundTestLaw(1);
  const { number } = parameterOf(rule);
  parameters.delete(state, [number]);
  changes.delete(state, [number, 0]);
  assert.deepEqual([parameterValue(state, rule), parameterValueAt(state, rule, 0)], [5, 5]);
  assert.deepEqual([lastChange(state, rule), mayChangeFrom(state, rule)], [undefined, 0]);
  assert.equal(hasMoved(state, rule, 0 as DecisionId), false);
});

test("a rule has moved by its last decision, and by no earlier one; the founding is no move", () => {
  const state = twiceChanged();
  assert.deepEqual([hasMoved(state, rule, second), hasMoved(state, rule, first)], [true, false]);
  assert.equal(mayChangeFrom(state, rule), TEST_START + 21 * DAY);
  const untouched = foundTestLaw(1).state;
  assert.equal(hasMoved(untouched, rule, 0 as DecisionId), false);
  assert.equal(foundedAt(untouched), TEST_START);
});

test("the next step is so much, such a share, or so many times, and stays within the bounds", () => {
  const bounds = (step: Parameter["step"], value: number) => {
    const { lowest, highest } = nextBounds(
      { ...parameterOf(rule), step, min: 0, max: 1000 },
      value,
    );
    return [lowest, highest];
  };
  assert.deepEqual(bounds({ kind: "absolute", by: 5 }, 20), [15, 25]);
  assert.deepEqual(bounds({ kind: "absolute", by: 5 }, 3), [0, 8]);
  assert.deepEqual(bounds({ kind: "absolute", by: 5 }, 998), [993, 1000]);
  assert.deepEqual(bounds({ kind: "percent", by: 10 }, 99), [90, 108]);
  assert.deepEqual(bounds({ kind: "factor", by: 2 }, 5), [3, 10]);
  assert.deepEqual(bounds({ kind: "factor", by: 2 }, 600), [300, 1000]);
  const declared = { ...parameterOf(rule), step: { kind: "absolute", by: 5 }, min: 4 } as const;
  assert.equal(nextBounds(declared, 6).lowest, 4);
});

test("what counts from midnight on counts from the next one, everything else at once", () => {
  const income = parameterOf("income-per-hour");
  const midnight = TEST_START + DAY;
  const at = (now: number) => countsFrom({ ...income, fromMidnight: true }, now);
  assert.deepEqual(
    [at(TEST_START), at(midnight - 1), at(midnight)],
    [midnight, midnight, midnight + DAY],
  );
  assert.equal(countsFrom({ ...income, fromMidnight: false }, TEST_START + 5), TEST_START + 5);
});
