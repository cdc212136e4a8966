/**
 * Goal: anyone who shows two people two histories, or goes on from an old backup, can carry nobody's
 * later actions, although one machine makes all blocks and signs whatever it likes.
 * Method: copies of a test engine's store, continued apart with the community's own key; actions signed in
 * one history are handed to the other.
 */
import assert from "node:assert/strict";
import { test } from "node:test";
import type { Seen } from "../../protocol/kernel/seen.ts";
import { acknowledged } from "../engine.contract.ts";
import type { Engine, Submission } from "../engine.ts";
import { createMemoryStore } from "../store/memory-store.ts";
import type { Store } from "../store/store.ts";
import { createTestEngine, type TestEngine } from "../testing/test-engine.ts";
import { createMemoryMarker } from "./head-marker.ts";

const outcome = (submission: Submission): string =>
  submission.state === "refused" ? submission.refusal.fault.code : submission.state;

async function copyOf(store: Store): Promise<Store> {
  const copy = createMemoryStore();
  for await (const { key, value } of store.entries({ from: new Uint8Array(0), until: END })) {
    await copy.write([{ key, value }]);
  }
  return copy;
}

const END = new Uint8Array(64).fill(255);

/** Goes on from a copy, as an operator who has the community's key can. */
async function goOn(testEngine: TestEngine, store: Store): Promise<Engine> {
  return testEngine.start({ store, marker: createMemoryMarker() });
}

/** A community of three, and two engines on one beginning. */
async function parted(copies = 1) {
  const testEngine = createTestEngine();
  const engine = await testEngine.start();
  acknowledged(await engine.submit(testEngine.addDevice(engine, 1)));
  const shared = engine.ledger.seen();
  const backup = await copyOf(testEngine.store);
  const others = await Promise.all(
    Array.from({ length: copies }, async () => goOn(testEngine, await copyOf(backup))),
  );
  const act = async (on: Engine, person: number, seen: Seen): Promise<string> =>
    outcome(await on.submit(testEngine.addDevice(engine, person, { seen })));
  const end = () => Promise.all([engine, ...others].map((each) => each.stop()));
  return { testEngine, engine, other: others[0] as Engine, shared, act, end };
}

/** Brings two histories to one height: the empty block behind an action may have come in one only. */
async function evenOut(one: Engine, other: Engine): Promise<void> {
  while (one.head().height < other.head().height) await one.tick();
  while (other.head().height < one.head().height) await other.tick();
}

test("of two histories, each carries only what was signed in it", async () => {
  const { engine, other, act, end } = await parted();
  assert.equal(await act(engine, 2, engine.ledger.seen()), "acknowledged");
  assert.equal(await act(other, 3, other.ledger.seen()), "acknowledged");
  await evenOut(engine, other);
  const [here, there] = [engine.ledger.seen(), other.ledger.seen()];
  assert.equal(await act(other, 2, here), "witness/elsewhere");
  assert.equal(await act(engine, 3, there), "witness/elsewhere");
  assert.equal(await act(engine, 1, here), "acknowledged");
  await end();
});

test("an old backup carries nothing of anybody who has seen more", async () => {
  const { engine, other, shared, act, end } = await parted();
  for (const person of [2, 3]) {
    assert.equal(await act(engine, person, engine.ledger.seen()), "acknowledged");
  }
  const newest = engine.ledger.seen();
  assert.equal(await act(other, 2, newest), "witness/ahead");
  // However long it goes on, it never becomes the history that they have seen.
  for (let round = 0; round < 4; round += 1) {
    assert.equal(await act(other, 3, other.ledger.seen()), "acknowledged");
  }
  assert.ok(other.head().height > newest.height);
  assert.equal(await act(other, 2, newest), "witness/elsewhere");
  // What remains: somebody who has seen nothing since signs for both.
  assert.equal(await act(other, 1, shared), "acknowledged");
  await end();
});

test("a forged root and a state that never was are refused, and use up no number", async () => {
  const { testEngine, engine, act, shared, end } = await parted();
  const root = new Uint8Array(32).fill(7);
  const forged = { height: engine.ledger.seen().height, root };
  const numbered = (seen: Seen) =>
    engine.submit(testEngine.addDevice(engine, 2, { seen, nonce: 1 })).then(outcome);
  assert.equal(await numbered(forged), "witness/elsewhere");
  assert.equal(await numbered({ ...shared, height: shared.height + 50 }), "witness/ahead");
  assert.equal(await numbered({ height: 0, root: shared.root }), "witness/elsewhere");
  assert.equal(await numbered(shared), "acknowledged");
  assert.equal(await act(engine, 3, shared), "acknowledged");
  await end();
});

test("recording makes no blocks: a chain on which nothing happens keeps its root", async () => {
  const { engine, shared, act, end } = await parted();
  assert.equal(await act(engine, 2, shared), "acknowledged");
  const { root } = engine.head();
  for (let beat = 0; beat < 5; beat += 1) assert.deepEqual((await engine.tick()).root, root);
  assert.equal(await act(engine, 3, { height: engine.head().height, root }), "acknowledged");
  await end();
});
