/**
 * Goal: anyone who may sign a restart is read from the rows as the law writes them.
 * Method: the tables of a community that has seen something, read by the law and by their places.
 */
import assert from "node:assert/strict";
import { test } from "node:test";
import { ELECTORATE, readElectorate } from "./electorate.ts";
import { devices } from "./identity/index.ts";
import { toHex } from "./kernel/bytes.ts";
import { DAY } from "./kernel/time.ts";
import { members } from "./membership/types.ts";
import { hasher } from "./testing/chain.ts";
import { leaveNow } from "./testing/leaving.ts";
import { haltTestLaw } from "./testing/restarting.ts";
import { keyOf } from "./testing/test-keys.ts";
import { foundTestLaw } from "./testing/test-law.ts";

test("members and devices are those of the tables", () => {
  const keys = Array.from({ length: 300 }, (_, at) => keyOf(`person ${at + 1}`));
  const people = keys.map((key, at) => ({
    device: key.publicKey,
    recovery: at % 2 === 0 ? keyOf(`recovery ${at}`).publicKey : new Uint8Array(32),
  }));
  const testLaw = foundTestLaw(keys, { identity: { people } });
  testLaw.pass(DAY);
  leaveNow(testLaw, 7);
  assert.equal(testLaw.act(9, "identity/revoke-device", { device: 0 }).code, 0);
  const { header, proofs } = haltTestLaw(testLaw);
  const electorate = readElectorate(hasher, header, proofs);
  assert.ok(electorate.ok);
  const expected = [...members.entries(testLaw.state, [])]
    .filter(({ row }) => row.status === "member")
    .map(({ key }) => key[0]);
  assert.deepEqual([...electorate.value.members], expected);
  assert.equal(expected.length, 299);
  let count = 0;
  for (const { key, row } of devices.entries(testLaw.state, [])) {
    const read = electorate.value.deviceOf(...key);
    const isEveryday = row.kind === "device";
    const { key: publicKey, until, frozenUntil } = row;
    assert.deepEqual(read, { key: publicKey, isEveryday, until, frozenUntil });
    const owner = electorate.value.ownerOf((other) => toHex(other.key) === toHex(row.key));
    assert.deepEqual(owner, { person: key[0], device: key[1] });
    count += 1;
  }
  assert.equal(count, 450);
  assert.equal(electorate.value.deviceOf(expected[0] as never, 9), undefined);
});

test("the ranges are the whole tables", () => {
  for (const [range, table] of [
    [ELECTORATE.members, members],
    [ELECTORATE.devices, devices],
  ] as const) {
    assert.deepEqual(range, { from: table.keyBytes([]), until: table.endBytes([]) });
  }
});
