/** Goal: a cap is met to the share: what fills it is taken, one micro-unit or one share more is not. */
import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { personAccount } from "../kernel/account.ts";
import type { CurrencyId, PersonId } from "../kernel/ids.ts";
import { DAY } from "../kernel/time.ts";
import { earn, pay, trust, UNIT } from "../testing/paying.ts";
import { foundTestLaw, type TestLaw } from "../testing/test-law.ts";
import { acceptanceOf, acceptanceRefusal } from "./acceptance.ts";
import { ONE, toMicro, toShares } from "./convert.ts";
import { indexAt } from "./days.ts";
import { sharesOf } from "./holding.ts";
import { trusts } from "./types.ts";

const receiver = personAccount(2 as PersonId);
const currency = 1 as CurrencyId;

function roomIn(testLaw: TestLaw) {
  const at = { now: testLaw.now, index: indexAt(testLaw.state, testLaw.now) };
  const acceptance = acceptanceOf(testLaw.state, receiver, currency, at);
  assert.equal(acceptance.kind, "room");
  return { shares: acceptance.kind === "room" ? acceptance.shares : 0n, index: at.index };
}

test("a payment fills the cap to the micro-unit, and not one more", () => {
  for (const age of [0, 1, 400]) {
    const testLaw = foundTestLaw(2);
    testLaw.pass(age * DAY);
    earn(testLaw);
    trust(testLaw, 2, 1, 5 * UNIT);
    assert.equal(pay(testLaw, 1, 2, [1, 5 * UNIT + 1]), "money/cap-reached");
    assert.equal(pay(testLaw, 1, 2, [1, 5 * UNIT - 1]), "done");
    assert.equal(pay(testLaw, 1, 2, [1, 2]), "money/cap-reached");
    assert.equal(pay(testLaw, 1, 2, [1, 1]), "done");
    assert.equal(pay(testLaw, 1, 2, [1, 1]), "money/cap-reached");
  }
});

test("the room is exact: with it one holds the cap, with one share more a micro-unit more", () => {
  fc.assert(
    fc.property(
      fc.nat(900),
      fc.integer({ min: 1, max: 30 * UNIT }),
      fc.nat(9 * UNIT),
      (age, cap, first) => {
        const testLaw = foundTestLaw(2);
        testLaw.pass(age * DAY);
        earn(testLaw);
        trust(testLaw, 2, 1, cap);
        pay(testLaw, 1, 2, [1, first]);
        const { shares, index } = roomIn(testLaw);
        const held = sharesOf(testLaw.state, receiver, currency);
        assert.equal(toMicro(held + shares, index), cap);
        assert.equal(toMicro(held + shares + 1n, index), cap + 1);
      },
    ),
    { numRuns: 60 },
  );
});

test("shares that fill the room are taken, and one more is not", () => {
  const full = { kind: "room", shares: 10n, cap: 5 } as const;
  const code = (shares: bigint) => acceptanceRefusal(full, currency, shares, ONE)?.fault.code;
  assert.equal(code(9n), undefined);
  assert.equal(code(10n), undefined);
  assert.equal(code(11n), "money/cap-reached");
});

test("a cap of nothing means any amount, and a cap below what is held leaves no room", () => {
  const testLaw = foundTestLaw(2);
  earn(testLaw);
  trust(testLaw, 2, 1);
  assert.equal(pay(testLaw, 1, 2, [1, 3 * UNIT]), "done");
  trust(testLaw, 2, 1, UNIT);
  assert.equal(roomIn(testLaw).shares, 0n);
  assert.equal(pay(testLaw, 1, 2, [1, 1]), "money/cap-reached");
});

test("the largest cap leaves room for the largest amount", () => {
  const testLaw = foundTestLaw(2);
  earn(testLaw);
  trust(testLaw, 2, 1, Number.MAX_SAFE_INTEGER);
  assert.equal(trusts.get(testLaw.state, [receiver, currency])?.cap, Number.MAX_SAFE_INTEGER);
  assert.ok(roomIn(testLaw).shares >= toShares(Number.MAX_SAFE_INTEGER, 1n << 96n) - 1n);
  assert.equal(pay(testLaw, 1, 2, [1, UNIT]), "done");
});
