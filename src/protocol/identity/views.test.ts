/** Goal: the readings of the room agree with one another and with the DID method's page. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { toHex } from "../kernel/bytes.ts";
import { inDomain } from "../kernel/domain.ts";
import type { PersonId } from "../kernel/ids.ts";
import { DAY } from "../kernel/time.ts";
import { foundKeyring } from "../testing/keyring.ts";
import { type TestKey, testHasher } from "../testing/test-keys.ts";
import { foundTestLaw, TEST_START } from "../testing/test-law.ts";
import { noteGrowth } from "./grown.ts";
import { devices, people } from "./types.ts";

test("a person is found by key, by identifier and by DID", () => {
  const testLaw = foundTestLaw(2);
  const key = (testLaw.keys[1] as TestKey).publicKey;
  const signer = testLaw.view<{ person: number; device: number; nonce: number }>(
    "identity/signer",
    { key },
  );
  assert.deepEqual(
    { person: signer.person, device: signer.device, nonce: signer.nonce },
    { person: 2, device: 0, nonce: 0 },
  );

  const id = testHasher.sha256(inDomain("person", testLaw.community, key));
  const found = testLaw.view<{ person: number; did: string }>("identity/resolve", { id });
  assert.equal(found.person, 2);
  assert.equal(found.did, `did:folk:${toHex(testLaw.community.subarray(0, 20))}:${toHex(id)}`);

  const document = testLaw.view<{
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
  const testLaw = foundTestLaw(1);
  const nothing = new Uint8Array(32).fill(7);
  assert.equal(testLaw.view("identity/signer", { key: nothing }), undefined);
  assert.equal(testLaw.view("identity/resolve", { id: nothing }), undefined);
  assert.equal(testLaw.view("identity/did", { person: 9 }), undefined);
  assert.equal(testLaw.view("identity/devices", { person: 9 }), undefined);
});

test("a key's own page tells what it is for, and whether it may sign", () => {
  const ring = foundKeyring();
  ring.add("phone", "laptop", "device", ring.testLaw.now + DAY);
  const { state } = ring.testLaw;
  const signer = (device: number) => {
    const key = devices.get(state, [1 as PersonId, device])?.key;
    return ring.testLaw.view<object>("identity/signer", { key });
  };
  const shown = { person: 1, isLive: true, isFrozen: false, nonce: 0 };
  assert.deepEqual(signer(1), { ...shown, device: 1, kind: "recovery" });
  assert.deepEqual(signer(2), { ...shown, device: 2, kind: "device" });
  ring.freeze("sheet");
  assert.deepEqual(signer(2), { ...shown, device: 2, kind: "device", isFrozen: true });
  ring.testLaw.pass(DAY);
  const ended = { ...shown, device: 2, kind: "device", isLive: false, isFrozen: true };
  assert.deepEqual(signer(2), ended);
});

test("a list of keys tells of each its rank, whether it is new or ended, and what is planned with it", () => {
  const ring = foundKeyring();
  const { testLaw } = ring;
  ring.add("phone", "laptop");
  ring.on("laptop", "revoke-device", "phone");
  ring.add("phone", "gone");
  ring.on("phone", "veto-device", "gone");
  const at = testLaw.now + 30 * DAY;
  const list = testLaw.view<Record<string, unknown>[]>("identity/devices", { person: 1 });
  const told = list.map(({ rank, isNew, isLive, isFrozen, mayFreezeFrom, removal }) => [
    rank,
    isNew,
    isLive,
    isFrozen,
    mayFreezeFrom,
    removal,
  ]);
  assert.deepEqual(told, [
    [2, false, true, false, 0, { by: 2, together: null, vetoedBy: null, at }],
    [1, false, true, false, 0, null],
    [3, true, true, false, 0, null],
    [0, false, false, false, 0, null],
  ]);
  assert.ok(Number(list[0]?.["nonce"]) > 0);
  ring.freeze("sheet");
  const [, sheet] = testLaw.view<{ mayFreezeFrom: number }[]>("identity/devices", { person: 1 });
  assert.equal(sheet?.mayFreezeFrom, testLaw.now + 90 * DAY);
});

test("a frozen key is in the DID document but does nothing by it, a recovery key only brings back", () => {
  const ring = foundKeyring();
  const document = () => {
    const { id, ...lists } = ring.testLaw.view<{
      id: string;
      verificationMethod: { id: string }[];
      authentication: string[];
      assertionMethod: string[];
      capabilityInvocation: string[];
    }>("identity/did", { person: 1 });
    const numbers = (ids: readonly string[]) =>
      ids.map((name) => name.replace(`${id}#device-`, ""));
    return [
      numbers(lists.verificationMethod.map((method) => method.id)),
      numbers(lists.authentication),
      numbers(lists.assertionMethod),
      numbers(lists.capabilityInvocation),
    ];
  };
  assert.deepEqual(document(), [["0", "1"], ["0"], ["0"], ["0", "1"]]);
  ring.freeze("sheet");
  assert.deepEqual(document(), [["0", "1"], [], [], ["1"]]);
});

test("an identifier that only begins like somebody's is nobody's", () => {
  const testLaw = foundTestLaw(1);
  const id = people.get(testLaw.state, [1 as PersonId])?.id ?? new Uint8Array(32);
  assert.equal(testLaw.view<{ person: number }>("identity/resolve", { id }).person, 1);
  const similar = Uint8Array.of(...id.slice(0, 31), (id[31] ?? 0) ^ 1);
  assert.equal(testLaw.view("identity/resolve", { id: similar }), undefined);
});

test("what a person has added today is shown, and from when there is room again", () => {
  const testLaw = foundTestLaw(2);
  testLaw.pass(DAY - 1);
  noteGrowth(testLaw.state, 1 as PersonId, { rows: 2, bytes: 300 }, testLaw.now);
  noteGrowth(testLaw.state, 1 as PersonId, { rows: 1, bytes: 50 }, testLaw.now);
  const growth = (person: number) => testLaw.view<object>("identity/growth", { person });
  const most = { mostRows: 500, mostBytes: 1024 * 1024 };
  const again = TEST_START + DAY;
  assert.deepEqual(growth(1), { rows: 3, bytes: 350, ...most, again });
  assert.deepEqual(growth(2), { rows: 0, bytes: 0, ...most, again });
  testLaw.pass(1);
  assert.deepEqual(growth(1), { rows: 0, bytes: 0, ...most, again: again + DAY });
  assert.equal(testLaw.view("identity/growth", { person: 9 }), undefined);
  assert.equal(testLaw.view("identity/freeze", { person: 9 }), undefined);
});
