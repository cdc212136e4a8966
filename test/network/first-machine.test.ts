/** Goal: where a network is founded on one machine, the law knows it; it goes on signing beside whoever comes. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { changedSeats, signingBefore } from "#engine/comet/block-writer.js";
import { inRun } from "#engine/comet/witnessed.js";
import { DAY, MINUTE } from "#protocol/kernel/time.js";
import type { Witnessed } from "#protocol/kernel/witnessed.js";
import {
  block,
  everyoneDecides,
  helpers,
  machineKey,
  machineWish,
  offer,
} from "#protocol/testing/helping.js";
import { foundVillage, outcomeOf } from "#protocol/testing/village.js";

test("a network that is founded on one machine goes on with it when a second takes a seat", () => {
  const village = foundVillage(2, {}, undefined, [machineKey(1)]);
  const start = { height: 1, validators: [machineKey(1).publicKey] };
  const nothing: Witnessed = { absent: [], misbehaviours: [] };
  block(village, MINUTE, inRun(nothing, 1, start));
  assert.equal(offer(village, 1, machineKey(2)), "done");
  const machine = helpers(village).at(-1)?.machine ?? 0;
  everyoneDecides(village, machineWish.seat(machine, village.now + 60 * DAY));
  assert.equal(outcomeOf(village.act(1, "validators/take-seat", { machine })), "done");
  const ledger = { validatorKeys: () => village.law.seated(village.state) };
  const before = signingBefore(ledger, start, 2);
  block(village, MINUTE, inRun(nothing, 2, start));
  const updates = changedSeats(before, ledger.validatorKeys());
  assert.deepEqual(updates, [{ key: machineKey(2).publicKey, power: 1 }]);
});
