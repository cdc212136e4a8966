/**
 * Goal: whatever happens to one of four machines, there is one history, and nothing acknowledged is
 * lost or doubled; what happens to two stops the network until they are back.
 * Method: a network as its operators run it, real CometBFT, real signals; after each perturbation
 * every block of every node is compared and every acknowledged action looked up.
 */
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { setTimeout as pause } from "node:timers/promises";
import { testBinary } from "#engine/testing/comet-binary.js";
import { commandLine, jsonOf } from "../cli/folkmoot.ts";
import {
  foundNetwork,
  heightOf,
  type LocalNetwork,
  type LocalNode,
  reach,
} from "./local-network.ts";

const { missing } = testBinary();
const skip = missing;
const ALL = [1, 2, 3, 4];
let network: LocalNetwork;
const node = (at: number): LocalNode => network.nodes[at - 1] as LocalNode;

before(async () => {
  if (missing !== false) return;
  network = await foundNetwork(4);
  await Promise.all(network.nodes.map((one) => one.start()));
});
after(() => network?.end());

test("every node takes actions, and all have the same history", { skip }, async () => {
  for (const at of ALL) await network.act(at);
  await network.assertOneHistory(ALL);
});

for (const [what, who] of [
  ["the law of a node is killed", "law"],
  ["the consensus of a node is killed", "consensus"],
] as const) {
  test(`${what}: the others go on, and it comes back`, { skip }, async () => {
    node(4).signal(who, "SIGKILL");
    await node(4).ended();
    for (const at of [1, 2, 3]) await network.act(at);
    await node(4).start();
    await network.act(4);
    await network.assertOneHistory(ALL);
  });
}

for (const who of ["law", "consensus"] as const) {
  test(`the ${who} of a node stands still for a while: the others go on`, { skip }, async () => {
    node(3).signal(who, "SIGSTOP");
    for (const at of [1, 2, 4]) await network.act(at);
    await pause(3_000);
    await network.act(1);
    node(3).signal(who, "SIGCONT");
    await reach(node(3).url, await heightOf(node(1).url));
    await network.act(3);
    await network.assertOneHistory(ALL);
  });
}

test("a node is restarted in peace, again and again", { skip }, async () => {
  for (let time = 0; time < 3; time += 1) {
    node(2).signal("law", "SIGTERM");
    await node(2).ended();
    await network.act(1);
    await node(2).start();
    await network.act(2);
  }
  await network.assertOneHistory(ALL);
});

test("two are gone: nothing is agreed on, and the node says so; back, it goes on", {
  skip,
}, async () => {
  for (const at of [3, 4]) node(at).signal("law", "SIGKILL");
  await Promise.all([3, 4].map((at) => node(at).ended()));
  await pause(1_500);
  const { height } = { height: await heightOf(node(1).url) };
  const late = network.act(1);
  await pause(4_000);
  assert.ok((await heightOf(node(1).url)) <= height + 1);
  await Promise.all([3, 4].map((at) => node(at).start()));
  await late;
  await network.act(4);
  await network.assertOneHistory(ALL);
});

test("stopped, each home verifies by itself to the same history", { skip }, async () => {
  for (const at of ALL) node(at).signal("law", "SIGTERM");
  await Promise.all(ALL.map((at) => node(at).ended()));
  const call = commandLine(network.folder).call;
  for (const { home } of network.nodes) {
    const verdict = await call("verify", "--home", home, "--json");
    assert.equal(verdict.exit, 0, verdict.out);
    assert.ok(jsonOf<{ height: number }>(verdict).height > 10);
  }
});
