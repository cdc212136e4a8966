/** Goal: anyone who offers a machine, proposes a seat or wants a change now is told the rule and its figures. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { DAY } from "../kernel/time.ts";
import { explained, figures } from "../testing/explaining.ts";
import { foundNetwork, machineKey, offer, offerEach } from "../testing/helping.ts";
import { foundTestLaw } from "../testing/test-law.ts";

test("every action is explained under its own name, in whole sentences", () => {
  const testLaw = foundTestLaw(2);
  const names = [...testLaw.law.actionByType.keys()].filter((type) =>
    type.startsWith("validators/"),
  );
  const input = { machine: 1, until: DAY, count: 1, change: 1, kind: "seat", number: 1 };
  for (const type of names) {
    const why = explained(testLaw, 1, type, input);
    assert.equal(why.rule, type);
    for (const said of [why.sentence, why.result]) assert.match(said, /^[A-Z].+\.$/);
  }
  assert.ok(names.length > 0);
});

test("anyone who offers a machine sees how many they have on offer", () => {
  const testLaw = foundTestLaw(2);
  const seen = () => figures(testLaw, 1, "validators/offer-machine");
  assert.deepEqual(seen(), { offered: 0, most: 8 });
  for (const number of [1, 2, 3]) offer(testLaw, 1, machineKey(number));
  testLaw.act(1, "validators/withdraw-machine", { machine: 2 });
  assert.deepEqual(seen(), { offered: 2, most: 8 });
});

test("anyone who takes a seat sees until when; everyone sees the longest term and on how many a lot falls", () => {
  const testLaw = foundNetwork(5, 4);
  offerEach(testLaw, 5);
  const { now } = testLaw;
  const seat = figures(testLaw, 1, "validators/take-seat", { machine: 4 });
  assert.deepEqual(seat, { machine: 4, until: now + 365 * DAY });
  assert.deepEqual(figures(testLaw, 1, "validators/take-seat", { machine: 9 }), {
    machine: 9,
    until: 0,
  });
  const given = { machine: 5, until: now + DAY };
  assert.deepEqual(figures(testLaw, 1, "validators/seat-machine", given), {
    ...given,
    latest: now + 365 * DAY,
  });
  const drawn = { count: 1, until: now + DAY };
  const lot = () => figures(testLaw, 1, "validators/seat-by-lot", drawn)["offers"];
  testLaw.pass(7 * DAY - 1);
  assert.equal(lot(), 0);
  testLaw.pass(1);
  assert.equal(lot(), 1);
  const hurry = figures(testLaw, 1, "validators/hurry-change", { change: 3 });
  assert.deepEqual(hurry, { change: 3, members: 5 });
});
