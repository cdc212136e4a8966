/** Goal: a person gains devices only by their own will and with keys that prove themselves. */
import assert from "node:assert/strict";
import { test } from "node:test";
import type { PersonId } from "../kernel/ids.ts";
import { DAY } from "../kernel/time.ts";
import { changed } from "../testing/breaking.ts";
import { foundKeyring } from "../testing/keyring.ts";
import { makeKey, type TestKey, testHasher } from "../testing/test-keys.ts";
import { foundTestLaw, outcomeOf, type TestLaw } from "../testing/test-law.ts";
import { deviceProof } from "./devices.ts";
import { people } from "./types.ts";

function proofOf(testLaw: TestLaw, person: number, key: TestKey): Uint8Array {
  const world = { sha256: testHasher.sha256, community: testLaw.community };
  return key.sign(deviceProof(world, person as PersonId, key.publicKey));
}

function input(testLaw: TestLaw, person: number, key: TestKey, until = 0) {
  return { key: key.publicKey, kind: "device", until, proof: proofOf(testLaw, person, key) };
}

test("a person adds a device that proves itself", () => {
  const testLaw = foundTestLaw(2);
  const key = makeKey();
  assert.equal(outcomeOf(testLaw.act(1, "identity/add-device", input(testLaw, 1, key))), "done");
  const devices = testLaw.view<{ device: number }[]>("identity/devices", { person: 1 });
  assert.deepEqual(
    devices.map(({ device }) => device),
    [0, 1],
  );
  testLaw.assertSound();
});

test("a key that was ever used is refused, anyone who used it", () => {
  const testLaw = foundTestLaw(2);
  const [first, second] = testLaw.keys as [TestKey, TestKey];
  for (const key of [first, second]) {
    const receipt = testLaw.act(1, "identity/add-device", input(testLaw, 1, key));
    assert.equal(outcomeOf(receipt), "identity/key-taken");
  }
});

test("a proof made for another person is refused", () => {
  const testLaw = foundTestLaw(2);
  const key = makeKey();
  const stolen = { ...input(testLaw, 1, key), proof: proofOf(testLaw, 2, key) };
  assert.equal(outcomeOf(testLaw.act(1, "identity/add-device", stolen)), "identity/not-proven");
});

test("a device that ends before it begins is refused, one millisecond later is not", () => {
  const testLaw = foundTestLaw(1);
  const key = makeKey();
  const soon = testLaw.act(1, "identity/add-device", input(testLaw, 1, key, testLaw.now));
  assert.equal(outcomeOf(soon), "identity/ends-too-soon");
  const later = testLaw.act(1, "identity/add-device", input(testLaw, 1, key, testLaw.now + 1));
  assert.equal(outcomeOf(later), "done");
});

test("sixteen devices are the most at once", () => {
  const testLaw = foundTestLaw(1);
  for (let count = 1; count < 16; count++) {
    const receipt = testLaw.act(1, "identity/add-device", input(testLaw, 1, makeKey()));
    assert.equal(outcomeOf(receipt), "done");
  }
  const receipt = testLaw.act(1, "identity/add-device", input(testLaw, 1, makeKey()));
  assert.equal(outcomeOf(receipt), "identity/too-many-devices");
});

test("a thousand devices are the most in a life, however many of them have ended", () => {
  const testLaw = foundTestLaw(1);
  const person = 1 as PersonId;
  const had = (devices: number) =>
    people.put(testLaw.state, [person], changed(people.get(testLaw.state, [person]), { devices }));
  const adding = () =>
    outcomeOf(testLaw.act(1, "identity/add-device", input(testLaw, 1, makeKey())));
  had(1000);
  assert.equal(adding(), "identity/too-many-devices");
  had(999);
  assert.equal(adding(), "done");
});

test("a proof covers the community, so it cannot be carried into another", () => {
  const here = foundTestLaw(1);
  const there = foundTestLaw(1);
  const key = makeKey();
  const carried = { ...input(here, 1, key), proof: proofOf(there, 1, key) };
  assert.equal(outcomeOf(here.act(1, "identity/add-device", carried)), "identity/not-proven");
});

test("a thief cannot use up the devices that a person may ever have", () => {
  const ring = foundKeyring();
  ring.testLaw.pass(40 * DAY);
  for (let at = 0; at < 1000; at += 1) {
    if (ring.add("phone", `thief's ${at}`) !== "done") break;
    ring.on("phone", "veto-device", `thief's ${at}`);
  }
  assert.equal(ring.freeze("sheet"), "done");
  ring.on("sheet", "revoke-device", "phone");
  ring.testLaw.pass(7 * DAY);
  assert.equal(ring.add("sheet", "new phone"), "done");
  ring.testLaw.assertSound();
});

test("a key adds sixteen devices in thirty days, and all new keys together as many", () => {
  const ring = foundKeyring();
  const { testLaw } = ring;
  const addAndEnd = (by: string, name: string) => {
    const outcome = ring.add(by, name);
    if (outcome === "done") ring.on("sheet", "veto-device", name);
    return outcome;
  };
  ring.add("phone", "laptop");
  ring.add("phone", "tablet");
  for (let at = 3; at <= 16; at += 1) assert.equal(addAndEnd("phone", `${at}`), "done");
  assert.equal(addAndEnd("phone", "one more"), "identity/added-lately");
  for (let at = 1; at <= 8; at += 1) {
    assert.equal(addAndEnd("laptop", `laptop's ${at}`), "done");
    assert.equal(addAndEnd("tablet", `tablet's ${at}`), "done");
  }
  assert.equal(addAndEnd("tablet", "one more"), "identity/added-lately");
  assert.equal(addAndEnd("sheet", "the sheet's"), "done");
  testLaw.pass(30 * DAY - 1);
  assert.equal(addAndEnd("phone", "one more"), "identity/added-lately");
  testLaw.pass(1);
  assert.equal(addAndEnd("phone", "one more"), "done");
  testLaw.assertSound();
});
