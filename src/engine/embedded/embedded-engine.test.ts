import assert from "node:assert/strict";
import { test } from "node:test";
import { checkBlock, checkCommit, decodeBlock, decodeCommit } from "../../protocol/chain/index.ts";
import { nativeHasher } from "../native-hasher.ts";
import { nativeVerify } from "../native-signature.ts";
import { createHamlet } from "../testing/hamlet.ts";

test("an action is acknowledged in a block, and a proof block follows", async () => {
  const hamlet = createHamlet();
  const engine = await hamlet.start();
  const answer = await engine.submit(hamlet.addDevice(engine, 1));
  assert.equal(answer.state, "acknowledged");
  assert.equal(answer.state === "acknowledged" && answer.receipt.code, 0);
  const { height } = engine.head();
  await new Promise((resolve) => setTimeout(resolve, 120));
  assert.equal(engine.head().height, height + 1);
  await new Promise((resolve) => setTimeout(resolve, 120));
  assert.equal(engine.head().height, height + 1);
  const light = await engine.lightBlock(height + 1);
  assert.deepEqual(light?.signedHeader.header.appHash, engine.head().root);
  for (let at = 1; at <= height + 1; at += 1) {
    const kept = await engine.block(at);
    assert.ok(kept);
    const block = decodeBlock(kept.block);
    const commit = decodeCommit(kept.commit);
    assert.ok(block.ok && commit.ok);
    assert.ok(checkBlock(nativeHasher, block.value, kept.block, commit.value.blockId).ok);
    const set = light?.validators;
    assert.ok(set && checkCommit(nativeVerify, engine.chainId, commit.value, set).ok);
  }
  await engine.stop();
});
