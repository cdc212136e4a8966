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
import { leaveNow } from "../testing/leaving.ts";
import { foundTestLaw, outcomeOf } from "../testing/test-law.ts";
import { machines } from "./types.ts";

const MINUTE = 60_000;

test("a machine on offer is withdrawn by its helper alone, and can be offered again", () => {
  const testLaw = foundTestLaw(2);
  const withdraw = (person: number, machine: number) =>
    outcomeOf(testLaw.act(person, "validators/withdraw-machine", { machine }));
  offer(testLaw, 1, machineKey(1));
  assert.equal(withdraw(2, 1), "validators/not-yours");
  assert.equal(withdraw(1, 2), "validators/no-such-machine");
  assert.equal(withdraw(1, 1), "done");
  assert.equal(withdraw(1, 1), "validators/withdrawn");
  assert.deepEqual(standings(testLaw), ["withdrawn"]);
  assert.equal(offer(testLaw, 1, machineKey(1)), "done");
  assert.deepEqual(standings(testLaw), ["offered"]);
  testLaw.assertSound();
});

test("one of five stops signing; one of four signs on until another comes", () => {
  const testLaw = foundNetwork(2, 5);
  offer(testLaw, 1, machineKey(1));
  offer(testLaw, 2, machineKey(2));
  testLaw.act(1, "validators/withdraw-machine", { machine: 1 });
  testLaw.act(2, "validators/withdraw-machine", { machine: 2 });
  block(testLaw, MINUTE);
  assert.deepEqual(signing(testLaw), [2, 3, 4, 5]);
  for (let at = 0; at < 5; at += 1) block(testLaw, MINUTE);
  assert.deepEqual(signing(testLaw), [2, 3, 4, 5]);
  assert.match(helpers(testLaw)[1]?.sentence ?? "", /signs on until enough others do/);
  assert.equal(testLaw.stateMachine.nextDue(testLaw.state) !== 0, true);
  testLaw.assertSound();
});

test("the machine of somebody who leaves the community is withdrawn with the next block", () => {
  const testLaw = foundNetwork(6, 5);
  offer(testLaw, 2, machineKey(2));
  leaveNow(testLaw, 2);
  block(testLaw, 1);
  const row = machines.get(testLaw.state, [2 as MachineId]);
  assert.deepEqual([row?.withdrawnAt, standings(testLaw)[1]], [testLaw.now, "withdrawn"]);
  testLaw.assertSound();
});
