import assert from "node:assert/strict";
import { readFile, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { test } from "node:test";
import { until } from "#engine/testing/until.js";
import { openLevelStore } from "../engine/store/level-store.ts";
import type { Store } from "../engine/store/store.ts";
import { createClosers } from "./closers.ts";
import { lockHolder } from "./home/lock.ts";
import { DAY, foundTestNode } from "./testing/test-node.ts";

test("a disk that fails stops the node: nothing is acknowledged, the home is let go", async () => {
  const testNode = await foundTestNode(2);
  let isFull = false;
  const openStore = async (folder: string): Promise<Store> => {
    const store = await openLevelStore(folder);
    return {
      ...store,
      async write(changes) {
        if (isFull) throw Object.assign(new Error("no space left"), { code: "ENOSPC" });
        await store.write(changes);
      },
    };
  };
  // No block by itself: the next one is that of the action that finds the disk full.
  const node = await testNode.start({ openStore, engineLimits: { proofDelay: 60_000 } });
  assert.equal((await testNode.post(testNode.addDevice(1, "before"))).status, 200);
  isFull = true;
  const answer = await testNode.post(testNode.addDevice(1, "after"));
  assert.equal(answer.status, 503);
  assert.equal(answer.json.code, "node/stopped");
  assert.equal((await node.stopped)?.code, "disk-full");
  assert.equal(await lockHolder(join(testNode.home, "lock")), undefined);
  await testNode.start();
  const { json } = await testNode.request("/api/v1/views/identity/devices?person=1");
  assert.equal(json.value.length, 2);
  await testNode.end();
});

test("a stop answers what is under way, ends streams, and leaves a checkpoint", async () => {
  const testNode = await foundTestNode(2);
  const node = await testNode.start();
  const stream = await fetch(`${node.url}/api/v1/events`);
  const reader = (stream.body as ReadableStream<Uint8Array>).getReader();
  const { engine } = node;
  const height = engine.head().height;
  const acting = testNode.post(testNode.addDevice(1, "last"));
  await until(() => engine.waiting() > 0 || engine.head().height > height);
  await Promise.all([node.stop(), node.stop()]);
  assert.equal((await acting).status, 200);
  for (let done = false; !done; ) done = (await reader.read()).done;
  assert.ok((await readFile(join(testNode.home, "checkpoint"))).length > 0);
  assert.equal(await node.stopped, undefined);
  await assert.rejects(fetch(`${node.url}/readyz`));
  await testNode.end();
});

test("a port that is taken is told, and the home is free again", async () => {
  const testNode = await foundTestNode(1);
  const other = createServer().listen(0, "127.0.0.1");
  await new Promise((resolve) => other.once("listening", resolve));
  const { port } = other.address() as AddressInfo;
  await assert.rejects(testNode.start({ port }), { code: "EADDRINUSE" });
  other.close();
  await testNode.start();
  await testNode.end();
});

test("a demonstration's clock is still ahead after a stop and a start", async () => {
  const testNode = await foundTestNode(1, true);
  await testNode.start();
  const body = JSON.stringify({ advanceMs: 10 * DAY });
  const { json } = await testNode.request("/api/v1/demo/time", { method: "POST", body });
  await testNode.node().stop();
  await testNode.start();
  const { json: again } = await testNode.request("/api/v1/demo");
  assert.ok(again.now >= json.now);
  await testNode.end();
});

test("a changed founding document, key or checkpoint is noticed", async () => {
  const testNode = await foundTestNode(1);
  await testNode.start();
  await testNode.node().stop();
  const founding = join(testNode.home, "founding.json");
  const right = await readFile(founding, "utf8");
  await writeFile(founding, right.replace(/"salt": "../, '"salt": "00'));
  await assert.rejects(testNode.start(), { code: "other-community" });
  await writeFile(founding, right);
  const key = join(testNode.home, "keys", "validator.json");
  const seed = await readFile(key, "utf8");
  await writeFile(key, JSON.stringify({ seed: "1".repeat(64) }));
  await assert.rejects(testNode.start(), { code: "not-a-validator" });
  await writeFile(key, "{");
  await assert.rejects(testNode.start(), { code: "validator-key" });
  await writeFile(key, seed);
  await writeFile(join(testNode.home, "checkpoint"), "nonsense");
  await testNode.start();
  await testNode.end();
});

test("closers close in reverse order, once, and all of them", async () => {
  const closed: number[] = [];
  const closers = createClosers();
  closers.add(() => closed.push(1));
  closers.add(() => Promise.reject(new Error("stuck")));
  closers.add(() => closed.push(3));
  await assert.rejects(closers.close(), /stuck/);
  await assert.rejects(closers.close(), /stuck/);
  assert.deepEqual(closed, [3, 1]);
});

test("a question that a full disk stops is answered so, and others go on", async () => {
  const testNode = await foundTestNode(1);
  let isFull = false;
  const openStore = async (folder: string): Promise<Store> => {
    const below = await openLevelStore(folder);
    const full = Object.assign(new Error("no space left on device"), { code: "ENOSPC" });
    return { ...below, get: (key) => (isFull ? Promise.reject(full) : below.get(key)) };
  };
  await testNode.start({ openStore });
  isFull = true;
  const answer = await testNode.request("/api/v1/blocks/1");
  assert.equal(answer.status, 507);
  assert.equal(answer.json.code, "node/disk-full");
  assert.equal((await testNode.request("/api/v1/community")).status, 200);
  isFull = false;
  await testNode.end();
});
