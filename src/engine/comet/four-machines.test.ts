// Goal: four machines keep one history; one may fail, two may not, and nothing is lost.
// Method: four engines with the real CometBFT on loopback.
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

const { path, missing } = testBinary();

test("four machines agree, outlive one, wait for two", { skip: missing }, async (t) => {
  const folder = await mkdtemp(join(tmpdir(), "folkmoot-four-"));
  const testEngine = await createCometTestEngine(folder, path, { machines: 4, people: 4 });
  const engines = await Promise.all([1, 2, 3, 4].map((machine) => testEngine.start(machine)));
  t.after(async () => {
    await Promise.all(engines.map((engine) => engine.stop()));
    await rm(folder, { recursive: true, force: true });
  });
  const submitted: Uint8Array[] = [];
  const act = async (machine: number): Promise<void> => {
    const engine = engines[machine - 1] as Engine;
    const { id } = acknowledged(await engine.submit(testEngine.addDevice(engine, machine)));
    submitted.push(id);
  };

  for (const machine of [1, 2, 3, 4]) await act(machine);
  await assertAlike(engines);

  await engines[3]?.stop();
  for (const machine of [1, 2, 3]) await act(machine);
  await assertAlike(engines.slice(0, 3));

  await engines[2]?.stop();
  const [first] = engines as [Engine];
  const late = first.submit(testEngine.addDevice(first, 1));
  const { height } = first.head();
  await new Promise((resolve) => setTimeout(resolve, 3_000));
  assert.ok(first.head().height <= height + 1, "two of four decide nothing");

  engines[2] = await testEngine.start(3);
  const answer = await late;
  const id = answer.state === "received" ? answer.id : acknowledged(answer).id;
  while ((await first.find(id)) === undefined) {
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  submitted.push(id);
  engines[3] = await testEngine.start(4);
  await act(4);
  await assertWhole(engines, submitted);
});
