/** Goal: where a network is founded on one machine, the law knows it; it goes on signing beside anyone who comes. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { inRun } from "#engine/comet/block-evidence.js";
import { changedSeats, signingBefore } from "#engine/comet/block-writer.js";
import type { BlockEvidence } from "#protocol/kernel/block-evidence.js";
import { DAY, MINUTE } from "#protocol/kernel/time.js";
import {
  block,
  everyoneDecides,
  helpers,
  machineKey,
  machineWish,
  offer,
} from "#protocol/testing/helping.js";
import { foundTestLaw, outcomeOf } from "#protocol/testing/test-law.js";

test("a network that is founded on one machine goes on with it when a second takes a seat", () => {
  const testLaw = foundTestLaw(2, {}, undefined, [machineKey(1)]);
  const start = { height: 1, validators: [machineKey(1).publicKey] };
  const nothing: BlockEvidence = { absent: [], misbehaviours: [] };
  block(testLaw, MINUTE, inRun(nothing, 1, start));
  assert.equal(offer(testLaw, 1, machineKey(2)), "done");
  const machine = helpers(testLaw).at(-1)?.machine ?? 0;
  everyoneDecides(testLaw, machineWish.seat(machine, testLaw.now + 60 * DAY));
  assert.equal(outcomeOf(testLaw.act(1, "validators/take-seat", { machine })), "done");
  const ledger = { validatorKeys: () => testLaw.law.seated(testLaw.state) };
  const before = signingBefore(ledger, start, 2);
  block(testLaw, MINUTE, inRun(nothing, 2, start));
  const updates = changedSeats(before, ledger.validatorKeys());
  assert.deepEqual(updates, [{ key: machineKey(2).publicKey, power: 1 }]);
});
