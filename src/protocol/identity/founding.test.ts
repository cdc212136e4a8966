/** Goal: a community starts with people who each have a key of their own, and with no other. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { makeKey } from "../testing/test-keys.ts";
import { foundTestLaw } from "../testing/test-law.ts";

const none = new Uint8Array(32);
const [first, second] = [makeKey(), makeKey()];
const people = (...listed: readonly (readonly [Uint8Array, Uint8Array])[]) => ({
  identity: { people: listed.map(([device, recovery]) => ({ device, recovery })) },
});

test("people are numbered in the order of the document, with a recovery key or without", () => {
  const keys = people([first.publicKey, none], [second.publicKey, makeKey().publicKey]);
  const testLaw = foundTestLaw([first, second], keys);
  const kinds = (person: number) =>
    testLaw.view<{ kind: string }[]>("identity/devices", { person }).map(({ kind }) => kind);
  assert.deepEqual([kinds(1), kinds(2)], [["device"], ["device", "recovery"]]);
  testLaw.assertSound();
});

test("nobody starts without a key, or with a key that somebody has, as a device or to come back", () => {
  const refused = (listed: object, problem: RegExp) =>
    assert.throws(() => foundTestLaw([first, second], { ...listed }), problem);
  const [own, others] = [first.publicKey, second.publicKey];
  refused(people([own, none], [none, none]), /people: 1: device: a person starts with a key/);
  refused(people([own, none], [own, none]), /people: 1: a key is used twice/);
  refused(people([own, own], [others, none]), /people: 0: a key is used twice/);
  refused(people([own, others], [others, none]), /people: 1: a key is used twice/);
});
