/** Goal: where consensus begins anew whoever is named signs; a seat comes with it only where one may. */
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
  const village = foundNetwork(2, 4);
  offer(village, 1, machineKey(2));
  village.act(1, "validators/withdraw-machine", { machine: 2 });
  block(village, MINUTE, { named: keysOf(1, 2, 3, 4) });
  village.assertSound();
  assert.deepEqual(signing(village), [1, 2, 3, 4]);
  assert.equal(helpers(village)[1]?.seatUntil, 0);
});

test("a machine that was barred signs where it is named, without a seat", () => {
  const village = foundNetwork(2, 4);
  block(village, MINUTE, { misbehaviours: [doubleSigning(village, 2, 3)] });
  block(village, MINUTE, { named: keysOf(1, 2, 3, 4) });
  village.assertSound();
  assert.deepEqual(signing(village), [1, 2, 3, 4]);
  assert.equal(helpers(village)[1]?.seatUntil, 0);
});

test("nobody gets a second seat by two machines that are named", () => {
  const village = foundNetwork(2, 4);
  offer(village, 1, machineKey(1));
  offer(village, 1, machineKey(5));
  block(village, MINUTE, { named: keysOf(1, 2, 3, 4, 5) });
  village.assertSound();
  assert.equal(helpers(village)[4]?.seatUntil, 0);
});

test("a seat whose term ended while the network stood still begins anew", () => {
  const village = foundNetwork(2, 7);
  block(village, 800 * DAY, { named: keysOf(1, 2, 3, 4, 5, 6, 7) });
  block(village, MINUTE);
  assert.deepEqual(signing(village), [1, 2, 3, 4, 5, 6, 7]);
  assert.deepEqual(standings(village), Array(7).fill("signing"));
  village.assertSound();
});

test("a given seat whose machine is named is taken", () => {
  const village = foundNetwork(2, 4);
  offer(village, 1, machineKey(5));
  const until = village.now + 60 * DAY;
  everyoneDecides(village, machineWish.seat(5, until));
  block(village, MINUTE, { named: keysOf(1, 2, 3, 4, 5) });
  assert.equal(standings(village)[4], "signing");
  village.assertSound();
});
