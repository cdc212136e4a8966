/** Goal: helpers withdraw their own machines; the set that signs shrinks only as far as it may. */
import assert from "node:assert/strict";
import { test } from "node:test";
import type { MachineId } from "../kernel/ids.ts";
import {
  block,
  foundNetwork,
  helpers,
  machineKey,
  offer,
  signing,
  standings,
} from "../testing/helping.ts";
import { foundVillage, outcomeOf } from "../testing/village.ts";
import { machines } from "./types.ts";

const MINUTE = 60_000;

test("a machine on offer is withdrawn by its helper alone, and can be offered again", () => {
  const village = foundVillage(2);
  const withdraw = (person: number, machine: number) =>
    outcomeOf(village.act(person, "validators/withdraw-machine", { machine }));
  offer(village, 1, machineKey(1));
  assert.equal(withdraw(2, 1), "validators/not-yours");
  assert.equal(withdraw(1, 2), "validators/no-such-machine");
  assert.equal(withdraw(1, 1), "done");
  assert.equal(withdraw(1, 1), "validators/withdrawn");
  assert.deepEqual(standings(village), ["withdrawn"]);
  assert.equal(offer(village, 1, machineKey(1)), "done");
  assert.deepEqual(standings(village), ["offered"]);
  village.assertSound();
});

test("one of five stops signing; one of four signs on until another comes", () => {
  const village = foundNetwork(2, 5);
  offer(village, 1, machineKey(1));
  offer(village, 2, machineKey(2));
  village.act(1, "validators/withdraw-machine", { machine: 1 });
  village.act(2, "validators/withdraw-machine", { machine: 2 });
  block(village, MINUTE);
  assert.deepEqual(signing(village), [2, 3, 4, 5]);
  for (let at = 0; at < 5; at += 1) block(village, MINUTE);
  assert.deepEqual(signing(village), [2, 3, 4, 5]);
  assert.match(helpers(village)[1]?.sentence ?? "", /signs on until enough others do/);
  assert.equal(village.machine.nextDue(village.state) !== 0, true);
  village.assertSound();
});

test("the machine of somebody who leaves the community is withdrawn with the next block", () => {
  const village = foundNetwork(6, 5);
  offer(village, 2, machineKey(2));
  village.act(2, "membership/leave", {});
  block(village, 1);
  const row = machines.get(village.state, [2 as MachineId]);
  assert.deepEqual([row?.withdrawnAt, standings(village)[1]], [village.now, "withdrawn"]);
  village.assertSound();
});
