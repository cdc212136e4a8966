/** Goal: the readings of the room agree with one another and with the DID method's page. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { toHex } from "../kernel/bytes.ts";
import { inDomain } from "../kernel/domain.ts";
import { foundVillage, type TestKey, testHasher } from "../testing/village.ts";

test("a person is found by key, by identifier and by DID", () => {
  const village = foundVillage(2);
  const key = (village.keys[1] as TestKey).publicKey;
  const signer = village.view<{ person: number; device: number; nonce: number }>(
    "identity/signer",
    { key },
  );
  assert.deepEqual(
    { person: signer.person, device: signer.device, nonce: signer.nonce },
    { person: 2, device: 0, nonce: 0 },
  );

  const id = testHasher.sha256(inDomain("person", village.community, key));
  const found = village.view<{ person: number; did: string }>("identity/resolve", { id });
  assert.equal(found.person, 2);
  assert.equal(found.did, `did:folk:${toHex(village.community.subarray(0, 20))}:${toHex(id)}`);

  const document = village.view<{
    id: string;
    verificationMethod: { publicKeyMultibase: string }[];
  }>("identity/did", { person: 2 });
  assert.equal(document.id, found.did);
  assert.deepEqual(
    document.verificationMethod.map((method) => method.publicKeyMultibase),
    [`fed01${toHex(key)}`],
  );
});

test("what does not exist reads as nothing", () => {
  const village = foundVillage(1);
  const nothing = new Uint8Array(32).fill(7);
  assert.equal(village.view("identity/signer", { key: nothing }), undefined);
  assert.equal(village.view("identity/resolve", { id: nothing }), undefined);
  assert.equal(village.view("identity/did", { person: 9 }), undefined);
  assert.equal(village.view("identity/devices", { person: 9 }), undefined);
});
