/**
 * Goal: a machine whose disk is lost comes back from its saved keys, by block sync, in the same seat
 * and under the same name; while the original is there, or was a moment ago, no copy of it signs.
 * Method: four nodes as their operators run them, real CometBFT; what operators read is looked at.
 */
import assert from "node:assert/strict";
import { existsSync, readFileSync, rmSync, statSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { setTimeout as pause } from "node:timers/promises";
import { portableHasher } from "#client/portable-hasher.js";
import { testBinary } from "#engine/testing/comet-binary.js";
import { freePorts } from "#node/index.js";
import { decodeBlock, lightBlockFromJson } from "#protocol/chain/index.js";
import { fromHex, toHex } from "#protocol/kernel/bytes.js";
import { commandLine, jsonOf } from "../cli/folkmoot.ts";
import {
  foundNetwork,
  heightOf,
  type LocalNetwork,
  type LocalNode,
  localNode,
  reach,
  rewriteNetwork,
} from "./local-network.ts";

const { missing } = testBinary();
const skip = missing;
/** Blocks come with actions only: how many there are since something happened is then known. */
const STILL = { commit: 20, propose: 300, vote: 200, heartbeat: 20_000 };
/** In how many of the newest blocks a signature is looked for. */
const LOOKED_AT = 10;

let network: LocalNetwork;
let copy: LocalNode | undefined;
let saved: { publicKey: string; nodeId: string; name: string; listen: string };
const node = (at: number): LocalNode => network.nodes[at - 1] as LocalNode;
const call = (...words: string[]) => commandLine(network.folder).call(...words);
const file = (): string => join(network.folder, "node4.machine.json");

before(async () => {
  if (missing !== false) return;
  network = await foundNetwork(4);
  for (const { home } of network.nodes) rewriteNetwork(home, { timing: STILL });
  await Promise.all(network.nodes.map((each) => each.start()));
});
after(async () => {
  copy?.process?.kill("SIGKILL");
  await copy?.ended();
  await network?.end();
});

test("keys are saved while the machine runs, for its owner alone, and once", { skip }, async () => {
  await network.act(4);
  const words = ["network", "keys", "save", file(), "--home", node(4).home];
  const done = await call(...words, "--json");
  assert.equal(done.exit, 0, done.err);
  saved = jsonOf(done);
  const text = readFileSync(file(), "utf8");
  assert.equal(statSync(file()).mode & 0o777, 0o600);
  assert.doesNotMatch(text, /height|round|step|signature/);
  const again = await call(...words);
  assert.notEqual(again.exit, 0);
  assert.match(again.err, /is there already, and keys are never overwritten/);
  assert.equal(readFileSync(file(), "utf8"), text);
  const shown = await call("network", "keys", "show", file());
  assert.match(shown.out, new RegExp(`keys of ${saved.name}[^]*A valley[^]*${saved.publicKey}`));
  const { secret } = JSON.parse(text) as { secret: { validator: string; node: string } };
  for (const seed of Object.values(secret)) assert.ok(!shown.out.includes(seed));
});

test("while the original runs, or did a moment ago, no copy is made", { skip }, async () => {
  await signsNow(4);
  await assertRefused();
  node(4).signal("law", "SIGTERM");
  await node(4).ended();
  await assertRefused();
});

test("a copy that was made meanwhile does not start beside the original", { skip }, async () => {
  await goOn();
  const home = join(network.folder, "copy");
  const [port] = await freePorts(1);
  const listen = ["--listen", `127.0.0.1:${port}`];
  const words = ["network", "join", node(1).url, "--home", home, "--machine-keys", file()];
  const joined = await call(...words, ...listen, "--json");
  assert.equal(joined.exit, 0, joined.err);
  const { publicKey, nodeId } = jsonOf<typeof saved>(joined);
  assert.deepEqual([publicKey, nodeId], [saved.publicKey, saved.nodeId]);
  await node(4).start();
  await signsNow(4);
  copy = localNode(home);
  await assert.rejects(
    copy.start(),
    /Another copy of this machine may be running\..*Its key has signed block \d+.*Stop the other copy/,
  );
  await copy.ended();
});

test("it does not start either where nobody can be asked, however often", { skip }, async () => {
  node(4).signal("law", "SIGTERM");
  await node(4).ended();
  const alone = copy as LocalNode;
  await assert.rejects(alone.start(), /Its key has signed block \d+/);
  rewriteNetwork(alone.home, { sites: [] });
  for (const _ of ["the first time", "the second time"]) {
    await assert.rejects(alone.start(), /made from saved keys.*no other node answers/);
    await alone.ended();
  }
  rmSync(alone.home, { recursive: true });
});

test("a machine whose disk is lost comes back and signs", { skip }, async () => {
  const { home } = node(4);
  rmSync(home, { recursive: true });
  await goOn();
  const words = ["network", "join", node(1).url, "--home", home, "--machine-keys", file()];
  const joined = await call(...words);
  assert.equal(joined.exit, 0, joined.err);
  assert.match(joined.out, new RegExp(`is ${saved.name} again.*listens on ${saved.listen}`));
  await node(4).start();
  await reach(node(4).url, await heightOf(node(1).url));
  await signsNow(4);
  const { peers } = (await (await fetch(`${node(1).url}/api/v1/network`)).json()) as {
    peers: { nodeId: string }[];
  };
  assert.ok(
    peers.some(({ nodeId }) => nodeId === saved.nodeId),
    "others know it by its old name",
  );
});

test("without another one, its signature is needed, and there is one history", {
  skip,
}, async () => {
  node(1).signal("law", "SIGTERM");
  await node(1).ended();
  for (const at of [2, 3, 4]) await network.act(at);
  await node(1).start();
  await network.act(1);
  await network.assertOneHistory([1, 2, 3, 4]);
  const { url } = node(2);
  const height = await heightOf(url);
  for (let at = 1; at <= height; at += 1) {
    const { block } = await answerOf<{ block: string }>(`${url}/api/v1/blocks/${at}`);
    const read = decodeBlock(new Uint8Array(Buffer.from(block, "base64")));
    assert.ok(read.ok);
    assert.deepEqual(read.value.evidence, [], "nothing was signed twice");
  }
  node(4).signal("law", "SIGTERM");
  await node(4).ended();
  assert.equal((await call("verify", "--home", node(4).home)).exit, 0);
});

/** Joining with the keys is refused with three lines, and nothing is made. */
async function assertRefused(): Promise<void> {
  const home = join(network.folder, "too-early");
  const words = ["network", "join", node(1).url, "--home", home, "--machine-keys", file()];
  const refused = await call(...words);
  assert.notEqual(refused.exit, 0);
  const [what, why, remedy] = refused.err.split("\n");
  assert.match(what ?? "", /Another copy of this machine may be running/);
  assert.match(why ?? "", /Its key has signed block \d+ \(.*Z\), and .* is at block \d+/);
  assert.match(remedy ?? "", /Stop the other copy for good.*wait until \d+ more blocks/);
  assert.ok(!existsSync(home));
}

/** Waits until one of the newest two blocks has the signature of the saved key. */
async function signsNow(through: number): Promise<void> {
  const until = performance.now() + 120_000;
  const address = toHex(
    portableHasher.sha256(fromHex(saved.publicKey) ?? new Uint8Array()).subarray(0, 20),
  );
  for (;;) {
    await network.act(through);
    const { url } = node(1);
    await reach(url, await heightOf(node(through).url));
    const newest = await heightOf(url);
    for (const height of [newest, newest - 1]) {
      const light = lightBlockFromJson(
        portableHasher,
        await answerOf(`${url}/api/v1/light/${height}`),
      );
      assert.ok(light.ok);
      const { signatures } = light.value.signedHeader.commit;
      if (signatures.some((sig) => toHex(sig.validatorAddress) === address)) return;
    }
    assert.ok(performance.now() < until, "it signs in time");
    await pause(100);
  }
}

/** The others go on until nothing of a missing one is among the newest blocks. */
async function goOn(): Promise<void> {
  const until = (await heightOf(node(1).url)) + LOOKED_AT + 1;
  while ((await heightOf(node(1).url)) < until) await network.act(1);
}

async function answerOf<V>(url: string): Promise<V> {
  return (await (await fetch(url)).json()) as V;
}
