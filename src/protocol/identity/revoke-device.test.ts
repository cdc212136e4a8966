/** Goal: a device stops at once, only by its own person, and never the last key. */
import assert from "node:assert/strict";
import { test } from "node:test";
import type { PersonId } from "../kernel/ids.ts";
import { foundVillage, makeKey, outcomeOf, testHasher, type Village } from "../testing/village.ts";
import { deviceProof } from "./devices.ts";

function addDevice(village: Village, until = 0) {
  const key = makeKey();
  const world = { sha256: testHasher.sha256, community: village.community };
  const proof = key.sign(deviceProof(world, 1 as PersonId, key.publicKey));
  return village.act(1, "identity/add-device", {
    key: key.publicKey,
    kind: "device",
    until,
    proof,
  });
}

test("a person removes one of two devices, and not the other", () => {
  const village = foundVillage(1);
  assert.equal(outcomeOf(addDevice(village)), "done");
  assert.equal(outcomeOf(village.act(1, "identity/revoke-device", { device: 1 })), "done");
  const last = village.act(1, "identity/revoke-device", { device: 0 });
  assert.equal(outcomeOf(last), "identity/last-key");
  village.assertSound();
});

test("a device that is not there, or no longer, cannot be removed", () => {
  const village = foundVillage(2);
  assert.equal(outcomeOf(addDevice(village)), "done");
  const missing = village.act(1, "identity/revoke-device", { device: 2 });
  assert.equal(outcomeOf(missing), "identity/no-such-device");
  assert.equal(outcomeOf(village.act(1, "identity/revoke-device", { device: 1 })), "done");
  const again = village.act(1, "identity/revoke-device", { device: 1 });
  assert.equal(outcomeOf(again), "identity/no-such-device");
});

test("a device counts until the moment at which it ends, and not at it", () => {
  const village = foundVillage(1);
  const end = village.now + 1000;
  assert.equal(outcomeOf(addDevice(village, end)), "done");
  village.pass(999);
  const live = () =>
    village
      .view<{ isLive: boolean }[]>("identity/devices", { person: 1 })
      .filter(({ isLive }) => isLive).length;
  assert.equal(live(), 2);
  village.pass(1);
  assert.equal(live(), 1);
  const last = village.act(1, "identity/revoke-device", { device: 0 });
  assert.equal(outcomeOf(last), "identity/last-key");
});
