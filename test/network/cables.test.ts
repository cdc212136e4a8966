/**
 * Goal: wherever the cables between four machines are cut, there is one history: anyone who has a
 * majority goes on, anyone who has none waits, and once the cables are whole nothing is lost or doubled.
 * Method: a network as its operators run it, whose nodes reach each other by relays alone; each cut
 * is made on a running network, then every block and every acknowledged action is compared.
 */
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { setTimeout as pause } from "node:timers/promises";
import { testBinary } from "#engine/testing/comet-binary.js";
import { type Cables, layCables } from "./cables.ts";
import {
  foundNetwork,
  heightOf,
  type LocalNetwork,
  type LocalNode,
  reach,
} from "./local-network.ts";
import { stopAndVerify } from "./stop-and-verify.ts";

const { missing: skip } = testBinary();
const ALL = [1, 2, 3, 4];
let network: LocalNetwork;
let cables: Cables;
const node = (at: number): LocalNode => network.nodes[at - 1] as LocalNode;
const height = (at: number): Promise<number> => heightOf(node(at).url);

before(async () => {
  if (skip !== false) return;
  network = await foundNetwork(4);
  cables = await layCables(network.nodes.map(({ home }) => home));
  await Promise.all(network.nodes.map((one) => one.start()));
});
after(async () => {
  await network?.end();
  await cables?.end();
});

/** Acts through every node, and compares what all of them have. */
async function allAgree(): Promise<void> {
  for (const at of ALL) await network.act(at);
  await network.assertOneHistory(ALL);
}

for (const how of ["silence", "broken"] as const) {
  test(`one against three (${how}): the three go on, the one catches up`, { skip }, async () => {
    await allAgree();
    cables.split([4], [1, 2, 3], how);
    // What was under way when the cable was cut may still arrive.
    await network.act(1);
    await network.act(1);
    const alone = await height(4);
    for (const at of [1, 2, 3]) await network.act(at);
    assert.ok((await height(4)) <= alone + 1, "a machine alone decides nothing");
    assert.ok((await height(1)) > alone + 2);
    cables.mend();
    await reach(node(4).url, await height(1));
    await allAgree();
  });

  test(`two against two (${how}): neither goes on, both do again`, { skip }, async () => {
    await allAgree();
    cables.split([1, 2], [3, 4], how);
    await pause(1_500);
    const [left, right] = await Promise.all([height(1), height(3)]);
    const late = network.act(1);
    await pause(3_000);
    for (const at of ALL) {
      const stood = at < 3 ? left : right;
      assert.ok((await height(at)) <= stood + 1, `node ${at} decides without a majority`);
    }
    if (how === "broken") assert.equal(await peersOf(1), 1, "the node says whom it still reaches");
    cables.mend();
    await late;
    await allAgree();
  });
}

test("between each two only one of them is heard: nothing forks, all go on", { skip }, async () => {
  for (const at of [1, 2, 3]) {
    for (const other of ALL.slice(at)) cables.cut(at, other, "one-way");
  }
  const late = network.act(1);
  await pause(3_000);
  cables.mend();
  await late;
  await allAgree();
});

test("one does not hear another, which hears it: the others carry it", { skip }, async () => {
  cables.cut(1, 2, "one-way");
  cables.cut(4, 3, "one-way");
  for (const at of [1, 3, 1, 3]) await network.act(at);
  cables.mend();
  await allAgree();
});

test("a cable comes and goes for a while: the network goes on", { skip }, async () => {
  const until = performance.now() + 6_000;
  let turns = 0;
  const flapping = (async () => {
    while (performance.now() < until) {
      turns += 1;
      const how = turns % 2 === 0 ? "silence" : "broken";
      cables.split([4], [1, 2, 3], how);
      await pause(300);
      cables.mend();
      await pause(500);
    }
  })();
  while (performance.now() < until) await network.act(1 + (turns % 3));
  await flapping;
  assert.ok(turns > 3);
  await reach(node(4).url, await height(1));
  await allAgree();
});

test("stopped, each home verifies by itself", { skip }, () => stopAndVerify(network));

async function peersOf(at: number): Promise<number> {
  const answer = await fetch(`${node(at).url}/api/v1/network`);
  return ((await answer.json()) as { peers: unknown[] }).peers.length;
}
