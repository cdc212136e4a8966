/** Goal: the machine believes an action only from its author, for here, now, and for the first time. */
import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { addDevice } from "./identity/add-device.ts";
import { deviceProof } from "./identity/index.ts";
import { revokeDevice } from "./identity/revoke-device.ts";
import type { Effect } from "./kernel/action.ts";
import type { PersonBody } from "./kernel/envelope.ts";
import { type DecisionId, EVERYONE, type PersonId } from "./kernel/ids.ts";
import { EXPIRY_MAX, NONCE_JUMP_MAX } from "./kernel/limits.ts";
import { encode } from "./kernel/schema.ts";
import { NOTHING_SEEN } from "./kernel/seen.ts";
import { DAY } from "./kernel/time.ts";
import { wish } from "./testing/circling.ts";
import { effectOf } from "./testing/deciding.ts";
import { signBody } from "./testing/sign-action.ts";
import { makeKey, type TestKey, testHasher } from "./testing/test-keys.ts";
import { foundTestLaw, outcomeOf, type TestLaw } from "./testing/test-law.ts";

function bodyOf(testLaw: TestLaw, change: Partial<PersonBody> = {}): PersonBody {
  return {
    community: testLaw.community,
    person: 1 as PersonId,
    device: 0,
    nonce: 1,
    expires: testLaw.now + DAY,
    seen: NOTHING_SEEN,
    tag: revokeDevice.tag,
    payload: encode(revokeDevice.input, { device: 1 }),
    ...change,
  };
}

function wireOf(testLaw: TestLaw, body: PersonBody, key?: TestKey): Uint8Array {
  const signer = key ?? (testLaw.keys[0] as TestKey);
  return signBody(signer, body);
}

function send(testLaw: TestLaw, change: Partial<PersonBody> = {}, key?: TestKey): string {
  const wire = wireOf(testLaw, bodyOf(testLaw, change), key);
  const { stateMachine, state, standing } = testLaw;
  const before =
    stateMachine.check(state, stateMachine.decode(wire), standing())?.fault.code ?? "done";
  const outcome = outcomeOf(execute(testLaw, wire));
  assert.equal(before, outcome, "what is looked at beforehand is what comes of it");
  return outcome;
}

function execute({ stateMachine, state, standing }: TestLaw, wire: Uint8Array) {
  return stateMachine.execute(state, stateMachine.decode(wire), standing());
}

function addInput(testLaw: TestLaw, key: TestKey, kind: "device" | "recovery" = "device") {
  const world = { sha256: testHasher.sha256, community: testLaw.community };
  const proof = key.sign(deviceProof(world, 1 as PersonId, key.publicKey));
  return { key: key.publicKey, kind, until: 0, proof };
}

test("a stranger's, an expired, a far-dated and another community's action are refused", () => {
  const testLaw = foundTestLaw(1);
  const { now } = testLaw;
  assert.equal(send(testLaw, { community: new Uint8Array(32) }), "kernel/other-community");
  assert.equal(send(testLaw, { expires: now - 1 }), "kernel/expired");
  assert.equal(send(testLaw, { expires: now + EXPIRY_MAX + 1 }), "kernel/expires-too-late");
  assert.equal(send(testLaw, { person: 2 as PersonId }), "kernel/unknown-device");
  assert.equal(send(testLaw, { device: 7 }), "kernel/unknown-device");
  assert.equal(send(testLaw, {}, makeKey()), "kernel/bad-signature");
  assert.equal(send(testLaw, { expires: now }), "identity/no-such-device");
  const latest = { nonce: 2, expires: now + EXPIRY_MAX };
  assert.equal(send(testLaw, latest), "identity/no-such-device");
});

test("the details of a refusal say which moment and which number it went by", () => {
  const testLaw = foundTestLaw(1);
  const { now } = testLaw;
  const details = (change: Partial<PersonBody>) =>
    execute(testLaw, wireOf(testLaw, bodyOf(testLaw, change))).refusal?.details;
  assert.deepEqual(details({ expires: now - 1 }), { expires: now - 1, now });
  assert.deepEqual(details({ nonce: 0 }), { last: 0 });
  assert.equal(send(testLaw, { nonce: 3 }), "identity/no-such-device");
  assert.deepEqual(details({ nonce: 3 }), { last: 3 });
  assert.deepEqual(details({ nonce: 4 + NONCE_JUMP_MAX }), { last: 3 });
  assert.deepEqual(details({ tag: 0xffffff }), { tag: 0xffffff });
});

test("a nonce is used once, later ones count, and a leap is refused", () => {
  const testLaw = foundTestLaw(1);
  assert.equal(send(testLaw, { nonce: 5 }), "identity/no-such-device");
  assert.equal(send(testLaw, { nonce: 5 }), "kernel/nonce-used");
  assert.equal(send(testLaw, { nonce: 4 }), "kernel/nonce-used");
  assert.equal(send(testLaw, { nonce: 5 + NONCE_JUMP_MAX + 1 }), "kernel/nonce-jump");
  assert.equal(send(testLaw, { nonce: 5 + NONCE_JUMP_MAX }), "identity/no-such-device");
});

test("an unknown tag, a malformed input and foreign bytes are refused", () => {
  const testLaw = foundTestLaw(1);
  assert.equal(send(testLaw, { tag: 0xffffff }), "kernel/unknown-action");
  assert.equal(send(testLaw, { payload: Uint8Array.of(1) }), "kernel/malformed-input");
  const foreign = execute(testLaw, Uint8Array.of(1, 2, 3));
  assert.equal(outcomeOf(foreign), "kernel/malformed");
  const large = execute(testLaw, new Uint8Array(20_000));
  assert.equal(outcomeOf(large), "kernel/too-large");
});

test("whatever single byte of an action is changed, nothing comes of it", () => {
  const testLaw = foundTestLaw(1);
  const added = makeKey();
  const payload = encode(addDevice.input, addInput(testLaw, added));
  const wire = wireOf(testLaw, bodyOf(testLaw, { tag: addDevice.tag, payload }));
  fc.assert(
    fc.property(fc.nat(wire.length - 1), fc.integer({ min: 1, max: 255 }), (at, change) => {
      const damaged = wire.slice();
      damaged[at] = (damaged[at] as number) ^ change;
      const receipt = execute(testLaw, damaged);
      assert.notEqual(receipt.code, 0);
      const devices = testLaw.view<unknown[]>("identity/devices", { person: 1 });
      assert.equal(devices.length, 1);
    }),
    { numRuns: 300 },
  );
});

test("any bytes get a receipt and change nothing", () => {
  const testLaw = foundTestLaw(1);
  const before = testLaw.state.changes().length;
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 400 }), (wire) => {
      const receipt = execute(testLaw, wire);
      assert.notEqual(receipt.code, 0);
      assert.equal(testLaw.state.changes().length, before);
    }),
  );
});

test("a recovery key adds a device, and does nothing that an everyday key is for", () => {
  const testLaw = foundTestLaw(1);
  const recovery = makeKey();
  const first = encode(addDevice.input, addInput(testLaw, recovery, "recovery"));
  assert.equal(send(testLaw, { tag: addDevice.tag, payload: first }), "done");
  const phone = makeKey();
  const second = encode(addDevice.input, addInput(testLaw, phone));
  const byRecovery = { device: 1, nonce: 1, tag: addDevice.tag, payload: second };
  assert.equal(send(testLaw, byRecovery, recovery), "done");
  const apply = testLaw.law.actionByType.get("membership/apply");
  assert.ok(apply);
  const refused = send(
    testLaw,
    { device: 1, nonce: 2, tag: apply.tag, payload: new Uint8Array(0) },
    recovery,
  );
  assert.equal(refused, "kernel/only-to-recover");
});

test("a device that was removed cannot sign, from that very moment", () => {
  const testLaw = foundTestLaw(1);
  const phone = makeKey();
  const payload = encode(addDevice.input, addInput(testLaw, phone));
  assert.equal(send(testLaw, { tag: addDevice.tag, payload }), "done");
  const itself = encode(revokeDevice.input, { device: 0 });
  assert.equal(send(testLaw, { nonce: 8, payload: itself }), "done");
  assert.equal(send(testLaw, { nonce: 9 }), "kernel/device-ended");
});

test("the person stays the same after all their keys have changed", () => {
  const testLaw = foundTestLaw(1);
  const before = testLaw.view<{ id: string }>("identity/did", { person: 1 }).id;
  const phone = makeKey();
  const payload = encode(addDevice.input, addInput(testLaw, phone));
  assert.equal(send(testLaw, { tag: addDevice.tag, payload }), "done");
  const revoke = encode(revokeDevice.input, { device: 0 });
  assert.equal(send(testLaw, { device: 1, payload: revoke }, phone), "done");
  assert.equal(testLaw.view<{ id: string }>("identity/did", { person: 1 }).id, before);
  testLaw.assertSound();
});

test("a circle carries out what circles do, and of several things all or the first that cannot be", () => {
  const testLaw = foundTestLaw(1);
  const open = effectOf(testLaw, wish.openRole("x"));
  const rehearse = (...tried: readonly Pick<Effect, "tag" | "payload">[]) => {
    const circle = EVERYONE;
    const effects = tried.map(({ tag, payload }): Effect => {
      return { circle, decision: 0 as DecisionId, proposedAt: testLaw.now, tag, payload };
    });
    const context = testLaw.stateMachine.ruleContext(testLaw.now);
    const refusal = context.rehearse(testLaw.state, effects, testLaw.now);
    return refusal === undefined ? "done" : `${refusal.fault.code} at ${refusal.position}`;
  };
  assert.equal(rehearse(), "done");
  assert.equal(rehearse(open, open), "done");
  const unknown = { ...open, tag: 0xffffff };
  assert.equal(rehearse(unknown), "kernel/unknown-action at 0");
  const persons = { tag: revokeDevice.tag, payload: encode(revokeDevice.input, { device: 0 }) };
  assert.equal(rehearse(open, persons), "kernel/unknown-action at 1");
  const malformed = { ...open, payload: Uint8Array.of(1) };
  assert.equal(rehearse(open, open, malformed), "kernel/malformed-input at 2");
  assert.equal(testLaw.view<{ roles: object[] }>("circles/circle", { circle: 1 }).roles.length, 0);
});
