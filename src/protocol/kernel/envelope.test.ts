/** Goal: an action's bytes are read in one way, anyone who is its author, or not at all. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { testHasher } from "../testing/test-keys.ts";
import {
  type AnonymousBody,
  claimedPerson,
  type Envelope,
  machineAlpha,
  machineMessage,
  messageIn,
  type PersonBody,
  provenMessage,
  readEnvelope,
  signedMessage,
  writeEnvelope,
} from "./envelope.ts";
import type { PersonId } from "./ids.ts";
import { ACTION_BYTES_MAX } from "./limits.ts";
import { NOTHING_SEEN } from "./seen.ts";

const word = (byte: number) => new Uint8Array(32).fill(byte);
const shared = { community: word(1), expires: 9, seen: NOTHING_SEEN, tag: 5, payload: word(2) };
const person: PersonBody = { ...shared, person: 7 as PersonId, device: 1, nonce: 3 };
const anonymous: AnonymousBody = {
  ...shared,
  scope: word(3),
  nullifier: word(4),
  proof: Uint8Array.of(1, 2),
};
const machine = { community: word(1), key: word(6), tag: 5, payload: word(2) };
const envelopes: readonly Envelope[] = [
  { kind: "person", body: person, signature: new Uint8Array(64).fill(8) },
  { kind: "anonymous", body: anonymous },
  { kind: "machine", body: machine, proof: new Uint8Array(64).fill(9) },
];

test("each kind comes back as it was written, and only as its own kind", () => {
  for (const envelope of envelopes) {
    const wire = writeEnvelope(envelope);
    assert.deepEqual(readEnvelope(wire), { ok: true, value: envelope });
    const cut = readEnvelope(wire.slice(0, -40));
    assert.equal(cut.ok && toComparable(cut.value) === toComparable(envelope), false);
    for (const kind of [0, 1, 5, 255]) {
      const other = readEnvelope(Uint8Array.of(kind, ...wire.slice(1)));
      assert.deepEqual(other, { ok: false, reason: "malformed" });
    }
  }
  assert.deepEqual(writeEnvelope(envelopes[0] as Envelope)[0], 2);
});

const toComparable = (envelope: Envelope) => JSON.stringify(envelope);

test("bytes that are too short or too long are refused, to the last one", () => {
  const [own] = envelopes as [Envelope];
  const wire = writeEnvelope(own);
  const refused = (bytes: Uint8Array) => {
    const read = readEnvelope(bytes);
    return read.ok ? "read" : read.reason;
  };
  assert.equal(refused(new Uint8Array(0)), "malformed");
  assert.equal(refused(wire.slice(0, 64)), "malformed");
  assert.equal(refused(wire.slice(0, 65)), "malformed");
  assert.equal(refused(new Uint8Array(ACTION_BYTES_MAX)), "malformed");
  assert.equal(refused(new Uint8Array(ACTION_BYTES_MAX + 1)), "too-large");
});

test("what is signed covers the body, and the bytes of the wire name the same message", () => {
  const message = signedMessage(testHasher, person);
  assert.deepEqual(messageIn(testHasher, writeEnvelope(envelopes[0] as Envelope)), message);
  assert.notDeepEqual(signedMessage(testHasher, { ...person, nonce: 4 }), message);
  const proven = provenMessage(testHasher, anonymous);
  assert.deepEqual(provenMessage(testHasher, { ...anonymous, proof: word(0) }), proven);
  assert.notDeepEqual(provenMessage(testHasher, { ...anonymous, tag: 6 }), proven);
  assert.ok(machineMessage(machine).length > 32, "longer than what a person signs");
  assert.notDeepEqual(machineAlpha(word(1), word(2)), machineAlpha(word(2), word(1)));
});

test("whose an action says it is is read from a person's own bytes only", () => {
  assert.deepEqual(
    envelopes.map((envelope) => claimedPerson(writeEnvelope(envelope))),
    [7, 0, 0],
  );
  assert.equal(claimedPerson(new Uint8Array(3)), 0);
  const [wire] = envelopes.map(writeEnvelope);
  assert.equal(claimedPerson((wire as Uint8Array).subarray(0, 101)), 7);
  assert.equal(claimedPerson((wire as Uint8Array).subarray(0, 100)), 0);
});
