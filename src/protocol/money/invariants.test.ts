/** Goal: each invariant notices the damage that it is there for. */
import assert from "node:assert/strict";
import { test } from "node:test";
import type { AccountId, CurrencyId, PersonId } from "../kernel/ids.ts";
import type { Overlay } from "../kernel/overlay.ts";
import { DAY, dayOf } from "../kernel/time.ts";
import { claim, earn, offer, trust, UNIT } from "../testing/paying.ts";
import { foundTestLaw, TEST_START } from "../testing/test-law.ts";
import { dayRowOf } from "./days.ts";
import { claims, days, due, holders, holdings, offersTo, supply, trustedBy } from "./types.ts";

const [one, two] = [1 as AccountId, 2 as AccountId];
const first = 1 as CurrencyId;
const today = dayOf(TEST_START);

const damages: readonly (readonly [string, (state: Overlay) => void])[] = [
  ["shares-are-conserved", (state) => holdings.put(state, [one, first], { shares: 1n })],
  ["shares-are-conserved", (state) => supply.delete(state, [first])],
  ["holders-agree", (state) => holders.delete(state, [first, one])],
  ["holders-agree", (state) => holders.put(state, [first, two], {})],
  ["holders-agree", (state) => holdings.put(state, [two, first], { shares: 0n })],
  ["trusts-agree", (state) => trustedBy.delete(state, [first, two])],
  ["offers-agree", (state) => offersTo.delete(state, [two, 1])],
  ["offers-agree", (state) => due.put(state, [TEST_START, 9], {})],
  [
    "claims-have-passed",
    (state) => claims.put(state, [1 as PersonId], { until: TEST_START + 9 * DAY }),
  ],
  [
    "days-follow",
    (state) => days.put(state, [today + 1], { ...dayRowOf(state, today + 1), perHour: 1 }),
  ],
  [
    "days-follow",
    (state) => days.put(state, [today + 1], { ...dayRowOf(state, today), index: 1n << 96n }),
  ],
];

test("every damage is named by its invariant", () => {
  for (const [name, damage] of damages) {
    const testLaw = foundTestLaw(2);
    earn(testLaw);
    testLaw.pass(DAY);
    claim(testLaw, 1);
    trust(testLaw, 2, 1);
    offer(testLaw, 1, 2, 1, UNIT);
    testLaw.assertSound();
    damage(testLaw.state);
    assert.throws(() => testLaw.assertSound(), new RegExp(`money/${name}`));
  }
});
