// Goal: nodes learn each other's addresses from the record, of machines that everyone has seated only.
import assert from "node:assert/strict";
import { test } from "node:test";
import { declaredSites } from "#node/blobs/declared-sites.js";
import { sealText } from "#node/founding/content.js";
import { toHex } from "#protocol/kernel/bytes.js";
import { DAY } from "#protocol/kernel/time.js";
import { everyoneDecides, machineKey, machineWish, offer } from "#protocol/testing/helping.js";
import { foundTestLaw } from "#protocol/testing/test-law.js";

const SAID: readonly unknown[] = [
  { address: "https://one.example.org:8443/app?x=1" },
  { address: "http://user:secret@two.example.org" },
  { address: "file:///etc/passwd" },
  { address: 7 },
  "https://five.example.org",
  { address: "https://six.example.org" },
];

test("addresses of seated machines are read, whatever is no address is not", async () => {
  const testLaw = foundTestLaw(SAID.length);
  const kept = new Map<string, Uint8Array>();
  const blobs = { get: async (hash: Uint8Array) => kept.get(toHex(hash)) };
  for (const [at, content] of SAID.entries()) {
    const person = at + 1;
    const { hash, digest, bytes } = sealText(person, content);
    kept.set(toHex(hash), bytes);
    const text = { digest, audience: "public", kind: "machine", bytes: bytes.length };
    testLaw.act(person, "records/publish", text);
    assert.equal(offer(testLaw, person, machineKey(person), { declaration: hash }), "done");
  }
  assert.deepEqual(await declaredSites(testLaw.state, blobs), []);
  const until = testLaw.now + 100 * DAY;
  const wishes = SAID.slice(0, -1).map((_, at) => machineWish.seat(at + 1, until));
  assert.equal(everyoneDecides(testLaw, ...wishes), "in-effect");
  assert.deepEqual(await declaredSites(testLaw.state, blobs), ["https://one.example.org:8443/app"]);
  kept.clear();
  assert.deepEqual(await declaredSites(testLaw.state, blobs), []);
});
