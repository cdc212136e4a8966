/** Goal: everybody says for themselves whose money they take, how much and until when. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { DAY } from "../kernel/time.ts";
import { earn, pay, trust, UNIT } from "../testing/paying.ts";
import { foundVillage, outcomeOf, type Village } from "../testing/village.ts";

function trusting(village: Village, until: number): string {
  return outcomeOf(village.act(2, "money/trust", { currency: 1, cap: 0, until }));
}

test("trust is shown on both sides, with what is held", () => {
  const village = foundVillage(2);
  earn(village);
  assert.equal(trust(village, 2, 1, 5 * UNIT), "done");
  assert.equal(pay(village, 1, 2, [1, 2 * UNIT]), "done");
  const until = village.now + 90 * DAY;
  const said = { cap: 5 * UNIT, until, heldMicro: 2 * UNIT };
  assert.deepEqual(village.view("money/trusts", { account: 2 }), {
    given: [{ currency: 1, ...said }],
    received: [],
  });
  assert.deepEqual(village.view("money/trusts", { account: 1 }), {
    given: [],
    received: [{ account: 2, ...said }],
  });
  village.assertSound();
});

test("a new word replaces the one before", () => {
  const village = foundVillage(2);
  trust(village, 2, 1, 5);
  trust(village, 2, 1, 7);
  const { given } = village.view<{ given: { cap: number }[] }>("money/trusts", { account: 2 });
  assert.deepEqual(
    given.map(({ cap }) => cap),
    [7],
  );
  village.assertSound();
});

test("one's own money and nobody's need no trust", () => {
  const village = foundVillage(2);
  assert.equal(trust(village, 1, 1), "money/own-currency");
  assert.equal(trust(village, 1, 0), "money/no-such-person");
  assert.equal(trust(village, 1, 3), "money/no-such-person");
});

test("trust ends after now and not after the longest time", () => {
  const village = foundVillage(2);
  const { now } = village;
  assert.equal(trusting(village, now), "money/ends-too-soon");
  assert.equal(trusting(village, now + 3650 * DAY + 1), "money/trust-too-long");
  assert.equal(trusting(village, now + 3650 * DAY), "done");
  assert.equal(trusting(village, now + 1), "done");
});

test("ended trust is trust no more, to the millisecond", () => {
  const village = foundVillage(2);
  earn(village);
  trusting(village, village.now + DAY);
  village.pass(DAY - 1);
  assert.equal(pay(village, 1, 2, [1, 1]), "done");
  village.pass(1);
  assert.equal(pay(village, 1, 2, [1, 1]), "money/not-trusted");
  const { received } = village.view<{ received: object[] }>("money/trusts", { account: 1 });
  assert.deepEqual(received, []);
});
