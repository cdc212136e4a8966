// Goal: wherever consensus crashes, the next start goes on, and nothing acknowledged is lost.
// Method: CometBFT's own crash points, one after another over two blocks, crossed with a law whose
// write to the disk fails before or after the bytes arrive; then a start in peace.
import assert from "node:assert/strict";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { acknowledged, assertChain } from "../engine.contract.ts";
import type { Engine } from "../engine.ts";
import { testBinary } from "../testing/comet-binary.ts";
import { type CometTestEngine, createCometTestEngine } from "../testing/comet-test-engine.ts";
import { failingStore } from "../testing/failing-store.ts";

const { path, missing } = testBinary();
/** A block passes ten crash points; twenty-two reach over two of them. */
const POINTS = 22;
const FAILING = ["never", "before", "after"] as const;

/** Acts until the engine stops; returns what was acknowledged. */
async function actUntilItStops(testEngine: CometTestEngine, engine: Engine): Promise<Uint8Array[]> {
  const done: Uint8Array[] = [];
  let isStopped = false;
  const stopped = engine.stopped.then(() => {
    isStopped = true;
  });
  for (let time = 0; time < 15 && !isStopped; time += 1) {
    const answer = engine
      .submit(testEngine.addDevice(engine, 1 + (time % 3)))
      .catch(() => undefined);
    const first = await Promise.race([answer, stopped]);
    if (first?.state === "acknowledged") done.push(first.receipt.id);
  }
  return done;
}

for (const failing of FAILING) {
  test(`crashes of consensus, the law's disk failing ${failing}`, { skip: missing }, async () => {
    for (let point = 0; point < POINTS; point += 1) {
      const folder = await mkdtemp(join(tmpdir(), "folkmoot-crash-"));
      const testEngine = await createCometTestEngine(folder, path);
      const store = failingStore(testEngine.storeOf(1));
      if (failing !== "never") store.failAfter(4 + (point % 5), failing === "after");
      const environment = { FAIL_TEST_INDEX: String(point) };
      const crashing = await testEngine.start(1, { environment }, store).catch(() => undefined);
      const done = crashing === undefined ? [] : await actUntilItStops(testEngine, crashing);
      await crashing?.stop();
      const engine = await testEngine.start(1);
      if (engine.head().height === 0) await engine.tick();
      for (const id of done) assert.notEqual(await engine.find(id), undefined, `point ${point}`);
      acknowledged(await engine.submit(testEngine.addDevice(engine, 2)));
      await assertChain(engine);
      await engine.stop();
      await rm(folder, { recursive: true, force: true });
    }
  });
}
