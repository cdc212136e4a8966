/**
 * Goal: a machine whose whole disk is full, CometBFT's part included, stops in plain words; with
 * room again it comes back with everything, and the others have gone on.
 * Method: a network as its operators run it, one home on a small disk that a test fills.
 */
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { testBinary } from "#engine/testing/comet-binary.js";
import {
  foundNetwork,
  heightOf,
  type LocalNetwork,
  type LocalNode,
  reach,
} from "./local-network.ts";
import { noSmallDisk, type SmallDisk, smallDisk } from "./small-disk.ts";
import { stopAndVerify } from "./stop-and-verify.ts";

const { missing } = testBinary();
const skip = missing || noSmallDisk();
let network: LocalNetwork;
let disk: SmallDisk | undefined;
const node = (at: number): LocalNode => network.nodes[at - 1] as LocalNode;

before(async () => {
  if (skip !== false) return;
  network = await foundNetwork(4);
  disk = smallDisk(node(4).home, 48);
  await Promise.all(network.nodes.map((one) => one.start()));
});
after(async () => {
  for (const { process } of network?.nodes ?? []) process?.kill("SIGKILL");
  await Promise.all((network?.nodes ?? []).map((one) => one.ended()));
  disk?.end();
  await network?.end();
});

/** Who writes first where nothing is left differs with how little is left. Units: bytes. */
for (const left of [0, 65_536]) {
  test(`with ${left} bytes left it stops in words; with room it comes back`, { skip }, async () => {
    for (const at of [1, 2, 3, 4]) await network.act(at);
    let said = "";
    for (const stream of [node(4).process?.stderr, node(4).process?.stdout]) {
      stream?.on("data", (data: Buffer) => (said += data.toString()));
    }
    let isOver = false;
    void node(4)
      .ended()
      .then(() => (isOver = true));
    disk?.fill(left);
    for (let time = 0; time < 300 && !isOver; time += 1) await network.act(1);
    assert.ok(isOver, "the machine stops");
    assert.match(said, /The disk (?:is full|failed)/);
    assert.match(said, /Make room/);
    for (const at of [1, 2, 3]) await network.act(at);
    disk?.free();
    await node(4).start();
    await reach(node(4).url, await heightOf(node(1).url));
    await network.act(4);
    await network.assertOneHistory([1, 2, 3, 4]);
  });
}

test("stopped, each home verifies by itself", { skip }, () => stopAndVerify(network));
