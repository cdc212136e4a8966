/** Goal: where consensus begins again anyone who is named signs; a seat comes with it only where one may. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { DAY, MINUTE } from "../kernel/time.ts";
import {
  block,
  doubleSigning,
  everyoneDecides,
  foundNetwork,
  helpers,
  machineKey,
  machineWish,
  offer,
  signing,
  standings,
} from "../testing/helping.ts";

const keysOf = (...numbers: number[]) => numbers.map((each) => machineKey(each).publicKey);

test("a machine that was withdrawn signs where it is named, without a seat", () => {
  const testLaw = foundNetwork(2, 4);
  offer(testLaw, 1, machineKey(2));
  testLaw.act(1, "validators/withdraw-machine", { machine: 2 });
  block(testLaw, MINUTE, { named: keysOf(1, 2, 3, 4) });
  testLaw.assertSound();
  assert.deepEqual(signing(testLaw), [1, 2, 3, 4]);
  assert.equal(helpers(testLaw)[1]?.seatUntil, 0);
});

test("a machine that was barred signs where it is named, without a seat", () => {
  const testLaw = foundNetwork(2, 4);
  block(testLaw, MINUTE, { misbehaviours: [doubleSigning(testLaw, 2, 3)] });
  block(testLaw, MINUTE, { named: keysOf(1, 2, 3, 4) });
  testLaw.assertSound();
  assert.deepEqual(signing(testLaw), [1, 2, 3, 4]);
  assert.equal(helpers(testLaw)[1]?.seatUntil, 0);
});

test("nobody gets a second seat by two machines that are named", () => {
  const testLaw = foundNetwork(2, 4);
  offer(testLaw, 1, machineKey(1));
  offer(testLaw, 1, machineKey(5));
  block(testLaw, MINUTE, { named: keysOf(1, 2, 3, 4, 5) });
  testLaw.assertSound();
  assert.equal(helpers(testLaw)[4]?.seatUntil, 0);
});

test("a seat whose term ended while the network stood still begins again", () => {
  const testLaw = foundNetwork(2, 7);
  block(testLaw, 800 * DAY, { named: keysOf(1, 2, 3, 4, 5, 6, 7) });
  block(testLaw, MINUTE);
  assert.deepEqual(signing(testLaw), [1, 2, 3, 4, 5, 6, 7]);
  assert.deepEqual(standings(testLaw), Array(7).fill("signing"));
  testLaw.assertSound();
});

test("a given seat whose machine is named is taken", () => {
  const testLaw = foundNetwork(2, 4);
  offer(testLaw, 1, machineKey(5));
  const until = testLaw.now + 60 * DAY;
  everyoneDecides(testLaw, machineWish.seat(5, until));
  block(testLaw, MINUTE, { named: keysOf(1, 2, 3, 4, 5) });
  assert.equal(standings(testLaw)[4], "signing");
  testLaw.assertSound();
});
