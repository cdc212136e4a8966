/** Goal: one key cannot take the others away before their person has noticed; the last key never goes. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { DAY } from "../kernel/time.ts";
import { foundKeyring } from "../testing/keyring.ts";

const OLD = 30 * DAY;

function threeKeys() {
  const ring = foundKeyring(false);
  ring.add("phone", "laptop");
  ring.testLaw.pass(1);
  ring.add("phone", "tablet");
  ring.testLaw.pass(OLD);
  return ring;
}

test("a key ends itself at once, and the last one does not", () => {
  const ring = foundKeyring();
  assert.equal(ring.on("phone", "revoke-device", "phone"), "done");
  assert.equal(ring.speak("phone"), "kernel/device-ended");
  assert.equal(ring.on("sheet", "revoke-device", "sheet"), "identity/last-key");
  ring.testLaw.assertSound();
});

test("an older key removes a younger one in seven days, to the millisecond", () => {
  const ring = threeKeys();
  assert.equal(ring.on("phone", "revoke-device", "laptop"), "done");
  ring.testLaw.pass(7 * DAY - 1);
  assert.equal(ring.speak("laptop"), "membership/no-such-person");
  ring.testLaw.pass(1);
  assert.equal(ring.speak("laptop"), "kernel/device-ended");
  ring.testLaw.assertSound();
});

test("a younger key removes an older one in thirty days, to the millisecond", () => {
  const ring = threeKeys();
  assert.equal(ring.on("laptop", "revoke-device", "phone"), "done");
  ring.testLaw.pass(30 * DAY - 1);
  assert.equal(ring.shown("phone").isLive, true);
  ring.testLaw.pass(1);
  assert.equal(ring.shown("phone").isLive, false);
});

test("two old keys together take seven days, whatever their rank, and one that is new does not count", () => {
  const ring = threeKeys();
  ring.on("laptop", "revoke-device", "phone");
  ring.add("laptop", "watch");
  assert.equal(ring.on("watch", "revoke-device", "phone"), "identity/removal-under-way");
  assert.equal(ring.on("laptop", "revoke-device", "phone"), "identity/removal-under-way");
  assert.equal(ring.on("tablet", "revoke-device", "phone"), "done");
  assert.equal(ring.on("watch", "revoke-device", "phone"), "identity/removal-under-way");
  ring.testLaw.pass(7 * DAY - 1);
  assert.equal(ring.shown("phone").isLive, true);
  ring.testLaw.pass(1);
  assert.equal(ring.shown("phone").isLive, false);
  ring.testLaw.assertSound();
});

test("a second key makes a removal no later than it was", () => {
  const ring = threeKeys();
  ring.on("laptop", "revoke-device", "phone");
  const { at } = ring.shown("phone").removal ?? { at: 0 };
  ring.testLaw.pass(at - ring.testLaw.now - DAY);
  ring.on("tablet", "revoke-device", "phone");
  assert.equal(ring.shown("phone").removal?.at, at);
});

test("anyone who two old keys remove can remove none, and what they had begun falls", () => {
  const ring = threeKeys();
  ring.on("phone", "revoke-device", "laptop");
  ring.on("laptop", "revoke-device", "phone");
  ring.on("tablet", "revoke-device", "phone");
  assert.equal(ring.shown("laptop").removal, null);
  assert.equal(ring.on("phone", "revoke-device", "tablet"), "identity/being-removed");
  ring.testLaw.pass(7 * DAY);
  assert.deepEqual(ring.ranked(), ["laptop", "tablet"]);
  ring.testLaw.assertSound();
});

test("a key that ranks before the remover does it sooner, in its place", () => {
  const ring = foundKeyring();
  ring.add("phone", "laptop");
  ring.on("laptop", "revoke-device", "phone");
  assert.equal(ring.on("sheet", "revoke-device", "phone"), "done");
  ring.testLaw.pass(7 * DAY);
  assert.equal(ring.shown("phone").isLive, false);
  ring.testLaw.assertSound();
});

test("a removal comes to nothing when the key that began it has ended, by its own time too", () => {
  const ring = foundKeyring();
  const soon = ring.testLaw.now + 3 * DAY;
  ring.add("sheet", "lent", "device", soon);
  ring.on("lent", "revoke-device", "phone");
  ring.testLaw.pass(30 * DAY);
  assert.deepEqual([ring.shown("phone").isLive, ring.shown("phone").removal], [true, null]);
  ring.add("phone", "laptop");
  ring.on("laptop", "revoke-device", "phone");
  ring.on("sheet", "veto-device", "laptop");
  assert.equal(ring.shown("phone").removal, null);
  ring.testLaw.assertSound();
});

test("two that remove each other: the first removal ends the other", () => {
  const ring = threeKeys();
  ring.on("phone", "revoke-device", "laptop");
  ring.on("laptop", "revoke-device", "tablet");
  ring.testLaw.pass(7 * DAY);
  assert.deepEqual(ring.ranked(), ["phone", "tablet"]);
  ring.testLaw.assertSound();
});

test("a device that is not there, or no longer, cannot be removed", () => {
  const ring = threeKeys();
  const gone = ring.act("phone", "identity/revoke-device", { device: 9 });
  assert.equal(gone, "identity/no-such-device");
  ring.on("tablet", "revoke-device", "tablet");
  assert.equal(ring.on("phone", "revoke-device", "tablet"), "identity/no-such-device");
});

test("a device counts until the moment at which it ends, and not at it", () => {
  const ring = foundKeyring(false);
  ring.add("phone", "lent", "device", ring.testLaw.now + 1000);
  ring.testLaw.pass(999);
  assert.equal(ring.shown("lent").isLive, true);
  ring.testLaw.pass(1);
  assert.equal(ring.shown("lent").isLive, false);
  assert.equal(ring.on("phone", "revoke-device", "phone"), "identity/last-key");
});
