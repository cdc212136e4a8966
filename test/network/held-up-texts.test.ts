/**
 * Goal: a text that was handed in stays while the action that publishes it cannot be agreed on.
 * Method: a store in a folder of its own, with a village's state and a clock that is moved.
 */
import assert from "node:assert/strict";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { nativeHasher } from "#engine/native-hasher.js";
import { openBlobStore } from "#node/blobs/blob-store.js";
import type { PersonId } from "#protocol/index.js";
import { foundTestLaw } from "#protocol/testing/test-law.js";
import { hashOfText, textBytes } from "#protocol/texts/index.js";

test("what nobody publishes goes, but not while actions are held up", async (t) => {
  const folder = await mkdtemp(join(tmpdir(), "folkmoot-blobs-"));
  t.after(() => rm(folder, { recursive: true, force: true }));
  const { state } = foundTestLaw(1);
  const world = { now: 0, isHeldUp: true };
  const store = await openBlobStore({
    folder,
    state: () => state,
    isReason: () => false,
    now: () => world.now,
    pendingLife: 10,
    isHeldUp: () => world.isHeldUp,
    pendingBytesMax: 1_000,
    disk: { hasRoom: async () => true },
  });
  const bytes = textBytes(1 as PersonId, new TextEncoder().encode("the last copy"));
  const hash = hashOfText(nativeHasher, bytes);
  assert.equal(
    await store.put(hash, bytes, { name: "a", most: 1_000, isOfStrangers: true }),
    "kept",
  );
  world.now = 11;
  await store.sweep();
  assert.deepEqual(await store.get(hash), bytes);
  assert.equal(store.pendingBytes(), bytes.length);
  world.isHeldUp = false;
  await store.sweep();
  assert.equal(await store.get(hash), undefined);
  assert.equal(store.pendingBytes(), 0);
});
