// Goal: a machine that comes late takes the state over and goes on with the others, to the same roots;
// what it cannot know it says, and started again it goes on. A machine that lies is found out.
// Method: four engines and a late one with the real CometBFT on loopback, snapshots every five blocks.
import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type TestContext, test } from "node:test";
import { headerHash } from "../../../protocol/chain/index.ts";
import { toHex } from "../../../protocol/kernel/bytes.ts";
import { acknowledged } from "../../engine.contract.ts";
import type { Engine } from "../../engine.ts";
import { nativeHasher } from "../../native-hasher.ts";
import { testBinary } from "../../testing/comet-binary.ts";
import { createCometTestEngine, QUICK } from "../../testing/comet-test-engine.ts";
import { until } from "../../testing/until.ts";
import type { QuickStart } from "./source.ts";

const { path, missing } = testBinary();

test("a fifth machine takes the state over and goes on", { skip: missing }, async (t) => {
  const { testEngine, engines, first } = await fourWithSnapshots(t);
  for (const machine of [1, 2, 3, 4]) {
    acknowledged(await first.submit(testEngine.addDevice(first, machine)));
  }
  await until(async () => ((await first.network?.())?.snapshots ?? []).length > 0);
  const quick = await quickFrom(first, 1);
  const fifth = await testEngine.start(5, { quick });
  engines.push(fifth);

  const begins = fifth.firstBlock();
  assert.ok(begins > 5, "it has not carried out all of history");
  assert.equal(await fifth.block(begins - 1), undefined);
  assert.notEqual(await fifth.lightBlock(begins - 1), undefined);
  const receipt = acknowledged(await fifth.submit(testEngine.addDevice(fifth, 1)));
  await alike(first, fifth, receipt.height);
  assert.ok((fifth.consensusCounts?.().calls["finalizeBlock"] ?? 0) < receipt.height);

  await fifth.stop();
  engines.pop();
  acknowledged(await first.submit(testEngine.addDevice(first, 2)));
  const again = await testEngine.start(5, { quick });
  engines.push(again);
  assert.equal(again.firstBlock(), begins);
  await alike(first, again, first.head().height);
});

test("a lying machine is found out by its chunk, and an honest one brings the state", {
  skip: missing,
}, async (t) => {
  const folder = await mkdtemp(join(tmpdir(), "folkmoot-quick-"));
  const told: string[] = [];
  const tell = (what: string): unknown => told.push(what);
  const log = { info: tell, warn: tell, error: tell };
  const timing = { ...QUICK, heartbeat: 2_000 };
  const plan = { machines: 1, followers: 2, snapshotEvery: 5, timing, log };
  const testEngine = await createCometTestEngine(folder, path, plan);
  const engines = new Map<string, Engine>();
  t.after(async () => {
    await Promise.all([...engines.values()].map((engine) => engine.stop()));
    await rm(folder, { recursive: true, force: true });
  });
  const honest = await testEngine.start(1);
  engines.set("honest", honest);
  engines.set("liar", await testEngine.start(2));
  const heightsOf = async (name: string) => (await engines.get(name)?.network?.())?.snapshots ?? [];
  await until(async () => (await heightsOf("honest")).length > 0);
  await until(async () => (await heightsOf("liar"))[0] === (await heightsOf("honest"))[0]);

  // Who signs alone stands still, so the liar has what is newest; then the liar is made one.
  await honest.stop();
  engines.delete("honest");
  await engines.get("liar")?.stop();
  await falsify(join(folder, "machine2", "snapshots"));
  const liar = await testEngine.start(2);
  engines.set("liar", liar);
  const quick = await quickFrom(liar, 1);
  const onlyLiar = { quick, peers: testEngine.addressesOf([2]) };
  const late = testEngine.start(3, onlyLiar);
  late.catch(() => {});
  await until(() => told.includes("a chunk is refused, and anyone who sent it"));
  engines.set("honest", await testEngine.start(1));
  engines.set("late", await late);
  const [one, other] = [engines.get("honest"), engines.get("late")] as [Engine, Engine];
  assert.ok(other.firstBlock() > 5);
  await alike(one, other, one.head().height);
});

/** Changes a byte of every chunk, and what the folder says of it. */
async function falsify(folder: string): Promise<void> {
  for (const height of await readdir(folder)) {
    const index = join(folder, height, "index.json");
    const read = JSON.parse(await readFile(index, "utf8")) as { digests: string[] };
    for (const [at] of read.digests.entries()) {
      const bytes = await readFile(join(folder, height, String(at)));
      const middle = bytes.length >> 1;
      bytes[middle] = (bytes[middle] ?? 0) ^ 1;
      await writeFile(join(folder, height, String(at)), bytes);
      read.digests[at] = createHash("sha256").update(bytes).digest("hex");
    }
    await writeFile(index, JSON.stringify(read));
  }
}

/** Four machines that make snapshots. */
async function fourWithSnapshots(t: TestContext) {
  const folder = await mkdtemp(join(tmpdir(), "folkmoot-quick-"));
  // Slow enough that a snapshot lasts longer than it takes to find it.
  const timing = { ...QUICK, heartbeat: 2_000 };
  const plan = { machines: 4, followers: 1, people: 4, snapshotEvery: 5, timing };
  const testEngine = await createCometTestEngine(folder, path, plan);
  const engines = await Promise.all([1, 2, 3, 4].map((machine) => testEngine.start(machine)));
  t.after(async () => {
    await Promise.all(engines.map((engine) => engine.stop()));
    await rm(folder, { recursive: true, force: true });
  });
  return { testEngine, engines, first: engines[0] as Engine };
}

/** Headers as another engine has them: anyone who uses this trusts that engine. */
async function quickFrom(engine: Engine, height: number): Promise<QuickStart> {
  const block = await engine.lightBlock(height);
  assert.ok(block !== undefined);
  return {
    trusted: { height, hash: headerHash(nativeHasher, block.signedHeader.header) },
    source: {
      lightBlock: (at) => engine.lightBlock(at),
      turns: async (at) => engine.turns?.(at),
    },
  };
}

async function alike(one: Engine, other: Engine, height: number): Promise<void> {
  await until(() => one.head().height > height && other.head().height > height);
  const [left, right] = await Promise.all([
    one.lightBlock(height + 1),
    other.lightBlock(height + 1),
  ]);
  assert.ok(left !== undefined && right !== undefined);
  const rootIn = (block: typeof left) => toHex(block.signedHeader.header.appHash);
  assert.equal(rootIn(right), rootIn(left));
}
