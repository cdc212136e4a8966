/**
 * Goal: on a real network too, whose plugs are pulled while connections stand, there is one history.
 * Method: each node in a network namespace of its own; whole groups are plugged from one switch into
 * another. The relays' tests say the same where nobody may lay namespaces.
 */
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { setTimeout as pause } from "node:timers/promises";
import { testBinary } from "#engine/testing/comet-binary.js";
import {
  foundNetwork,
  heightOf,
  type LocalNetwork,
  type LocalNode,
  reach,
} from "./local-network.ts";
import { layNamespaces, type Namespaces, noNamespaces } from "./namespaces.ts";
import { stopAndVerify } from "./stop-and-verify.ts";

const { missing } = testBinary();
const skip = missing || noNamespaces();
const ALL = [1, 2, 3, 4];
let network: LocalNetwork;
let namespaces: Namespaces;
const node = (at: number): LocalNode => network.nodes[at - 1] as LocalNode;
const height = (at: number): Promise<number> => heightOf(node(at).url);

before(async () => {
  if (skip !== false) return;
  network = await foundNetwork(4);
  namespaces = layNamespaces(network.nodes);
  await Promise.all(network.nodes.map((one) => one.start()));
});
after(async () => {
  await network?.end();
  namespaces?.end();
});

test("one is unplugged: three go on, the one catches up", { skip }, async () => {
  for (const at of ALL) await network.act(at);
  namespaces.plug([1, 2, 3], [4]);
  await network.act(1);
  const alone = await height(4);
  for (const at of [1, 2, 3]) await network.act(at);
  assert.ok((await height(4)) <= alone + 1, "a machine alone decides nothing");
  namespaces.plug(ALL);
  await reach(node(4).url, await height(1));
  await network.act(4);
  await network.assertOneHistory(ALL);
});

test("two are plugged apart from two: neither goes on, both do again", { skip }, async () => {
  namespaces.plug([1, 2], [3, 4]);
  await pause(1_500);
  const stood = await Promise.all(ALL.map(height));
  const late = network.act(1);
  await pause(5_000);
  const later = await Promise.all(ALL.map(height));
  for (const [at, before] of stood.entries()) assert.ok((later[at] ?? 0) <= before + 1);
  namespaces.plug(ALL);
  await late;
  await network.act(4);
  await network.assertOneHistory(ALL);
});

test("a plug that is loose for a while", { skip }, async () => {
  const until = performance.now() + 6_000;
  const loose = (async () => {
    while (performance.now() < until) {
      namespaces.plug([1, 2, 3], [4]);
      await pause(300);
      namespaces.plug(ALL);
      await pause(500);
    }
  })();
  while (performance.now() < until) await network.act(1);
  await loose;
  await reach(node(4).url, await height(1));
  await network.act(4);
  await network.assertOneHistory(ALL);
});

test("stopped, each home verifies by itself", { skip }, () => stopAndVerify(network));
