/** Goal: everybody says for themselves whose money they take, how much and until when. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { DAY } from "../kernel/time.ts";
import { earn, pay, trust, UNIT } from "../testing/paying.ts";
import { foundTestLaw, outcomeOf, type TestLaw } from "../testing/test-law.ts";

function trusting(testLaw: TestLaw, until: number): string {
  return outcomeOf(testLaw.act(2, "money/trust", { currency: 1, cap: 0, until }));
}

test("trust is shown on both sides, with what is held", () => {
  const testLaw = foundTestLaw(2);
  earn(testLaw);
  assert.equal(trust(testLaw, 2, 1, 5 * UNIT), "done");
  assert.equal(pay(testLaw, 1, 2, [1, 2 * UNIT]), "done");
  const until = testLaw.now + 90 * DAY;
  const said = { cap: 5 * UNIT, until, heldMicro: 2 * UNIT };
  assert.deepEqual(testLaw.view("money/trusts", { account: 2 }), {
    given: [{ currency: 1, ...said }],
    received: [],
  });
  assert.deepEqual(testLaw.view("money/trusts", { account: 1 }), {
    given: [],
    received: [{ account: 2, ...said }],
  });
  testLaw.assertSound();
});

test("a new word replaces the one before", () => {
  const testLaw = foundTestLaw(2);
  trust(testLaw, 2, 1, 5);
  trust(testLaw, 2, 1, 7);
  const { given } = testLaw.view<{ given: { cap: number }[] }>("money/trusts", { account: 2 });
  assert.deepEqual(
    given.map(({ cap }) => cap),
    [7],
  );
  testLaw.assertSound();
});

test("one's own money and nobody's need no trust", () => {
  const testLaw = foundTestLaw(2);
  assert.equal(trust(testLaw, 1, 1), "money/own-currency");
  assert.equal(trust(testLaw, 1, 0), "money/no-such-person");
  assert.equal(trust(testLaw, 1, 3), "money/no-such-person");
});

test("trust ends after now and not after the longest time", () => {
  const testLaw = foundTestLaw(2);
  const { now } = testLaw;
  assert.equal(trusting(testLaw, now), "money/ends-too-soon");
  assert.equal(trusting(testLaw, now + 3650 * DAY + 1), "money/trust-too-long");
  assert.equal(trusting(testLaw, now + 3650 * DAY), "done");
  assert.equal(trusting(testLaw, now + 1), "done");
});

test("ended trust is trust no more, to the millisecond", () => {
  const testLaw = foundTestLaw(2);
  earn(testLaw);
  trusting(testLaw, testLaw.now + DAY);
  testLaw.pass(DAY - 1);
  assert.equal(pay(testLaw, 1, 2, [1, 1]), "done");
  testLaw.pass(1);
  assert.equal(pay(testLaw, 1, 2, [1, 1]), "money/not-trusted");
  const { received } = testLaw.view<{ received: object[] }>("money/trusts", { account: 1 });
  assert.deepEqual(received, []);
});
