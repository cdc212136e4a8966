/** Goal: everybody has the same income, by the hour, whenever they collect it. */
import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { setParameter } from "../constitution/values.ts";
import type { DecisionId } from "../kernel/ids.ts";
import { DAY, HOUR } from "../kernel/time.ts";
import { applyBy, phaseOf } from "../testing/joining.ts";
import { leaveNow } from "../testing/leaving.ts";
import { claim, heldBy, UNIT, walletOf } from "../testing/paying.ts";
import { founder, foundTestLaw, outcomeOf, TEST_START, type TestLaw } from "../testing/test-law.ts";

function sharesOf(testLaw: TestLaw, person: number): bigint {
  return walletOf(testLaw, person).holdings.reduce((sum, { shares }) => sum + shares, 0n);
}

/** A community whose index has grown for a while, so that roundings show. */
function agedTestLaw(people: number): TestLaw {
  const testLaw = foundTestLaw(people);
  testLaw.pass(400 * DAY);
  for (let person = 1; person <= people; person++) claim(testLaw, person);
  return testLaw;
}

test("every full hour brings one unit, in one's own currency", () => {
  const testLaw = foundTestLaw(2);
  testLaw.pass(5 * HOUR + 59 * 60_000);
  assert.equal(claim(testLaw, 2), "done");
  assert.equal(heldBy(testLaw, 2, 2), 5 * UNIT);
  assert.equal(heldBy(testLaw, 1, 1), 0);
  testLaw.assertSound();
});

test("the hour counts when it is full, to the millisecond, and once only", () => {
  const testLaw = foundTestLaw(1);
  testLaw.pass(HOUR - 1);
  const early = testLaw.act(1, "money/claim", { until: 0 });
  assert.equal(outcomeOf(early), "money/nothing-to-claim");
  assert.deepEqual(early.refusal?.details, { from: TEST_START + HOUR });
  testLaw.pass(1);
  assert.equal(claim(testLaw, 1), "done");
  assert.equal(claim(testLaw, 1), "money/nothing-to-claim");
  testLaw.pass(HOUR - 1);
  assert.equal(claim(testLaw, 1), "money/nothing-to-claim");
});

test("up to a moment that has passed, and not one later", () => {
  const testLaw = foundTestLaw(1);
  testLaw.pass(10 * HOUR);
  assert.equal(claim(testLaw, 1, testLaw.now + 1), "money/not-yet");
  assert.equal(claim(testLaw, 1, TEST_START + 4 * HOUR), "done");
  assert.equal(heldBy(testLaw, 1, 1), 4 * UNIT);
  assert.equal(claim(testLaw, 1, TEST_START + 4 * HOUR), "money/nothing-to-claim");
  assert.equal(claim(testLaw, 1, testLaw.now), "done");
  assert.equal(heldBy(testLaw, 1, 1), 10 * UNIT);
});

test("applicants and anyone who has left collect nothing", () => {
  const testLaw = foundTestLaw(2);
  const person = applyBy(testLaw, 1);
  testLaw.pass(DAY);
  assert.equal(claim(testLaw, person), "membership/not-yet-admitted");
  leaveNow(testLaw, 2);
  assert.equal(claim(testLaw, 2), "membership/has-left");
});

test("income begins with the first full hour of membership", () => {
  const testLaw = foundTestLaw(1, { membership: phaseOf(1) });
  testLaw.pass(30 * 60_000);
  const person = applyBy(testLaw, 1);
  testLaw.act(1, "membership/vouch", { person });
  testLaw.pass(HOUR);
  assert.equal(claim(testLaw, person), "money/nothing-to-claim");
  testLaw.pass(30 * 60_000);
  assert.equal(claim(testLaw, person), "done");
  assert.equal(heldBy(testLaw, person, person), UNIT);
});

test("anyone who comes back has no income of the time away", () => {
  const testLaw = foundTestLaw(2, { membership: phaseOf(2) });
  testLaw.act(1, "membership/vouch", { person: 2 });
  leaveNow(testLaw, 2);
  testLaw.pass(10 * HOUR);
  assert.equal(outcomeOf(testLaw.act(2, "membership/apply", {})), "done");
  testLaw.pass(3 * HOUR);
  claim(testLaw, 2);
  assert.equal(heldBy(testLaw, 2, 2), 3 * UNIT);
  testLaw.assertSound();
});

test("the window reaches back as far as the rule says; older hours are lost", () => {
  const testLaw = foundTestLaw(1);
  testLaw.pass(100 * DAY);
  const { income } = walletOf(testLaw, 1);
  assert.equal(income.hours, 90 * 24);
  assert.equal(income.since, TEST_START + 10 * DAY);
  const receipt = testLaw.act(1, "money/claim", { until: 0 });
  assert.equal(receipt.events[0]?.data["hours"], 90 * 24);
  assert.equal(heldBy(testLaw, 1, 1), income.micro);
});

test("a founding within an hour starts income with the next", () => {
  const members = [founder(1, TEST_START - 10 * DAY)];
  const testLaw = foundTestLaw(1, { membership: { members, vouches: [] } });
  testLaw.pass(2 * HOUR);
  claim(testLaw, 1);
  assert.equal(heldBy(testLaw, 1, 1), 2 * UNIT);
});

test("a voted income counts from its midnight on, and reaches no hour before", () => {
  const testLaw = foundTestLaw(2);
  testLaw.pass(12 * HOUR);
  const from = TEST_START + DAY;
  const at = testLaw.now;
  const change = { value: 1_100_000, at, from, restsUntil: at, decision: 1 as DecisionId };
  setParameter(testLaw.state, "income-per-hour", change);
  setParameter(testLaw.state, "demurrage-per-year", { ...change, value: 600 });
  testLaw.pass(12 * HOUR);
  assert.equal(claim(testLaw, 1), "done");
  const before = sharesOf(testLaw, 1);
  assert.equal(before, 24n * 10n ** 18n);
  testLaw.pass(10 * HOUR);
  assert.equal(claim(testLaw, 1), "done");
  const day = testLaw.view<{ index: bigint; perHourMicro: number; bpPerYear: number }>(
    "money/day",
    {},
  );
  assert.deepEqual([day.perHourMicro, day.bpPerYear], [1_100_000, 600]);
  assert.equal(sharesOf(testLaw, 1) - before, (11n * 10n ** 18n * day.index) >> 96n);
  claim(testLaw, 2);
  assert.ok(sharesOf(testLaw, 2) - sharesOf(testLaw, 1) <= 1n);
  testLaw.assertSound();
});

test("collecting often or once comes to the same, but for less than a share each time", () => {
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: 1, max: 200 }), { minLength: 1, maxLength: 8 }),
      (gaps) => {
        const testLaw = agedTestLaw(2);
        const [before, other] = [sharesOf(testLaw, 1), sharesOf(testLaw, 2)];
        for (const hours of gaps) {
          testLaw.pass(hours * HOUR);
          assert.equal(claim(testLaw, 1), "done");
        }
        assert.equal(claim(testLaw, 2), "done");
        const often = sharesOf(testLaw, 1) - before;
        const once = sharesOf(testLaw, 2) - other;
        assert.ok(once - often >= 0n && once - often < BigInt(gaps.length));
        testLaw.assertSound();
      },
    ),
    { numRuns: 25 },
  );
});

test("days of silence write nothing, and the first claim after them writes each once", () => {
  const testLaw = foundTestLaw(1);
  testLaw.pass(30 * DAY);
  const days = () =>
    testLaw.state.changes().filter(({ key }) => key[0] === 5 && key[1] === 2).length;
  assert.equal(days(), 1);
  const shown = testLaw.view("money/day", {});
  claim(testLaw, 1);
  assert.equal(days(), 31);
  assert.deepEqual(testLaw.view("money/day", {}), shown);
  testLaw.assertSound();
});
