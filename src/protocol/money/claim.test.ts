/** Goal: everybody has the same income, by the hour, whenever they collect it. */
import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { setParameter } from "../constitution/values.ts";
import type { DecisionId } from "../kernel/ids.ts";
import { DAY, HOUR } from "../kernel/time.ts";
import { applyBy, phaseOf } from "../testing/joining.ts";
import { claim, heldBy, UNIT, walletOf } from "../testing/paying.ts";
import {
  founder,
  foundVillage,
  outcomeOf,
  VILLAGE_START,
  type Village,
} from "../testing/village.ts";

function sharesOf(village: Village, person: number): bigint {
  return walletOf(village, person).holdings.reduce((sum, { shares }) => sum + shares, 0n);
}

/** A village whose index has grown for a while, so that roundings show. */
function agedVillage(people: number): Village {
  const village = foundVillage(people);
  village.pass(400 * DAY);
  for (let person = 1; person <= people; person++) claim(village, person);
  return village;
}

test("every full hour brings one unit, in one's own currency", () => {
  const village = foundVillage(2);
  village.pass(5 * HOUR + 59 * 60_000);
  assert.equal(claim(village, 2), "done");
  assert.equal(heldBy(village, 2, 2), 5 * UNIT);
  assert.equal(heldBy(village, 1, 1), 0);
  village.assertSound();
});

test("the hour counts when it is full, to the millisecond, and once only", () => {
  const village = foundVillage(1);
  village.pass(HOUR - 1);
  const early = village.act(1, "money/claim", { until: 0 });
  assert.equal(outcomeOf(early), "money/nothing-to-claim");
  assert.deepEqual(early.refusal?.details, { from: VILLAGE_START + HOUR });
  village.pass(1);
  assert.equal(claim(village, 1), "done");
  assert.equal(claim(village, 1), "money/nothing-to-claim");
  village.pass(HOUR - 1);
  assert.equal(claim(village, 1), "money/nothing-to-claim");
});

test("up to a moment that has passed, and not one later", () => {
  const village = foundVillage(1);
  village.pass(10 * HOUR);
  assert.equal(claim(village, 1, village.now + 1), "money/not-yet");
  assert.equal(claim(village, 1, VILLAGE_START + 4 * HOUR), "done");
  assert.equal(heldBy(village, 1, 1), 4 * UNIT);
  assert.equal(claim(village, 1, VILLAGE_START + 4 * HOUR), "money/nothing-to-claim");
  assert.equal(claim(village, 1, village.now), "done");
  assert.equal(heldBy(village, 1, 1), 10 * UNIT);
});

test("applicants and whoever has left collect nothing", () => {
  const village = foundVillage(2);
  const person = applyBy(village, 1);
  village.pass(DAY);
  assert.equal(claim(village, person), "membership/not-yet-admitted");
  village.act(2, "membership/leave", {});
  assert.equal(claim(village, 2), "membership/has-left");
});

test("income begins with the first full hour of membership", () => {
  const village = foundVillage(1, { membership: phaseOf(1) });
  village.pass(30 * 60_000);
  const person = applyBy(village, 1);
  village.act(1, "membership/vouch", { person });
  village.pass(HOUR);
  assert.equal(claim(village, person), "money/nothing-to-claim");
  village.pass(30 * 60_000);
  assert.equal(claim(village, person), "done");
  assert.equal(heldBy(village, person, person), UNIT);
});

test("whoever comes back has no income of the time away", () => {
  const village = foundVillage(2, { membership: phaseOf(2) });
  village.act(1, "membership/vouch", { person: 2 });
  village.act(2, "membership/leave", {});
  village.pass(10 * HOUR);
  assert.equal(outcomeOf(village.act(2, "membership/apply", {})), "done");
  village.pass(3 * HOUR);
  claim(village, 2);
  assert.equal(heldBy(village, 2, 2), 3 * UNIT);
  village.assertSound();
});

test("the window reaches back as far as the rule says; older hours are lost", () => {
  const village = foundVillage(1);
  village.pass(100 * DAY);
  const { income } = walletOf(village, 1);
  assert.equal(income.hours, 90 * 24);
  assert.equal(income.since, VILLAGE_START + 10 * DAY);
  const receipt = village.act(1, "money/claim", { until: 0 });
  assert.equal(receipt.events[0]?.data["hours"], 90 * 24);
  assert.equal(heldBy(village, 1, 1), income.micro);
});

test("a founding within an hour starts income with the next", () => {
  const members = [founder(1, VILLAGE_START - 10 * DAY)];
  const village = foundVillage(1, { membership: { members, vouches: [] } });
  village.pass(2 * HOUR);
  claim(village, 1);
  assert.equal(heldBy(village, 1, 1), 2 * UNIT);
});

test("a voted income counts from its midnight on, and reaches no hour before", () => {
  const village = foundVillage(2);
  village.pass(12 * HOUR);
  const from = VILLAGE_START + DAY;
  const at = village.now;
  const change = { value: 1_100_000, at, from, restsUntil: at, decision: 1 as DecisionId };
  setParameter(village.state, "income-per-hour", change);
  setParameter(village.state, "demurrage-per-year", { ...change, value: 600 });
  village.pass(12 * HOUR);
  assert.equal(claim(village, 1), "done");
  const before = sharesOf(village, 1);
  assert.equal(before, 24n * 10n ** 18n);
  village.pass(10 * HOUR);
  assert.equal(claim(village, 1), "done");
  const day = village.view<{ index: bigint; perHourMicro: number; bpPerYear: number }>(
    "money/day",
    {},
  );
  assert.deepEqual([day.perHourMicro, day.bpPerYear], [1_100_000, 600]);
  assert.equal(sharesOf(village, 1) - before, (11n * 10n ** 18n * day.index) >> 96n);
  claim(village, 2);
  assert.ok(sharesOf(village, 2) - sharesOf(village, 1) <= 1n);
  village.assertSound();
});

test("collecting often or once comes to the same, but for less than a share each time", () => {
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: 1, max: 200 }), { minLength: 1, maxLength: 8 }),
      (gaps) => {
        const village = agedVillage(2);
        const [before, other] = [sharesOf(village, 1), sharesOf(village, 2)];
        for (const hours of gaps) {
          village.pass(hours * HOUR);
          assert.equal(claim(village, 1), "done");
        }
        assert.equal(claim(village, 2), "done");
        const often = sharesOf(village, 1) - before;
        const once = sharesOf(village, 2) - other;
        assert.ok(once - often >= 0n && once - often < BigInt(gaps.length));
        village.assertSound();
      },
    ),
    { numRuns: 25 },
  );
});

test("days of silence write nothing, and the first claim after them writes each once", () => {
  const village = foundVillage(1);
  village.pass(30 * DAY);
  const days = () =>
    village.state.changes().filter(({ key }) => key[0] === 5 && key[1] === 2).length;
  assert.equal(days(), 1);
  const shown = village.view("money/day", {});
  claim(village, 1);
  assert.equal(days(), 31);
  assert.deepEqual(village.view("money/day", {}), shown);
  village.assertSound();
});
