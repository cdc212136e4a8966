// Goal: nodes learn each other's addresses from the record, of machines that everyone has seated only.
import assert from "node:assert/strict";
import { test } from "node:test";
import { declaredSites } from "#node/blobs/declared-sites.js";
import { sealText } from "#node/founding/content.js";
import { toHex } from "#protocol/kernel/bytes.js";
import { DAY } from "#protocol/kernel/time.js";
import { everyoneDecides, machineKey, machineWish, offer } from "#protocol/testing/helping.js";
import { foundVillage } from "#protocol/testing/village.js";

const SAID: readonly unknown[] = [
  { address: "https://one.example.org:8443/app?x=1" },
  { address: "http://user:secret@two.example.org" },
  { address: "file:///etc/passwd" },
  { address: 7 },
  "https://five.example.org",
  { address: "https://six.example.org" },
];

test("addresses of seated machines are read, whatever is no address is not", async () => {
  const village = foundVillage(SAID.length);
  const kept = new Map<string, Uint8Array>();
  const blobs = { get: async (hash: Uint8Array) => kept.get(toHex(hash)) };
  for (const [at, content] of SAID.entries()) {
    const person = at + 1;
    const { hash, digest, bytes } = sealText(person, content);
    kept.set(toHex(hash), bytes);
    const text = { digest, audience: "public", kind: "machine", bytes: bytes.length };
    village.act(person, "records/publish", text);
    assert.equal(offer(village, person, machineKey(person), { declaration: hash }), "done");
  }
  assert.deepEqual(await declaredSites(village.state, blobs), []);
  const until = village.now + 100 * DAY;
  const wishes = SAID.slice(0, -1).map((_, at) => machineWish.seat(at + 1, until));
  assert.equal(everyoneDecides(village, ...wishes), "in-effect");
  assert.deepEqual(await declaredSites(village.state, blobs), ["https://one.example.org:8443"]);
  kept.clear();
  assert.deepEqual(await declaredSites(village.state, blobs), []);
});
