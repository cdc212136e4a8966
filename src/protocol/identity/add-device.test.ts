/** Goal: a person gains devices only by their own will and with keys that prove themselves. */
import assert from "node:assert/strict";
import { test } from "node:test";
import type { PersonId } from "../kernel/ids.ts";
import { DAY } from "../kernel/time.ts";
import { changed } from "../testing/breaking.ts";
import { foundKeyring } from "../testing/keyring.ts";
import {
  foundVillage,
  makeKey,
  outcomeOf,
  type TestKey,
  testHasher,
  type Village,
} from "../testing/village.ts";
import { deviceProof } from "./devices.ts";
import { people } from "./types.ts";

function proofOf(village: Village, person: number, key: TestKey): Uint8Array {
  const world = { sha256: testHasher.sha256, community: village.community };
  return key.sign(deviceProof(world, person as PersonId, key.publicKey));
}

function input(village: Village, person: number, key: TestKey, until = 0) {
  return { key: key.publicKey, kind: "device", until, proof: proofOf(village, person, key) };
}

test("a person adds a device that proves itself", () => {
  const village = foundVillage(2);
  const key = makeKey();
  assert.equal(outcomeOf(village.act(1, "identity/add-device", input(village, 1, key))), "done");
  const devices = village.view<{ device: number }[]>("identity/devices", { person: 1 });
  assert.deepEqual(
    devices.map(({ device }) => device),
    [0, 1],
  );
  village.assertSound();
});

test("a key that was ever used is refused, whoever used it", () => {
  const village = foundVillage(2);
  const [first, second] = village.keys as [TestKey, TestKey];
  for (const key of [first, second]) {
    const receipt = village.act(1, "identity/add-device", input(village, 1, key));
    assert.equal(outcomeOf(receipt), "identity/key-taken");
  }
});

test("a proof made for another person is refused", () => {
  const village = foundVillage(2);
  const key = makeKey();
  const stolen = { ...input(village, 1, key), proof: proofOf(village, 2, key) };
  assert.equal(outcomeOf(village.act(1, "identity/add-device", stolen)), "identity/not-proven");
});

test("a device that ends before it begins is refused, one millisecond later is not", () => {
  const village = foundVillage(1);
  const key = makeKey();
  const soon = village.act(1, "identity/add-device", input(village, 1, key, village.now));
  assert.equal(outcomeOf(soon), "identity/ends-too-soon");
  const later = village.act(1, "identity/add-device", input(village, 1, key, village.now + 1));
  assert.equal(outcomeOf(later), "done");
});

test("sixteen devices are the most at once", () => {
  const village = foundVillage(1);
  for (let count = 1; count < 16; count++) {
    const receipt = village.act(1, "identity/add-device", input(village, 1, makeKey()));
    assert.equal(outcomeOf(receipt), "done");
  }
  const receipt = village.act(1, "identity/add-device", input(village, 1, makeKey()));
  assert.equal(outcomeOf(receipt), "identity/too-many-devices");
});

test("a thousand devices are the most in a life, however many of them have ended", () => {
  const village = foundVillage(1);
  const person = 1 as PersonId;
  const had = (devices: number) =>
    people.put(village.state, [person], changed(people.get(village.state, [person]), { devices }));
  const adding = () =>
    outcomeOf(village.act(1, "identity/add-device", input(village, 1, makeKey())));
  had(1000);
  assert.equal(adding(), "identity/too-many-devices");
  had(999);
  assert.equal(adding(), "done");
});

test("a proof covers the community, so it cannot be carried into another", () => {
  const here = foundVillage(1);
  const there = foundVillage(1);
  const key = makeKey();
  const carried = { ...input(here, 1, key), proof: proofOf(there, 1, key) };
  assert.equal(outcomeOf(here.act(1, "identity/add-device", carried)), "identity/not-proven");
});

test("a thief cannot use up the devices that a person may ever have", () => {
  const ring = foundKeyring();
  ring.village.pass(40 * DAY);
  for (let at = 0; at < 1000; at += 1) {
    if (ring.add("phone", `thief's ${at}`) !== "done") break;
    ring.on("phone", "veto-device", `thief's ${at}`);
  }
  assert.equal(ring.freeze("sheet"), "done");
  ring.on("sheet", "revoke-device", "phone");
  ring.village.pass(7 * DAY);
  assert.equal(ring.add("sheet", "new phone"), "done");
  ring.village.assertSound();
});

test("a key adds sixteen devices in thirty days, and all new keys together as many", () => {
  const ring = foundKeyring();
  const { village } = ring;
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
  village.pass(30 * DAY - 1);
  assert.equal(addAndEnd("phone", "one more"), "identity/added-lately");
  village.pass(1);
  assert.equal(addAndEnd("phone", "one more"), "done");
  village.assertSound();
});
