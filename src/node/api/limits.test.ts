import assert from "node:assert/strict";
import { connect } from "node:net";
import { test } from "node:test";
import { until } from "#engine/testing/until.js";
import { sealText } from "../founding/content.ts";
import type { NodeLimits } from "../limits.ts";
import { createBuckets, NAMES_MAX } from "../pricing/buckets.ts";
import { foundTestNode, type TestNode } from "../testing/test-node.ts";

async function withTestNode(
  limits: Partial<NodeLimits>,
  run: (testNode: TestNode) => Promise<void>,
) {
  const testNode = await foundTestNode(2);
  await testNode.start({ limits });
  try {
    await run(testNode);
  } finally {
    await testNode.end();
  }
}

test("permits run out, tell how long to wait, and come back", () => {
  let now = 0;
  const buckets = createBuckets({ perSecond: 2, burst: 3 }, () => now);
  assert.deepEqual(
    [1, 2, 3].map(() => buckets.take("a")),
    [0, 0, 0],
  );
  assert.equal(buckets.take("a"), 1);
  assert.equal(buckets.take("b"), 0);
  now = 499;
  assert.equal(buckets.take("a"), 1);
  now = 500;
  assert.equal(buckets.take("a"), 0);
  now = 60_000;
  assert.equal(buckets.take("a", 3), 0);
  assert.equal(buckets.take("a", 3), 2);
});

test("names that are remembered do not grow without end", () => {
  const buckets = createBuckets({ perSecond: 1, burst: 1 }, () => 0);
  for (let at = 0; at < NAMES_MAX + 500; at += 1) buckets.take(String(at));
  assert.equal(buckets.size(), NAMES_MAX);
});

test("a person whose actions have cost as much as one may is told to wait, and others are not", async () => {
  await withTestNode({ cpuPerMember: { perSecond: 0.0001, burst: 1.05 } }, async (testNode) => {
    let last = 200;
    for (let at = 0; last === 200 && at < 50; at += 1) {
      last = (await testNode.post(testNode.addDevice(1, `of 1: ${at}`))).status;
    }
    assert.equal(last, 429);
    assert.equal((await testNode.post(testNode.addDevice(2, "of 2"))).status, 200);
  });
});

test("nobody can use up another person's budget with wrong signatures", async () => {
  await withTestNode({ cpuPerMember: { perSecond: 0.0001, burst: 1.05 } }, async (testNode) => {
    const thief = testNode.people[1] as TestNode["people"][number];
    for (let at = 0; at < 5; at += 1) {
      const forged = testNode.addDevice(1, `forged ${at}`, { signer: thief, nonce: 50 + at });
      assert.equal((await testNode.post(forged)).json.code, "kernel/bad-signature");
    }
    assert.equal((await testNode.post(testNode.addDevice(1, "own"))).status, 200);
  });
});

test("texts that wait to be published have a bound, and go away in time", async () => {
  const limits = { pendingBlobBytesPerPersonMax: 200, pendingBlobLife: 1_500 };
  await withTestNode(limits, async (testNode) => {
    const put = async () =>
      (await testNode.handIn(1, sealText(1, { text: "x".repeat(60) }))).status;
    assert.equal(await put(), 204);
    assert.equal(await put(), 503);
    await until(async () => (await put()) === 204);
  });
});

test("streams of events have a bound", async () => {
  await withTestNode({ eventStreamsPerAddressMax: 2 }, async (testNode) => {
    const open = () => fetch(`${testNode.node().url}/api/v1/events`);
    const streams = [await open(), await open()];
    assert.equal((await open()).status, 503);
    await streams[0]?.body?.cancel();
    await until(async () => (await open()).status === 200);
  });
});

test("a body without an end is cut off", async () => {
  await withTestNode({}, async (testNode) => {
    const chunk = `8000\r\n${"x".repeat(0x8000)}\r\n`;
    const answer = await raw(
      testNode.node().port,
      "POST /api/v1/actions HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n" +
        "Content-Type: application/octet-stream\r\nTransfer-Encoding: chunked\r\n\r\n" +
        chunk.repeat(4),
    );
    assert.match(answer, /^HTTP\/1\.1 413/);
    assert.equal((await testNode.request("/readyz")).status, 200);
  });
});

test("headers that are too long are refused and the node goes on", async () => {
  await withTestNode({}, async (testNode) => {
    const answer = await raw(
      testNode.node().port,
      `GET / HTTP/1.1\r\nX: ${"x".repeat(40_000)}\r\n\r\n`,
    );
    assert.match(answer, /^HTTP\/1\.1 431/);
    assert.match(await raw(testNode.node().port, "nonsense\r\n\r\n"), /^HTTP\/1\.1 400/);
    assert.equal((await testNode.request("/readyz")).status, 200);
  });
});

function raw(port: number, request: string): Promise<string> {
  return new Promise((resolve) => {
    const socket = connect(port, "127.0.0.1", () => socket.write(request));
    let text = "";
    socket.on("data", (chunk) => {
      text += chunk.toString("latin1");
    });
    socket.on("close", () => resolve(text));
    socket.on("error", () => resolve(text));
  });
}

test("figures are there, and tell of no person", async () => {
  await withTestNode({}, async (testNode) => {
    await testNode.post(testNode.addDevice(1, "counted"));
    const { json } = await testNode.request("/metrics", { headers: await testNode.local() });
    assert.match(json, /folkmoot_actions_total 1/);
    assert.match(json, /folkmoot_height \d+/);
    assert.ok(!/person/.test(json));
  });
});
