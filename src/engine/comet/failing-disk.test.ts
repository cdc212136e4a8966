// Goal: a machine whose disk is full stops and says so; the others go on; with room it comes back, and
// nothing that was acknowledged is lost.
// Method: four engines with the real CometBFT; one store refuses to write, before or after the bytes.
import assert from "node:assert/strict";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { acknowledged } from "../engine.contract.ts";
import type { Engine } from "../engine.ts";
import { assertAlike, assertWhole } from "../testing/alike.ts";
import { testBinary } from "../testing/comet-binary.ts";
import { createCometTestEngine } from "../testing/comet-test-engine.ts";
import { failingStore } from "../testing/failing-store.ts";

const { path, missing } = testBinary();

test("a full disk stops its machine; with room again it comes back", {
  skip: missing,
}, async (t) => {
  const folder = await mkdtemp(join(tmpdir(), "folkmoot-full-"));
  const testEngine = await createCometTestEngine(folder, path, { machines: 4, people: 4 });
  const store = failingStore(testEngine.storeOf(4));
  const engines = await Promise.all(
    [1, 2, 3, 4].map((machine) => testEngine.start(machine, {}, machine === 4 ? store : undefined)),
  );
  t.after(async () => {
    await Promise.all(engines.map((engine) => engine.stop()));
    await rm(folder, { recursive: true, force: true });
  });
  const submitted: Uint8Array[] = [];
  const act = async (machine: number): Promise<void> => {
    const engine = engines[machine - 1] as Engine;
    submitted.push(acknowledged(await engine.submit(testEngine.addDevice(engine, machine))).id);
  };
  for (const machine of [1, 2, 3, 4]) await act(machine);

  for (const arrives of [false, true]) {
    store.failAfter(1, arrives);
    await act(1);
    const fault = await (engines[3] as Engine).stopped;
    assert.equal(fault?.code, "disk-full");
    assert.match(fault.message, /the disk is full/);
    assert.match(fault.remedy, /^Make room/);
    for (const machine of [1, 2, 3]) await act(machine);
    store.failAfter(Number.POSITIVE_INFINITY);
    engines[3] = await testEngine.start(4, {}, store);
    await act(4);
    await assertAlike(engines);
  }
  await assertWhole(engines, submitted);
});
