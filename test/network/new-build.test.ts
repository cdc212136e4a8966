/**
 * Goal: the machines of a network go over to a new build one after another, while it works; old and
 * new agree on every hash, and there is a way back.
 * Method: a network as its operators run it; a second build of the same law, made small, under
 * another version. A machine on the new build must also carry out what the old one has kept.
 */
import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { testBinary } from "#engine/testing/comet-binary.js";
import { anotherBuild } from "./another-build.ts";
import { foundNetwork, type LocalNetwork, type LocalNode } from "./local-network.ts";
import { stopAndVerify } from "./stop-and-verify.ts";

const { missing: skip } = testBinary();
const ALL = [1, 2, 3, 4];
const folder = mkdtempSync(join(tmpdir(), "folkmoot-build-"));
let network: LocalNetwork;
let oldProgram = "";
let newProgram = "";
const node = (at: number): LocalNode => network.nodes[at - 1] as LocalNode;

before(async () => {
  if (skip !== false) return;
  newProgram = await anotherBuild(folder, "9.9.9");
  network = await foundNetwork(4);
  oldProgram = node(1).program;
  await Promise.all(network.nodes.map((one) => one.start()));
});
after(async () => {
  await network?.end();
  rmSync(folder, { recursive: true, force: true });
});

/** Acts through all others while a node goes over to another build, and then through it. */
async function goOver(at: number, program: string): Promise<void> {
  node(at).signal("law", "SIGTERM");
  await node(at).ended();
  for (const other of ALL.filter((one) => one !== at).slice(0, 2)) await network.act(other);
  node(at).program = program;
  await node(at).start();
  await network.act(at);
}

async function versions(): Promise<string[]> {
  const asked = ALL.map(async (at) => {
    const answer = await fetch(`${node(at).url}/api/v1/community`);
    return ((await answer.json()) as { version: string }).version;
  });
  return await Promise.all(asked);
}

test("one machine after another goes over to a new build", { skip }, async () => {
  const [old] = await versions();
  for (const at of ALL) {
    await goOver(at, newProgram);
    const expected = ALL.map((other) => (other <= at ? "9.9.9" : old));
    assert.deepEqual(await versions(), expected);
    await network.assertOneHistory(ALL);
  }
});

test("one goes back to the old build", { skip }, async () => {
  await goOver(2, oldProgram);
  assert.equal((await versions()).filter((version) => version === "9.9.9").length, 3);
  await network.assertOneHistory(ALL);
});

test("stopped, each home verifies by itself, by the old build", { skip }, () =>
  stopAndVerify(network),
);
