import assert from "node:assert/strict";
import { setTimeout as pause } from "node:timers/promises";
import { toHex } from "../../protocol/kernel/bytes.ts";
import { assertChain } from "../engine.contract.ts";
import type { Engine } from "../engine.ts";

const PATIENCE = 60_000;

/** Waits until all engines have the newest height of any, and compares all of their blocks. */
export async function assertAlike(engines: readonly Engine[]): Promise<void> {
  const newest = Math.max(...engines.map((engine) => engine.head().height));
  for (const engine of engines) await reachHeight(engine, newest);
  for (let height = 1; height <= newest; height += 1) {
    const hashes = await Promise.all(engines.map((engine) => hashAt(engine, height)));
    assert.equal(new Set(hashes).size, 1, `block ${height} is the same everywhere`);
  }
}

/** Checks that all engines have the same history, each whole, with every action in it. */
export async function assertWhole(
  engines: readonly Engine[],
  actions: readonly Uint8Array[],
): Promise<void> {
  await assertAlike(engines);
  for (const engine of engines) {
    for (const id of actions) assert.notEqual(await engine.find(id), undefined);
    await assertChain(engine);
  }
}

/** Waits until an engine has reached a height. */
export async function reachHeight(engine: Engine, height: number): Promise<void> {
  const until = performance.now() + PATIENCE;
  while (engine.head().height < height) {
    assert.ok(performance.now() < until, `block ${height} does not come`);
    await pause(20);
  }
}

async function hashAt(engine: Engine, height: number): Promise<string> {
  const light = await engine.lightBlock(height);
  assert.ok(light !== undefined, `block ${height} is there`);
  return toHex(light.signedHeader.commit.blockId.hash);
}
