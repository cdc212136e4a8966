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
import { foundVillage, outcomeOf } from "../testing/village.ts";
import { benches } from "./lot-types.ts";
import { seats } from "./types.ts";

test("a village of one machine seats others, and they sign once they are ready", () => {
  const village = foundVillage(3);
  offerEach(village, 3);
  const take = (person: number, machine: number) =>
    outcomeOf(village.act(person, "validators/take-seat", { machine }));
  assert.equal(take(1, 1), "validators/no-seat");
  const until = village.now + 300 * DAY;
  const wishes = [1, 2, 3].map((machine) => machineWish.seat(machine, until));
  assert.equal(everyoneDecides(village, ...wishes), "in-effect");
  assert.deepEqual(standings(village), ["given", "given", "given"]);
  assert.equal(take(2, 1), "validators/not-yours");
  assert.equal(take(1, 1), "done");
  assert.equal(take(1, 1), "validators/seat-taken");
  assert.equal(take(2, 2), "done");
  assert.deepEqual(signing(village), []);
  block(village, 0);
  assert.deepEqual(signing(village), [1]);
  assert.equal(village.machine.nextDue(village.state), 0);
  block(village, 0);
  assert.deepEqual(signing(village), [1, 2]);
  assert.equal(village.machine.nextDue(village.state), until);
  block(village, 300 * DAY);
  assert.deepEqual(standings(village), ["offered", "leaving", "offered"]);
  village.assertSound();
});

test("a founding machine that nobody runs takes no seat", () => {
  const village = foundNetwork(1, 4);
  const receipt = village.act(1, "validators/take-seat", { machine: 1 });
  assert.equal(outcomeOf(receipt), "validators/not-yours");
});

test("a seat is not taken by whoever kept a value back, up to its last moment, nor where it is over", () => {
  const village = foundNetwork(2, 4);
  offerEach(village, 2);
  const machine = 1 as MachineId;
  const row = seats.get(village.state, [machine]) ?? assert.fail();
  seats.put(village.state, [machine], { ...row, standing: "suspended" });
  benches.put(village.state, [machine], { until: village.now + 1 });
  const take = (number = 1) =>
    outcomeOf(village.act(1, "validators/take-seat", { machine: number }));
  assert.equal(take(9), "validators/no-such-machine");
  assert.equal(take(), "validators/benched");
  village.now += 1;
  assert.equal(take(), "done");
  village.act(1, "validators/withdraw-machine", { machine });
  assert.equal(take(), "validators/withdrawn");
});
