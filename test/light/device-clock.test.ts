/**
 * Goal: no node says what time it is; only a demonstration's clock is followed, each time it is moved.
 * Method: real chains behind one node, which says of its clock and itself what the test has it say.
 */
import assert from "node:assert/strict";
import { after, test } from "node:test";
import { createOwnLight } from "#client/own-light.js";
import { portableHasher } from "#client/portable-hasher.js";
import type { Transport } from "#client/transport/transport.js";
import { forgetfulTrust } from "#client/trust-memory.js";
import type { Engine } from "#engine/engine.js";
import { createMemoryStore } from "#engine/store/memory-store.js";
import { createTestEngine } from "#engine/testing/test-engine.js";
import { lightBlockToJson } from "#protocol/chain/index.js";

const DAY = 86_400_000;
const engines: Engine[] = [];
after(async () => {
  await Promise.all(engines.map((engine) => engine.stop()));
});

/** A chain of some blocks, with its clock ahead of this machine's. */
async function chainAhead(ms: number): Promise<Engine> {
  const testEngine = createTestEngine(1, createMemoryStore(), {
    foundedAt: Date.now() - 60_000 + ms,
  });
  const engine = await testEngine.start();
  engines.push(engine);
  for (let block = 0; block < 3; block += 1) await engine.tick();
  return engine;
}

/** A device, new here unless it has a memory, and a node that says what it likes of its clock. */
function deviceAt(
  engine: Engine,
  says: { isDemo: boolean; now: number },
  trust = forgetfulTrust(),
) {
  const transport: Transport = {
    follow: () => assert.fail("nobody follows anything"),
    async ask({ path }) {
      const [at = ""] = path.split("/").slice(-1);
      const block = await engine.lightBlock(at === "latest" ? engine.head().height : Number(at));
      assert.ok(block);
      const bytes = new TextEncoder().encode(JSON.stringify(lightBlockToJson(block)));
      return { status: 200, contentType: "application/json", bytes };
    },
  };
  const community = async () => ({ chainId: engine.chainId, ...says });
  return createOwnLight({ transport, hasher: portableHasher, community, trust }).seen;
}

test("a page from days ahead is not believed, whatever the node says of the time", async () => {
  const engine = await chainAhead(31 * DAY);
  const device = deviceAt(engine, { isDemo: false, now: Date.now() + 31 * DAY });
  await assert.rejects(device, /the time is yet to come/);
});

test("a demonstration's clock is asked again before each page", async () => {
  const engine = await chainAhead(3 * DAY);
  const says = { isDemo: true, now: Date.now() };
  const device = deviceAt(engine, says);
  await assert.rejects(device, /the time is yet to come/);
  says.now += 3 * DAY;
  assert.equal((await device()).height, engine.head().height - 1);
});

test("what was found to be real is no demonstration later, so that no node moves its clock", async () => {
  const engine = await chainAhead(0);
  const trust = forgetfulTrust();
  const before = await deviceAt(engine, { isDemo: false, now: Date.now() }, trust)();
  const again = { ...trust, begunAgain: () => assert.fail("trust goes on") };
  const lie = { isDemo: true, now: Date.now() + 31 * DAY };
  assert.deepEqual(await deviceAt(engine, lie, again)(), before);
});
