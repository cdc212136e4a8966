import assert from "node:assert/strict";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { toHex } from "../../protocol/kernel/bytes.ts";
import { DAY } from "../../protocol/kernel/time.ts";
import { acknowledged, assertChain, isFault, testEngine } from "../engine.contract.ts";
import { EngineFault } from "../engine-fault.ts";
import { heightKey, rowKey, SPACE } from "../store/keys.ts";
import { createMemoryStore } from "../store/memory-store.ts";
import { failingStore } from "../testing/failing-store.ts";
import {
  createTestEngine,
  namedSigner,
  stillClock,
  TEST_ENGINE_START,
} from "../testing/test-engine.ts";
import { checkpointFile } from "./checkpoint-file.ts";
import { openFileMarker } from "./head-marker.ts";

testEngine("embedded engine", async () => {
  const testEngine = createTestEngine();
  let engine = await testEngine.start();
  return {
    get engine() {
      return engine;
    },
    addDevice: (person, changed) => testEngine.addDevice(engine, person, changed),
    async restart() {
      await engine.stop();
      engine = await testEngine.start();
      return engine;
    },
    advance: testEngine.clock.advance,
    end: () => engine.stop(),
  };
});

const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

test("a changed root brings one empty block for its proof, and then silence", async () => {
  const testEngine = createTestEngine();
  const engine = await testEngine.start({ limits: { proofDelay: 10 } });
  await pause(60);
  const { height } = acknowledged(await engine.submit(testEngine.addDevice(engine, 1)));
  await pause(150);
  assert.equal(engine.head().height, height + 1);
  await pause(100);
  assert.equal(engine.head().height, height + 1);
  await engine.stop();
});

test("an idle engine beats slowly", async () => {
  const testEngine = createTestEngine();
  const engine = await testEngine.start({ limits: { heartbeat: 30 } });
  await pause(200);
  assert.ok(engine.head().height >= 3);
  await engine.stop();
});

test("everything that waits becomes one block", async () => {
  const testEngine = createTestEngine(30);
  const store = failingStore(testEngine.store);
  const engine = await testEngine.start({ store });
  const before = store.writes();
  const wires = testEngine.people.map((_, at) => testEngine.addDevice(engine, at + 1));
  const answers = await Promise.all(wires.map((wire) => engine.submit(wire)));
  const heights = new Set(answers.map((answer) => acknowledged(answer).height));
  assert.ok(heights.size <= 6, `${heights.size} blocks for 30 actions`);
  assert.ok(store.writes() - before <= heights.size + 2);
  await engine.stop();
});

for (const isWritten of [false, true]) {
  test(`a disk that fails stops the engine, ${isWritten ? "even if the bytes arrived" : "nothing is acknowledged"}`, async () => {
    const testEngine = createTestEngine();
    const store = failingStore(testEngine.store);
    const engine = await testEngine.start({ store });
    const first = acknowledged(await engine.submit(testEngine.addDevice(engine, 1)));
    const { root } = engine.head();
    store.failAfter(0, isWritten);
    await assert.rejects(engine.submit(testEngine.addDevice(engine, 2)), isFault("stopped"));
    assert.equal((await engine.stopped)?.code, "disk-full");
    assert.deepEqual(engine.head().root, root, "what is read is what was acknowledged");
    await assert.rejects(engine.submit(testEngine.addDevice(engine, 2)), isFault("stopped"));
    await assert.rejects(engine.tick(), isFault("stopped"));
    await engine.stop();
    const again = await testEngine.start();
    assert.ok((await again.find(first.id)) !== undefined);
    await again.tick();
    await assertChain(again);
    await again.stop();
  });
}

test("a disk that fails at any write of a founding leaves a home that can start", async () => {
  for (let writes = 0; writes < 3; writes += 1) {
    const testEngine = createTestEngine();
    const store = failingStore(testEngine.store);
    store.failAfter(writes);
    const engine = await testEngine.start({ store }).catch(() => undefined);
    await engine?.stop();
    const again = await testEngine.start();
    assert.ok(again.head().height >= 1);
    await again.stop();
  }
});

test("a start on the wrong store, the wrong key or a damaged store is refused by name", async () => {
  const testEngine = createTestEngine();
  const engine = await testEngine.start();
  acknowledged(await engine.submit(testEngine.addDevice(engine, 1)));
  await engine.stop();
  const { height } = engine.head();
  await assert.rejects(
    testEngine.start({ signer: namedSigner("other") }),
    isFault("not-a-validator"),
  );
  const { store } = testEngine;
  await assert.rejects(createTestEngine(4, store).start(), isFault("other-community"));
  await assert.rejects(testEngine.start({ store: createMemoryStore() }), isFault("store-behind"));

  for await (const { key, value } of store.entries({
    from: Uint8Array.of(SPACE.row),
    until: Uint8Array.of(SPACE.row + 1),
    limit: 1,
  })) {
    await store.write([{ key, value: Uint8Array.of(...value.slice(0, -1), 99) }]);
    await assert.rejects(testEngine.start(), isFault("store-damaged"));
    await store.write([{ key, value }]);
  }
  const extra = rowKey(new Uint8Array(32).fill(200));
  await store.write([{ key: extra, value: Uint8Array.of(1) }]);
  await assert.rejects(testEngine.start(), isFault("store-damaged"));
  await store.write([{ key: extra, value: undefined }]);
  const last = heightKey(SPACE.block, height);
  const block = (await store.get(last)) as Uint8Array;
  await store.write([{ key: last, value: block.map((byte, at) => (at === 60 ? byte ^ 1 : byte)) }]);
  await assert.rejects(testEngine.start(), (error: unknown) => {
    assert.ok(error instanceof EngineFault);
    assert.match(error.message, new RegExp(`block ${height}`));
    return error.code === "store-damaged";
  });
  await store.write([{ key: last, value: block }]);
  await (await testEngine.start()).stop();
});

test("blocks that went missing from the end are noticed by the marker", async () => {
  const folder = await mkdtemp(join(tmpdir(), "folkmoot-marker-"));
  const path = join(folder, "head");
  const marker = await openFileMarker(path);
  assert.equal(await marker.read(), undefined);
  await marker.write({ height: 12, hash: new Uint8Array(32).fill(1) });
  assert.deepEqual(await marker.read(), { height: 12, hash: new Uint8Array(32).fill(1) });
  await marker.close();
  await writeFile(path, "what?");
  const damaged = await openFileMarker(path);
  assert.equal(await damaged.read(), "damaged");
  await damaged.close();
  await rm(folder, { recursive: true });
});

for (const [how, options] of [
  ["one thread", {}],
  ["several threads", { inPartsFrom: 0, threads: 2, bufferBytes: 70_000 }],
] as const) {
  test(`a start from a checkpoint, read by ${how}, and from rows lead to the same state`, async () => {
    const folder = await mkdtemp(join(tmpdir(), "folkmoot-checkpoint-"));
    const path = join(folder, "checkpoint");
    const checkpoint = checkpointFile(path, options);
    const testEngine = createTestEngine();
    let engine = await testEngine.start({ checkpoint });
    for (let at = 0; at < 5; at += 1) await engine.submit(testEngine.addDevice(engine, 1));
    await engine.stop();
    const old = await readFile(path);
    const expected = toHex(engine.head().root);

    engine = await testEngine.start({ checkpoint });
    assert.equal(toHex(engine.ledger.root()), expected);
    for (let at = 0; at < 3; at += 1) await engine.submit(testEngine.addDevice(engine, 2));
    await engine.stop();
    const later = toHex(engine.head().root);

    const kept = await readFile(path);
    const flipped = Buffer.from(kept);
    flipped[kept.length - 1] = (kept.at(-1) ?? 0) ^ 1;
    // Of another state, as a file from another home is, under the number of this one's newest block.
    const foreign = Buffer.concat([kept.subarray(0, 8), old.subarray(8)]);
    const cut = old.subarray(0, 99);
    for (const content of [old, cut, flipped, foreign, Buffer.from("nonsense"), Buffer.alloc(0)]) {
      await writeFile(path, content);
      engine = await testEngine.start({ checkpoint });
      assert.equal(toHex(engine.ledger.root()), later);
      await engine.stop();
    }
    await rm(folder, { recursive: true });
  });
}

test("a checkpoint is written every so many blocks", async () => {
  const folder = await mkdtemp(join(tmpdir(), "folkmoot-checkpoint-"));
  const checkpoint = checkpointFile(join(folder, "checkpoint"));
  const testEngine = createTestEngine();
  const engine = await testEngine.start({ checkpoint, limits: { checkpointEvery: 3 } });
  for (let at = 0; at < 4; at += 1) await engine.tick();
  assert.ok(((await checkpoint.height()) ?? 0) >= 3);
  await engine.stop();
  assert.equal(await checkpoint.height(), engine.head().height);
  await rm(folder, { recursive: true });
});

/** A clock whose two readings a test sets apart. */
function looseClock() {
  const at = { now: TEST_ENGINE_START, steady: 0 };
  return { at, clock: { now: () => at.now, steady: () => at.steady } };
}

test("time never goes back when the clock does a little", async () => {
  const testEngine = createTestEngine();
  const { at, clock } = looseClock();
  const engine = await testEngine.start({ clock });
  const { time } = await engine.tick();
  at.now -= 30_000;
  const next = await engine.tick();
  assert.equal(next.time, time + 1);
  await engine.stop();
});

for (const [what, jump, code] of [
  ["back", -2 * 60_000, "clock-behind"],
  ["years ahead", 3 * 365 * DAY, "clock-ahead"],
] as const) {
  test(`a clock that jumps ${what} stops the engine`, async () => {
    const testEngine = createTestEngine();
    const { at, clock } = looseClock();
    const engine = await testEngine.start({ clock });
    await engine.tick();
    const { height } = engine.head();
    at.now += jump;
    await assert.rejects(engine.tick(), isFault("stopped"));
    assert.equal((await engine.stopped)?.code, code);
    assert.equal(engine.head().height, height);
    await engine.stop();
  });
}

test("a start far behind or far ahead of the newest block is refused, unless it is meant", async () => {
  const testEngine = createTestEngine();
  const engine = await testEngine.start();
  testEngine.clock.advance(10 * DAY);
  await engine.tick();
  await engine.stop();
  const at = (days: number) => ({ clock: stillClock(TEST_ENGINE_START + days * DAY) });
  await assert.rejects(testEngine.start(at(9)), isFault("future-block"));
  await assert.rejects(testEngine.start(at(400)), isFault("clock-ahead"));
  const again = await testEngine.start({ ...at(400), acceptGap: true });
  assert.ok((await again.tick()).time >= TEST_ENGINE_START + 400 * DAY);
  await again.stop();
});

test("a block from the future costs nothing: the community's time stands still until the clock is there", async () => {
  const testEngine = createTestEngine();
  const engine = await testEngine.start();
  testEngine.clock.advance(10 * DAY);
  const wrong = await engine.tick();
  await engine.stop();
  const at = { now: TEST_ENGINE_START + DAY, steady: 0 };
  const clock = { now: () => at.now, steady: () => at.steady };
  const again = await testEngine.start({ clock, acceptFuture: true });
  assert.equal(again.head().height, wrong.height);
  assert.equal((await again.tick()).time, wrong.time + 1);
  const { state } = await again.submit(testEngine.addDevice(again, 1));
  assert.equal(state, "acknowledged");
  assert.equal(again.head().time, wrong.time + 2);
  at.now += 20 * DAY;
  at.steady += 20 * DAY;
  assert.equal((await again.tick()).time, at.now);
  await again.stop();
});

test("a community is not founded in the future", async () => {
  const early = { clock: stillClock(TEST_ENGINE_START - DAY) };
  await assert.rejects(createTestEngine().start(early), isFault("founded-later"));
});

test("too much at once is turned away, and the rest is done", async () => {
  const testEngine = createTestEngine(40);
  const engine = await testEngine.start({ limits: { waitingMax: 8 } });
  const wires = testEngine.people.map((_, at) => testEngine.addDevice(engine, at + 1));
  const answers = await Promise.allSettled(wires.map((wire) => engine.submit(wire)));
  const done = answers.filter(({ status }) => status === "fulfilled").length;
  assert.equal(done, 8);
  const turnedAway = answers.find(({ status }) => status === "rejected") as PromiseRejectedResult;
  assert.ok(isFault("too-busy")(turnedAway.reason));
  await engine.stop();
});

test("one person cannot fill the waiting room", async () => {
  const testEngine = createTestEngine(2);
  const engine = await testEngine.start({ limits: { waitingPerPersonMax: 3, gatherFor: 50 } });
  const wires = Array.from({ length: 10 }, () => testEngine.addDevice(engine, 1));
  const other = engine.submit(testEngine.addDevice(engine, 2));
  const answers = await Promise.allSettled(wires.map((wire) => engine.submit(wire)));
  assert.ok(answers.some(({ status }) => status === "rejected"));
  assert.equal((await other).state, "acknowledged");
  await engine.stop();
});

test("a disk that fails while nobody waits stops the engine too, quietly", async () => {
  const testEngine = createTestEngine();
  const store = failingStore(testEngine.store);
  const engine = await testEngine.start({ store, limits: { heartbeat: 20 } });
  store.failAfter(0);
  assert.equal((await engine.stopped)?.code, "disk-full");
  await engine.stop();
});
