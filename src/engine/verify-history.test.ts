// Goal: a home whose newest block is not copied from CometBFT yet is told apart from one that lost a block.
// Method: a history whose newest block is taken away, with networks that begin before and after it.
import assert from "node:assert/strict";
import { test } from "node:test";
import { folkmootLaw } from "../protocol/rooms.ts";
import { nativeHasher } from "./native-hasher.ts";
import { heightKey, SPACE } from "./store/keys.ts";
import { createTestEngine } from "./testing/test-engine.ts";
import { verifyHistory } from "./verify-history.ts";

/** A history of five blocks without the last one, said to be of a network that begins at a block. */
async function withoutLast(begins: number) {
  const testEngine = createTestEngine(1);
  const engine = await testEngine.start();
  while (engine.head().height < 5) await engine.tick();
  await engine.stop();
  const { founding, store, validator } = testEngine;
  await store.write([{ key: heightKey(SPACE.block, 5), value: undefined }]);
  const network = {
    height: begins,
    time: founding.foundedAt,
    root: new Uint8Array(32),
    validators: [validator.publicKey],
    run: 0,
    edition: 1,
  };
  return verifyHistory({ law: folkmootLaw, founding, store, hasher: nativeHasher, network });
}

test("the newest block of a network that is not copied yet is no damage", async () => {
  const verdict = await withoutLast(5);
  assert.ok(!verdict.ok);
  assert.deepEqual([verdict.block, verdict.isStillToCopy], [5, true]);
});

test("a block from before the network that is gone is missing", async () => {
  const verdict = await withoutLast(6);
  assert.ok(!verdict.ok);
  assert.deepEqual([verdict.reason, verdict.isStillToCopy], ["it is missing", undefined]);
});
