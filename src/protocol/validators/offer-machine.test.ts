/** Goal: members offer machines whose key agrees, described by a public text, and nobody else's. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { DAY } from "../kernel/time.ts";
import { textHash } from "../testing/deciding.ts";
import { declare, foundNetwork, helpers, machineKey, offer } from "../testing/helping.ts";
import { leaveNow } from "../testing/leaving.ts";
import { makeKey } from "../testing/test-keys.ts";
import { foundTestLaw, outcomeOf } from "../testing/test-law.ts";
import { MACHINES_EVER_MAX, MACHINES_OF_ONE_MAX } from "./types.ts";

test("a machine is on offer, and its helper describes it again", () => {
  const testLaw = foundTestLaw(2);
  assert.equal(offer(testLaw, 1, machineKey(1)), "done");
  assert.equal(offer(testLaw, 1, machineKey(1)), "done");
  assert.equal(offer(testLaw, 2, machineKey(2)), "done");
  const shown = helpers(testLaw).map(({ machine, operator, standing }) => {
    return [machine, operator, standing];
  });
  assert.deepEqual(shown, [
    [1, 1, "offered"],
    [2, 2, "offered"],
  ]);
  testLaw.assertSound();
});

test("a foreign key, a proof for somebody else, and another's machine are refused", () => {
  const testLaw = foundTestLaw(2);
  const key = machineKey(1);
  assert.equal(offer(testLaw, 1, key, { key: new Uint8Array(32) }), "validators/bad-key");
  assert.equal(offer(testLaw, 1, key, { key: makeKey().publicKey }), "validators/bad-proof");
  assert.equal(offer(testLaw, 1, key, { proof: new Uint8Array(64) }), "validators/bad-proof");
  assert.equal(offer(testLaw, 1, key), "done");
  assert.equal(offer(testLaw, 2, key), "validators/taken-machine");
  assert.equal(helpers(testLaw).length, 1);
});

test("an offer needs a public text of its helper's own about a machine", () => {
  const testLaw = foundTestLaw(2);
  const key = machineKey(1);
  const refused = [
    textHash("never published"),
    declare(testLaw, 1, { audience: "community" }),
    declare(testLaw, 1, { kind: "note" }),
    declare(testLaw, 2),
  ];
  for (const declaration of refused) {
    assert.equal(offer(testLaw, 1, key, { declaration }), "validators/no-declaration");
  }
});

test("what describes a machine stays as long as the machine is on offer", () => {
  const testLaw = foundTestLaw(1);
  const key = machineKey(1);
  const first = declare(testLaw, 1);
  const erase = (text: Uint8Array) => outcomeOf(testLaw.act(1, "records/erase", { text }));
  assert.equal(offer(testLaw, 1, key, { declaration: first }), "done");
  assert.equal(erase(first), "records/in-force");
  const second = declare(testLaw, 1);
  assert.equal(offer(testLaw, 1, key, { declaration: second }), "done");
  assert.equal(offer(testLaw, 1, key, { declaration: second }), "done");
  testLaw.assertSound();
  assert.equal(erase(first), "done");
  assert.equal(erase(second), "records/in-force");
  testLaw.act(1, "validators/withdraw-machine", { machine: 1 });
  testLaw.assertSound();
  assert.equal(erase(second), "done");
  assert.equal(offer(testLaw, 1, key), "done");
  testLaw.assertSound();
});

test("anyone who is no member offers nothing, and nobody offers more than eight", () => {
  const testLaw = foundTestLaw(2);
  for (let at = 1; at <= MACHINES_OF_ONE_MAX; at += 1) {
    assert.equal(offer(testLaw, 1, machineKey(at)), "done");
  }
  assert.equal(offer(testLaw, 1, machineKey(9)), "validators/too-many-machines");
  assert.equal(offer(testLaw, 1, machineKey(8)), "done");
  const declaration = declare(testLaw, 2);
  leaveNow(testLaw, 2);
  const input = { key: machineKey(9).publicKey, proof: new Uint8Array(64), declaration };
  assert.equal(
    testLaw.act(2, "validators/offer-machine", input).refusal?.fault.code,
    "membership/has-left",
  );
});

test("anyone who offers and withdraws for ever fills nothing: a person has so many keys in all", () => {
  const testLaw = foundTestLaw(2);
  for (let at = 1; at <= MACHINES_EVER_MAX; at += 1) {
    assert.equal(offer(testLaw, 1, machineKey(at)), "done");
    testLaw.act(1, "validators/withdraw-machine", { machine: at });
    if (at % 8 === 0) testLaw.pass(30 * DAY);
  }
  const next = machineKey(MACHINES_EVER_MAX + 1);
  assert.equal(offer(testLaw, 1, next), "validators/too-many-keys");
  assert.equal(offer(testLaw, 1, machineKey(1)), "done", "a key that was there may come back");
  assert.equal(offer(testLaw, 2, next), "done");
  assert.equal(helpers(testLaw).length, MACHINES_EVER_MAX + 1);
});

test("a thief cannot use up in a day the keys that a helper may ever offer: eight in thirty days", () => {
  const testLaw = foundTestLaw(1);
  for (let at = 1; at <= 8; at += 1) {
    assert.equal(offer(testLaw, 1, machineKey(at)), "done");
    testLaw.act(1, "validators/withdraw-machine", { machine: at });
  }
  assert.equal(offer(testLaw, 1, machineKey(9)), "validators/offered-lately");
  assert.equal(offer(testLaw, 1, machineKey(1)), "done", "a key that was there may come back");
  testLaw.pass(30 * DAY - 1);
  assert.equal(offer(testLaw, 1, machineKey(9)), "validators/offered-lately");
  testLaw.pass(1);
  assert.equal(offer(testLaw, 1, machineKey(9)), "done");
  testLaw.assertSound();
});

test("a founding machine is claimed by anyone who holds its key, one seat to a person", () => {
  const testLaw = foundNetwork(2, 4);
  assert.deepEqual(
    helpers(testLaw).map(({ operator }) => operator),
    [0, 0, 0, 0],
  );
  assert.equal(offer(testLaw, 1, machineKey(2)), "done");
  assert.equal(offer(testLaw, 1, machineKey(3)), "validators/one-seat");
  assert.equal(offer(testLaw, 2, machineKey(3)), "done");
  assert.deepEqual(
    helpers(testLaw).map(({ operator }) => operator),
    [0, 1, 2, 0],
  );
  testLaw.assertSound();
});

test("anyone who has a seat with one machine may offer another one again that has none", () => {
  const testLaw = foundNetwork(1, 4);
  for (const number of [1, 9]) assert.equal(offer(testLaw, 1, machineKey(number)), "done");
  testLaw.act(1, "validators/withdraw-machine", { machine: 5 });
  assert.equal(offer(testLaw, 1, machineKey(9)), "done");
  assert.equal(offer(testLaw, 1, machineKey(2)), "validators/one-seat");
  testLaw.assertSound();
});
