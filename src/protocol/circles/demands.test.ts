/** Goal: what a circle decides about itself needs a third of its people; the circle around it decides as it does. */
import assert from "node:assert/strict";
import { test } from "node:test";
import type { Policy } from "../kernel/decision-kind.ts";
import type { CircleId, PersonId } from "../kernel/ids.ts";
import { demandOf } from "../testing/carrying.ts";
import { foundCircles, policyWish, wish } from "../testing/circling.ts";
import { leastOfOwn } from "./demands.ts";
import { defaultPolicy, isNowhereStricter, stricterOf } from "./policy.ts";

const GARDEN = 2 as CircleId;
const EVERYONE = 1 as CircleId;

const people = (count: number) => Array.from({ length: count }, (_, at) => at + 1);

/** How many of a circle of so many must agree, where it is about nobody, somebody in it, somebody outside. */
function leastOf(size: number) {
  const { state } = foundCircles(size + 1, [{ members: people(size) }]);
  const own = { author: GARDEN, circle: GARDEN };
  return [undefined, size, size + 1].map((concerned) =>
    leastOfOwn(state, concerned === undefined ? own : { ...own, concerned: concerned as PersonId }),
  );
}

test("of fewer than five two agree, or all but the one concerned; from five on a third", () => {
  assert.deepEqual(
    [1, 2, 3, 4, 5, 6, 7].map((size) => leastOf(size)),
    [
      [1, 1, 1],
      [2, 1, 2],
      [2, 2, 2],
      [2, 2, 2],
      [2, 2, 2],
      [2, 2, 2],
      [3, 3, 3],
    ],
  );
});

test("the circle around it, and everyone about themselves, decide by their policy alone", () => {
  const { state } = foundCircles(7, [{ members: people(7) }]);
  assert.equal(leastOfOwn(state, { author: EVERYONE, circle: GARDEN }), 0);
  assert.equal(leastOfOwn(state, { author: EVERYONE, circle: EVERYONE }), 0);
});

test("who is let in, put out or closed out needs that many, and anyone who is put out is heard", () => {
  const testLaw = foundCircles(4, [{ members: [1, 2] }]);
  assert.deepEqual(demandOf(testLaw, 2, wish.admit(2, 3)), { leastYes: 2 });
  assert.deepEqual(demandOf(testLaw, 1, wish.admit(2, 3)), { leastYes: 0 });
  const dismissal = { leastYes: 1, putsOut: true, heard: 2 };
  assert.deepEqual(demandOf(testLaw, 2, wish.dismiss(2, 2)), dismissal);
  assert.deepEqual(demandOf(testLaw, 2, wish.closeCircle(2)), { leastYes: 2, putsOut: true });
});

test("a circle changes its way to decide by the old and the new; what only loosens is known as that", () => {
  const testLaw = foundCircles(4, [{ members: [1, 2] }]);
  const before = defaultPolicy("role");
  const demand = (policy: Policy, by = 2) =>
    demandOf(testLaw, by, policyWish(testLaw, 2, "role", policy));
  const stricter = { ...before, quorum: before.quorum + 1 };
  const same = { policies: [before, before], isLoosening: true, leastYes: 2 };
  assert.deepEqual(demand(before), same);
  assert.deepEqual(demand(stricter), {
    policies: [before, stricter],
    isLoosening: false,
    leastYes: 2,
  });
  assert.deepEqual(demand(stricter, 1), {});
});

const POLICY: Policy = {
  quorum: 1000,
  majority: { numerator: 1, denominator: 2 },
  votingMs: 5,
  delayMs: 5,
};
const MORE: readonly Partial<Policy>[] = [
  { quorum: 1001 },
  { majority: { numerator: 51, denominator: 100 } },
  { votingMs: 6 },
  { delayMs: 6 },
];

test("one step more in share, quorum or time is stricter, and the stricter of two has each of them", () => {
  assert.equal(isNowhereStricter(POLICY, POLICY), true);
  for (const step of MORE) {
    const more = { ...POLICY, ...step };
    assert.deepEqual(
      [isNowhereStricter(more, POLICY), isNowhereStricter(POLICY, more)],
      [false, true],
    );
    assert.deepEqual([stricterOf(more, POLICY), stricterOf(POLICY, more)], [more, more]);
  }
  const half = { ...POLICY, majority: { numerator: 2, denominator: 4 } };
  assert.deepEqual(stricterOf(POLICY, half).majority, POLICY.majority, "of equal ones the first");
});
