/** Goal: a given seat counts once its helper takes it, and the set follows within a few blocks. */
import assert from "node:assert/strict";
import { test } from "node:test";
import type { MachineId } from "../kernel/ids.ts";
import { DAY } from "../kernel/time.ts";
import {
  block,
  everyoneDecides,
  foundNetwork,
  machineWish,
  offerEach,
  signing,
  standings,
} from "../testing/helping.ts";
import { foundTestLaw, outcomeOf } from "../testing/test-law.ts";
import { benches } from "./lot-types.ts";
import { seats } from "./types.ts";

test("a village of one machine seats others, and they sign once they are ready", () => {
  const testLaw = foundTestLaw(3);
  offerEach(testLaw, 3);
  const take = (person: number, machine: number) =>
    outcomeOf(testLaw.act(person, "validators/take-seat", { machine }));
  assert.equal(take(1, 1), "validators/no-seat");
  const until = testLaw.now + 300 * DAY;
  const wishes = [1, 2, 3].map((machine) => machineWish.seat(machine, until));
  assert.equal(everyoneDecides(testLaw, ...wishes), "in-effect");
  assert.deepEqual(standings(testLaw), ["given", "given", "given"]);
  assert.equal(take(2, 1), "validators/not-yours");
  assert.equal(take(1, 1), "done");
  assert.equal(take(1, 1), "validators/seat-taken");
  assert.equal(take(2, 2), "done");
  assert.deepEqual(signing(testLaw), []);
  block(testLaw, 0);
  assert.deepEqual(signing(testLaw), [1]);
  assert.equal(testLaw.stateMachine.nextDue(testLaw.state), 0);
  block(testLaw, 0);
  assert.deepEqual(signing(testLaw), [1, 2]);
  assert.equal(testLaw.stateMachine.nextDue(testLaw.state), until);
  block(testLaw, 300 * DAY);
  assert.deepEqual(standings(testLaw), ["offered", "leaving", "offered"]);
  testLaw.assertSound();
});

test("a founding machine that nobody runs takes no seat", () => {
  const testLaw = foundNetwork(1, 4);
  const receipt = testLaw.act(1, "validators/take-seat", { machine: 1 });
  assert.equal(outcomeOf(receipt), "validators/not-yours");
});

test("a seat is not taken by anyone who kept a value back, up to its last moment, nor where it is over", () => {
  const testLaw = foundNetwork(2, 4);
  offerEach(testLaw, 2);
  const machine = 1 as MachineId;
  const row = seats.get(testLaw.state, [machine]) ?? assert.fail();
  seats.put(testLaw.state, [machine], { ...row, standing: "suspended" });
  benches.put(testLaw.state, [machine], { until: testLaw.now + 1 });
  const take = (number = 1) =>
    outcomeOf(testLaw.act(1, "validators/take-seat", { machine: number }));
  assert.equal(take(9), "validators/no-such-machine");
  assert.equal(take(), "validators/benched");
  testLaw.now += 1;
  assert.equal(take(), "done");
  testLaw.act(1, "validators/withdraw-machine", { machine });
  assert.equal(take(), "validators/withdrawn");
});
