/**
 * Goal: a node that was killed leaves its CometBFT behind; the next start waits for it, says so, and goes on with
 * everything acknowledged.
 * Method: a network of one machine as its operator runs it; its CometBFT is frozen, the node killed, the home
 * started again while the orphan lives.
 */
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { testBinary } from "#engine/testing/comet-binary.js";
import { until } from "#engine/testing/until.js";
import { childOf, foundNetwork, type LocalNetwork, type LocalNode } from "./local-network.ts";

const { missing } = testBinary();
const skip = missing;
let network: LocalNetwork;
let node: LocalNode;
let orphan = 0;

before(async () => {
  if (skip !== false) return;
  network = await foundNetwork(1);
  node = network.nodes[0] as LocalNode;
  await node.start();
});
after(async () => {
  if (orphan !== 0 && isAlive(orphan)) process.kill(orphan, "SIGKILL");
  await network?.end();
});

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

test("a start waits for the CometBFT of a killed node, and loses nothing", { skip }, async () => {
  await network.act(1);
  orphan = childOf(node.process?.pid ?? 0);
  process.kill(orphan, "SIGSTOP");
  node.signal("law", "SIGKILL");
  await node.ended();
  assert.equal(isAlive(orphan), true);
  node.logLevel = "warn";
  let hasStarted = false;
  const starting = node.start().then(() => {
    hasStarted = true;
  });
  await until(() =>
    node.tells().includes("waiting for a CometBFT that an earlier run left behind"),
  );
  assert.deepEqual([hasStarted, isAlive(orphan)], [false, true]);
  process.kill(orphan, "SIGCONT");
  await starting;
  await until(() => !isAlive(orphan));
  await network.act(1);
  await network.assertOneHistory([1]);
});
