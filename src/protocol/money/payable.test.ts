/** Goal: the most that is shown can be paid, and so can everything below it. */
import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { DAY, HOUR } from "../kernel/time.ts";
import { claim, earn, offer, pay, trust, UNIT } from "../testing/paying.ts";
import { foundTestLaw, outcomeOf, TEST_START, type TestLaw } from "../testing/test-law.ts";
import type { Part } from "./events.ts";
import { cut } from "./payable.ts";

interface Shown {
  readonly micro: number;
  readonly parts: readonly Part[];
  readonly reason: { readonly code: string } | null;
}

function payable(testLaw: TestLaw, from: number, to: number): Shown {
  return testLaw.view<Shown>("money/payable", { from, to });
}

test("the receiver's own money comes first, then the largest part", () => {
  const testLaw = foundTestLaw(3);
  earn(testLaw);
  for (const currency of [2, 3]) trust(testLaw, 1, currency);
  pay(testLaw, 2, 1, [2, 2 * UNIT]);
  pay(testLaw, 3, 1, [3, UNIT]);
  for (const currency of [1, 2]) trust(testLaw, 3, currency);
  const { micro, parts, reason } = payable(testLaw, 1, 3);
  assert.deepEqual(
    parts.map(({ currency }) => currency as number),
    [3, 1, 2],
  );
  assert.equal(micro, 13 * UNIT);
  assert.equal(reason, null);
});

test("nothing payable says why", () => {
  const testLaw = foundTestLaw(3);
  const code = (from: number, to: number) => payable(testLaw, from, to).reason?.code;
  assert.equal(code(1, 2), "money/insufficient");
  earn(testLaw);
  assert.equal(code(1, 2), "money/not-trusted");
  trust(testLaw, 2, 1, UNIT);
  pay(testLaw, 1, 2, [1, UNIT]);
  assert.equal(code(1, 2), "money/cap-reached");
  assert.equal(code(1, 1), "money/to-yourself");
  assert.equal(payable(testLaw, 1, 4), undefined);
});

test("of more than sixteen currencies the sixteen largest are shown", () => {
  const numbers = Array.from({ length: 20 }, (_, at) => at + 3);
  const until = TEST_START + DAY;
  const balances = numbers.map((currency) => ({
    account: 1,
    currency,
    shares: BigInt(currency) * 10n ** 18n,
  }));
  const trusts = numbers.map((currency) => ({ account: 2, currency, cap: 0, until }));
  const testLaw = foundTestLaw(22, { money: { index: 1n << 96n, trusts, balances, claims: [] } });
  const { parts, micro } = payable(testLaw, 1, 2);
  assert.deepEqual(
    parts.map(({ currency }) => currency as number),
    numbers.slice(4).reverse(),
  );
  assert.equal(payCut(testLaw, 1, 2, { parts, micro, reason: null }, micro), "done");
});

function payCut(testLaw: TestLaw, from: number, to: number, shown: Shown, micro: number): string {
  const input = { to, parts: cut(shown.parts, micro), note: new Uint8Array(32) };
  return outcomeOf(testLaw.act(from, "money/pay", input));
}

const PEOPLE = 4;
const person = fc.integer({ min: 1, max: PEOPLE });
const step = fc.oneof(
  fc.record({ kind: fc.constant("pass" as const), hours: fc.integer({ min: 1, max: 500 }) }),
  fc.record({
    kind: fc.constant("trust" as const),
    from: person,
    to: person,
    cap: fc.oneof(fc.constant(0), fc.integer({ min: 1, max: 40 * UNIT })),
  }),
  fc.record({
    kind: fc.constant("pay" as const),
    from: person,
    to: person,
    permille: fc.integer({ min: 1, max: 1000 }),
  }),
);

test("whatever has happened, every amount up to the one shown is accepted, one more is not", () => {
  fc.assert(
    fc.property(fc.array(step, { minLength: 5, maxLength: 40 }), (steps) => {
      const testLaw = foundTestLaw(PEOPLE);
      earn(testLaw, 20);
      let payments = 0;
      for (const taken of steps) {
        if (taken.kind === "pass") {
          testLaw.pass(taken.hours * HOUR);
          claim(testLaw, 1 + (taken.hours % PEOPLE));
        } else if (taken.kind === "trust") {
          trust(testLaw, taken.from, taken.to, taken.cap);
        } else {
          const shown = payable(testLaw, taken.from, taken.to);
          const micro = Math.ceil((shown.micro * taken.permille) / 1000);
          if (micro === 0) continue;
          assert.equal(payCut(testLaw, taken.from, taken.to, shown, micro), "done");
          payments += 1;
        }
        testLaw.assertSound();
      }
      fc.pre(payments > 0);
    }),
    { numRuns: 40 },
  );
});

test("the amount shown is the most: a micro-unit more in any part is refused", () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 30 * UNIT }),
      fc.integer({ min: 0, max: 900 }),
      fc.integer({ min: 1, max: 20 * UNIT }),
      (cap, days, first) => {
        const testLaw = foundTestLaw(2);
        earn(testLaw, 20);
        testLaw.pass(days * DAY);
        trust(testLaw, 2, 1, cap);
        pay(testLaw, 1, 2, [1, first]);
        const { micro } = payable(testLaw, 1, 2);
        assert.notEqual(pay(testLaw, 1, 2, [1, micro + 1]), "done");
        if (micro > 0) assert.equal(pay(testLaw, 1, 2, [1, micro]), "done");
        testLaw.assertSound();
      },
    ),
    { numRuns: 60 },
  );
});

test("money that waits in an offer is not payable", () => {
  const testLaw = foundTestLaw(2);
  earn(testLaw);
  trust(testLaw, 2, 1);
  offer(testLaw, 1, 2, 1, 4 * UNIT);
  assert.equal(payable(testLaw, 1, 2).micro, 6 * UNIT);
});
