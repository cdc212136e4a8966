/** Goal: the machine believes an action only from its author, for here, now, and for the first time. */
import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { addDevice } from "./identity/add-device.ts";
import { deviceProof } from "./identity/index.ts";
import { revokeDevice } from "./identity/revoke-device.ts";
import { type PersonBody, signedMessage, writeEnvelope } from "./kernel/envelope.ts";
import type { PersonId } from "./kernel/ids.ts";
import { EXPIRY_MAX, NONCE_JUMP_MAX } from "./kernel/limits.ts";
import { encode } from "./kernel/schema.ts";
import { NOTHING_SEEN } from "./kernel/seen.ts";
import { DAY } from "./kernel/time.ts";
import {
  foundVillage,
  makeKey,
  outcomeOf,
  type TestKey,
  testHasher,
  type Village,
} from "./testing/village.ts";

function bodyOf(village: Village, change: Partial<PersonBody> = {}): PersonBody {
  return {
    community: village.community,
    person: 1 as PersonId,
    device: 0,
    nonce: 1,
    expires: village.now + DAY,
    seen: NOTHING_SEEN,
    tag: revokeDevice.tag,
    payload: encode(revokeDevice.input, { device: 1 }),
    ...change,
  };
}

function wireOf(village: Village, body: PersonBody, key?: TestKey): Uint8Array {
  const signer = key ?? (village.keys[0] as TestKey);
  const signature = signer.sign(signedMessage(testHasher, body));
  return writeEnvelope({ kind: "person", body, signature });
}

function send(village: Village, change: Partial<PersonBody> = {}, key?: TestKey): string {
  const wire = wireOf(village, bodyOf(village, change), key);
  return outcomeOf(execute(village, wire));
}

function execute({ machine, state, standing }: Village, wire: Uint8Array) {
  return machine.execute(state, machine.decode(wire), standing());
}

function addInput(village: Village, key: TestKey, kind: "device" | "recovery" = "device") {
  const world = { sha256: testHasher.sha256, community: village.community };
  const proof = key.sign(deviceProof(world, 1 as PersonId, key.publicKey));
  return { key: key.publicKey, kind, until: 0, proof };
}

test("a stranger's, an expired, a far-dated and another community's action are refused", () => {
  const village = foundVillage(1);
  const { now } = village;
  assert.equal(send(village, { community: new Uint8Array(32) }), "kernel/other-community");
  assert.equal(send(village, { expires: now - 1 }), "kernel/expired");
  assert.equal(send(village, { expires: now + EXPIRY_MAX + 1 }), "kernel/expires-too-late");
  assert.equal(send(village, { person: 2 as PersonId }), "kernel/unknown-device");
  assert.equal(send(village, { device: 7 }), "kernel/unknown-device");
  assert.equal(send(village, {}, makeKey()), "kernel/bad-signature");
  assert.equal(send(village, { expires: now }), "identity/no-such-device");
});

test("a nonce is used once, later ones count, and a leap is refused", () => {
  const village = foundVillage(1);
  assert.equal(send(village, { nonce: 5 }), "identity/no-such-device");
  assert.equal(send(village, { nonce: 5 }), "kernel/nonce-used");
  assert.equal(send(village, { nonce: 4 }), "kernel/nonce-used");
  assert.equal(send(village, { nonce: 5 + NONCE_JUMP_MAX + 1 }), "kernel/nonce-jump");
  assert.equal(send(village, { nonce: 5 + NONCE_JUMP_MAX }), "identity/no-such-device");
});

test("an unknown tag, a malformed input and foreign bytes are refused", () => {
  const village = foundVillage(1);
  assert.equal(send(village, { tag: 0xffffff }), "kernel/unknown-action");
  assert.equal(send(village, { payload: Uint8Array.of(1) }), "kernel/malformed-input");
  const foreign = execute(village, Uint8Array.of(1, 2, 3));
  assert.equal(outcomeOf(foreign), "kernel/malformed");
  const large = execute(village, new Uint8Array(20_000));
  assert.equal(outcomeOf(large), "kernel/too-large");
});

test("whatever single byte of an action is changed, nothing comes of it", () => {
  const village = foundVillage(1);
  const added = makeKey();
  const payload = encode(addDevice.input, addInput(village, added));
  const wire = wireOf(village, bodyOf(village, { tag: addDevice.tag, payload }));
  fc.assert(
    fc.property(fc.nat(wire.length - 1), fc.integer({ min: 1, max: 255 }), (at, change) => {
      const damaged = wire.slice();
      damaged[at] = (damaged[at] as number) ^ change;
      const receipt = execute(village, damaged);
      assert.notEqual(receipt.code, 0);
      const devices = village.view<unknown[]>("identity/devices", { person: 1 });
      assert.equal(devices.length, 1);
    }),
    { numRuns: 300 },
  );
});

test("any bytes get a receipt and change nothing", () => {
  const village = foundVillage(1);
  const before = village.state.changes().length;
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 400 }), (wire) => {
      const receipt = execute(village, wire);
      assert.notEqual(receipt.code, 0);
      assert.equal(village.state.changes().length, before);
    }),
  );
});

test("a recovery key adds a device and does nothing else", () => {
  const village = foundVillage(1);
  const recovery = makeKey();
  const first = encode(addDevice.input, addInput(village, recovery, "recovery"));
  assert.equal(send(village, { tag: addDevice.tag, payload: first }), "done");
  const phone = makeKey();
  const second = encode(addDevice.input, addInput(village, phone));
  const byRecovery = { device: 1, nonce: 1, tag: addDevice.tag, payload: second };
  assert.equal(send(village, byRecovery, recovery), "done");
  const leave = village.law.actionByType.get("membership/leave");
  if (leave === undefined) return;
  const refused = send(
    village,
    { device: 1, nonce: 2, tag: leave.tag, payload: new Uint8Array(0) },
    recovery,
  );
  assert.equal(refused, "kernel/only-to-recover");
});

test("a device that was removed cannot sign, from that very moment", () => {
  const village = foundVillage(1);
  const phone = makeKey();
  const payload = encode(addDevice.input, addInput(village, phone));
  assert.equal(send(village, { tag: addDevice.tag, payload }), "done");
  const itself = encode(revokeDevice.input, { device: 0 });
  assert.equal(send(village, { nonce: 8, payload: itself }), "done");
  assert.equal(send(village, { nonce: 9 }), "kernel/device-ended");
});

test("the person stays the same after all their keys have changed", () => {
  const village = foundVillage(1);
  const before = village.view<{ id: string }>("identity/did", { person: 1 }).id;
  const phone = makeKey();
  const payload = encode(addDevice.input, addInput(village, phone));
  assert.equal(send(village, { tag: addDevice.tag, payload }), "done");
  const revoke = encode(revokeDevice.input, { device: 0 });
  assert.equal(send(village, { device: 1, payload: revoke }, phone), "done");
  assert.equal(village.view<{ id: string }>("identity/did", { person: 1 }).id, before);
  village.assertSound();
});
