/** Goal: nobody's time to answer runs out while their keys are frozen, and no freeze holds others up for long. */
import assert from "node:assert/strict";
import { test } from "node:test";
import type { PersonId } from "../kernel/ids.ts";
import { DAY } from "../kernel/time.ts";
import { foundTestLaw, TEST_START } from "../testing/test-law.ts";
import { endWhileFrozen } from "./pausing.ts";
import { freezes, NO_KEY } from "./safety-types.ts";

/** Days from the moment at which the time to answer began, negative before it. */
type Stretch = readonly [from: number, until: number];

/** The day on which a time to answer of some days is over, with these stretches frozen. */
function endDay(days: number, stretches: readonly Stretch[]): number {
  const { state } = foundTestLaw(1);
  const person = 1 as PersonId;
  const began = TEST_START + 500 * DAY;
  for (const [from, until] of stretches) {
    const row = { until: began + until * DAY, askedBy: NO_KEY };
    freezes.put(state, [person, began + from * DAY], row);
  }
  return (endWhileFrozen(state, person, began, days * DAY) - began) / DAY;
}

test("a freeze in the time to answer stops it for as long as it lasts", () => {
  assert.equal(endDay(3, []), 3);
  assert.equal(endDay(3, [[1, 5]]), 7);
  assert.equal(endDay(3, [[0, 2]]), 5);
});

test("only the part after its beginning counts, and a freeze from its end on changes nothing", () => {
  assert.equal(endDay(3, [[-20, 2]]), 5);
  assert.equal(endDay(3, [[-20, -10]]), 3);
  assert.equal(endDay(3, [[3, 9]]), 3);
  assert.equal(endDay(4, [[3, 9]]), 10);
});

test("several freezes stop it one after another, also one in the time that the first one gave", () => {
  const two: readonly Stretch[] = [
    [1, 3],
    [4, 7],
  ];
  assert.equal(endDay(3, two), 8);
  assert.equal(endDay(2, two), 4, "over at the moment at which the second one began");
});

test("fourteen days are the most for which it stands still, in one freeze or in several", () => {
  assert.equal(endDay(3, [[1, 15]]), 17);
  assert.equal(endDay(3, [[1, 16]]), 17);
  assert.equal(
    endDay(3, [
      [1, 11],
      [12, 30],
    ]),
    17,
  );
});

test("a freeze that began long before and still lasts counts from the beginning on", () => {
  assert.equal(endDay(3, [[-400, 2]]), 5);
});
