/**
 * Goal: an action that a device signs while no node answers is carried out twenty days and more than
 * 4,096 blocks later, by the bytes that were signed; one that named the newest page is signed again.
 * Method: a real chain on a clock that is moved, and a light client that verifies it.
 */
import assert from "node:assert/strict";
import { after, test } from "node:test";
import { lastingSeen } from "#client/lasting-seen.js";
import { createLightClient } from "#client/light/light-client.js";
import type { LightSource } from "#client/light/source.js";
import { anchorOf } from "#client/light/trust.js";
import { portableHasher } from "#client/portable-hasher.js";
import { seenOf } from "#client/seen.js";
import { verifyAsync } from "#client/signature.js";
import type { Engine } from "#engine/engine.js";
import { createMemoryStore } from "#engine/store/memory-store.js";
import { createTestEngine } from "#engine/testing/test-engine.js";
import { type LightBlock, lightBlockToJson } from "#protocol/chain/index.js";
import { DAY, EXACT_MAX, toHex } from "#protocol/index.js";

/** People who keep the chain going; each adds few devices. */
const OTHERS = 300;

const engines: Engine[] = [];
after(() => Promise.all(engines.map((engine) => engine.stop())));

async function blockOf(engine: Engine, height: bigint | "latest"): Promise<LightBlock> {
  const found = await engine.lightBlock(
    height === "latest" ? engine.head().height : Number(height),
  );
  assert.ok(found);
  return found;
}

/** What a node answers its light clients. */
const sourceOf = (engine: Engine): LightSource => ({
  lightBlock: async (height) => lightBlockToJson(await blockOf(engine, height)),
  async proveRange({ from, until }) {
    const height = engine.head().height - 1;
    const answer = engine.ledger.prove(height, from, until);
    assert.ok(answer.ok);
    return { height: BigInt(height), proof: answer.proof };
  },
});

test("signed while no node answers, carried out twenty days and 4,096 blocks later", async () => {
  const testEngine = createTestEngine(OTHERS + 1, createMemoryStore());
  const engine = await testEngine.start();
  engines.push(engine);
  let acted = 0;
  const pass = async (blocks: number, step: number): Promise<void> => {
    for (let block = 0; block < blocks; block += 1) {
      testEngine.clock.advance(step);
      acted += 1;
      const expires = testEngine.clock.now() + DAY;
      const wire = testEngine.addDevice(engine, 1 + (acted % OTHERS), { expires });
      const answer = await engine.submit(wire);
      assert.equal(answer.state, "acknowledged");
    }
  };
  await pass(50, 30_000);
  await engine.tick();
  const light = createLightClient({
    source: sourceOf(engine),
    trust: { anchor: anchorOf(portableHasher, await blockOf(engine, 1n)) },
    hasher: portableHasher,
    verify: verifyAsync,
    now: () => BigInt(testEngine.clock.now()) * 1_000_000n,
  });
  const latest = await light.latest();
  const newest = seenOf(latest);
  const found = await lastingSeen(light, newest.height + 1);
  assert.ok(found.ok && found.value !== undefined);
  const lasting = found.value;
  const old = await light.blockAt(BigInt(lasting.height) + 1n);
  assert.ok(old.ok);
  assert.equal(
    toHex(lasting.root),
    toHex(old.value.header.appHash),
    "a verified page says the same",
  );

  const expires = testEngine.clock.now() + 30 * DAY;
  const waiting = testEngine.addDevice(engine, OTHERS + 1, { seen: lasting, expires });
  const other = testEngine.addDevice(engine, OTHERS + 1, { seen: newest, expires });
  await pass(EXACT_MAX + 30, Math.ceil((20 * DAY) / EXACT_MAX / 7));
  testEngine.clock.advance(18 * DAY);
  await pass(2, DAY);
  const refused = await engine.submit(other);
  assert.equal(refused.state === "refused" ? refused.refusal.fault.code : "", "witness/too-old");
  assert.equal((await engine.submit(waiting)).state, "acknowledged");
});
