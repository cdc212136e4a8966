/**
 * Goal: nobody who passes a restart on can take the right signatures of others out of it.
 * Method: copies of one restart of a real village, one of them spoiled.
 */
import assert from "node:assert/strict";
import { test } from "node:test";
import { nativeHasher } from "#engine/native-hasher.js";
import { combineProposals, type RestartProposal, tallyOf } from "#node/index.js";
import type { LightBlock } from "#protocol/chain/index.js";
import type { RestartSignature } from "#protocol/chain/restart.js";
import { readElectorate } from "#protocol/electorate.js";
import type { PersonId } from "#protocol/kernel/ids.js";
import { haltTestLaw } from "#protocol/testing/restarting.js";
import type { TestKey } from "#protocol/testing/test-keys.js";
import { foundTestLaw } from "#protocol/testing/test-law.js";

const testLaw = foundTestLaw(5);
const halted = haltTestLaw(testLaw);
const electorate = readElectorate(nativeHasher, halted.header, halted.proofs);
const last = { signedHeader: { header: halted.header } } as LightBlock;
const signedBy = (...people: number[]) =>
  people.map((person) => halted.sign(person, testLaw.keys[person - 1] as TestKey));

function proposal(signatures: readonly RestartSignature[]): RestartProposal {
  assert.ok(electorate.ok);
  const certificate = halted.certificate(signatures);
  return { certificate, last, electorate: electorate.value };
}

const wrong = (person: number): RestartSignature => ({
  person: person as PersonId,
  device: 0,
  signature: new Uint8Array(64),
});

test("a wrong signature takes nobody's right one's place", () => {
  const spoiled = proposal([wrong(1), wrong(2), ...signedBy(3)]);
  const { proposal: whole, leftOut } = combineProposals(proposal(signedBy(1, 2)), [spoiled]);
  assert.equal(leftOut, 2);
  assert.deepEqual(whole.certificate.signatures, signedBy(1, 2, 3));
  assert.equal(tallyOf(whole).signed, 3);
});

test("a signature of a device that may not sign counts for nothing", () => {
  const [one] = signedBy(1);
  assert.ok(one !== undefined && electorate.ok);
  const { value } = electorate;
  const ended = {
    ...value,
    deviceOf: (person: PersonId, device: number) => {
      const found = value.deviceOf(person, device);
      return found && (person === 1 ? { ...found, isEveryday: false } : found);
    },
  };
  const given = { ...proposal(signedBy(1, 2, 3)), electorate: ended };
  assert.deepEqual([tallyOf(given).signed, tallyOf(given).needed], [2, 3]);
  const { proposal: whole, leftOut } = combineProposals(given, []);
  assert.equal(leftOut, 1);
  assert.deepEqual(whole.certificate.signatures, signedBy(2, 3));
});
