// Goal: garbage, oversized actions, floods of one person and garbage on the p2p port change nothing,
// and are counted.
// Method: a real machine; what is bad comes through CometBFT's own doors, as a peer would send it.
import assert from "node:assert/strict";
import { randomBytes } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { ACTION_BYTES_MAX } from "../../protocol/kernel/limits.ts";
import { assertChain } from "../engine.contract.ts";
import type { Engine } from "../engine.ts";
import { testBinary } from "../testing/comet-binary.ts";
import { type CometTestEngine, createCometTestEngine } from "../testing/comet-test-engine.ts";
import { QUOTA_CODE } from "./application.ts";
import { freePorts } from "./free-ports.ts";

const { path, missing } = testBinary();
const skip = missing;
const SHARE = 20;
let folder: string;
let testEngine: CometTestEngine;
let engine: Engine;
let rpcPort: number;
let p2pPort: number;

before(async () => {
  if (missing !== false) return;
  folder = await mkdtemp(join(tmpdir(), "folkmoot-bad-"));
  testEngine = await createCometTestEngine(folder, path, {
    limits: { waitingPerPersonMax: SHARE },
  });
  [rpcPort, p2pPort] = (await freePorts(2)) as [number, number];
  const timing = { commit: 4_000, propose: 1_000, vote: 500, heartbeat: 5_000 };
  engine = await testEngine.start(1, { rpcPort, p2pListen: `127.0.0.1:${p2pPort}`, timing });
});
after(async () => {
  await engine?.stop();
  if (folder !== undefined) await rm(folder, { recursive: true, force: true });
});

const refused = (reason: string) => engine.consensusCounts?.().refused[reason] ?? 0;

/** Hands bytes to CometBFT's mempool as a peer or a program would; returns the code. */
async function hand(bytes: Uint8Array): Promise<number> {
  const tx = Buffer.from(bytes).toString("base64");
  const body = { jsonrpc: "2.0", id: 1, method: "broadcast_tx_sync", params: { tx } };
  const answer = await fetch(`http://127.0.0.1:${rpcPort}`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body),
  });
  const told = (await answer.json()) as { result?: { code: number }; error?: object };
  return told.error === undefined ? (told.result?.code ?? -1) : -1;
}

test("bytes that are no action, and actions that are too long, are turned down", {
  skip,
}, async () => {
  // The first block tells the law who signs; from then on nothing changes by itself.
  while (engine.head().height < 2) await engine.tick();
  const { root } = engine.head();
  for (const length of [1, 40, 400, ACTION_BYTES_MAX])
    assert.ok((await hand(randomBytes(length))) > 0);
  assert.notEqual(await hand(randomBytes(ACTION_BYTES_MAX + 1)), 0);
  const cut = testEngine.addDevice(engine, 1).subarray(0, 60);
  assert.ok((await hand(cut)) > 0);
  const counts = engine.consensusCounts?.().refused ?? {};
  const all = Object.values(counts).reduce((sum, each) => sum + each, 0);
  assert.ok(all >= 5, JSON.stringify(counts));
  await engine.tick();
  assert.deepEqual(engine.head().root, root);
});

test("one person's flood fills that person's share and nobody else's", { skip }, async () => {
  const flood = Array.from({ length: 60 }, () => testEngine.addDevice(engine, 2));
  const codes = await Promise.all(flood.map(hand));
  assert.equal(codes.filter((code) => code === QUOTA_CODE).length, 60 - SHARE, String(codes));
  assert.equal(refused("mempool/too-many-waiting"), 60 - SHARE);
  const done = await engine.submit(testEngine.addDevice(engine, 3));
  assert.equal(done.state, "acknowledged");
});

test("garbage on the p2p port is counted, and blocks go on", { skip }, async () => {
  const before = engine.consensusCounts?.().reported ?? {};
  for (let at = 0; at < 5; at += 1) {
    await new Promise<void>((resolve) => {
      const socket = connect(p2pPort, "127.0.0.1", () => socket.end(randomBytes(2_000)));
      socket.on("close", () => resolve());
      socket.on("error", () => resolve());
      socket.resume();
    });
  }
  const until = performance.now() + 60_000;
  const count = (part: string) => engine.consensusCounts?.().reported[part] ?? 0;
  while (count("p2p") === (before["p2p"] ?? 0) && performance.now() < until) await engine.tick();
  assert.ok(count("p2p") > (before["p2p"] ?? 0), JSON.stringify(engine.consensusCounts?.()));
  const { height } = engine.head();
  await engine.submit(testEngine.addDevice(engine, 1));
  assert.ok(engine.head().height > height);
  await assertChain(engine);
});
