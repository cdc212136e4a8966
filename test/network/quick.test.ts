/**
 * Goal: a machine that joins quickly has the state in a moment, checked against a header that leads
 * back to the founding; it goes on with the others, says in words what it does not have, verifies
 * from there on, and takes the state over again where it was killed before it went on.
 * Method: the command line as an operator uses it, real CometBFT, snapshots every ten blocks.
 */
import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { readLinkPage, writeLinkSecret } from "#client/index.js";
import { portableHasher } from "#client/portable-hasher.js";
import { testBinary } from "#engine/testing/comet-binary.js";
import { until } from "#engine/testing/until.js";
import { lightBlockFromJson } from "#protocol/chain/index.js";
import { toHex } from "#protocol/kernel/bytes.js";
import { commandLine, jsonOf } from "../cli/folkmoot.ts";
import {
  foundNetwork,
  heightOf,
  type LocalNetwork,
  type LocalNode,
  localNode,
  reach,
} from "./local-network.ts";

const { missing } = testBinary();
const skip = missing;
let network: LocalNetwork;
let late: LocalNode | undefined;
const first = (): LocalNode => network.nodes[0] as LocalNode;
const home = (name: string): string => join(network.folder, name);
const call = (...words: string[]) => commandLine(network.folder).call(...words);

before(async () => {
  if (missing !== false) return;
  network = await foundNetwork(4, { snapshotEvery: 10 });
  await Promise.all(network.nodes.map((node) => node.start()));
});
after(async () => {
  late?.process?.kill("SIGKILL");
  await late?.ended();
  await network?.end();
});

test("without a snapshot there is no quick way, and it says so", { skip }, async () => {
  const refused = await call("network", "join", first().url, "--home", home("early"), "--quick");
  assert.notEqual(refused.exit, 0);
  assert.match(refused.err, /no snapshot of the state to hand out yet/);
  assert.ok(!existsSync(home("early")), "nothing was made");
});

test("a header that is not the chain's is refused", { skip }, async () => {
  for (const node of [1, 2, 3]) await network.act(node);
  await until(async () => (await startOf(first().url)).snapshots.length > 0);
  const wrong = `3.${"ab".repeat(32)}`;
  const words = ["network", "join", first().url, "--home", home("wrong"), "--quick"];
  const refused = await call(...words, "--trust", wrong);
  assert.notEqual(refused.exit, 0);
  assert.match(refused.err, /could not be verified/);
  assert.ok(!existsSync(home("wrong")), "nothing was made");
});

test("a header that a member handed on leads to the snapshot, above it or below", {
  skip,
}, async () => {
  const newest = await heightOf(first().url);
  const pages = { newest: await pageAt(newest), older: await pageAt((await newestSnapshot()) - 5) };
  const card = { inviter: "Ana", community: "A valley", purpose: "" };
  const behind = writeLinkSecret(new Uint8Array(32).fill(7), readLinkPage(pages.newest.text), card);
  const link = `https://node.example.org/j/7#${behind}`;
  const handed = [
    { name: "handed", trust: pages.newest.text, height: pages.newest.height },
    { name: "linked", trust: link, height: pages.newest.height },
    { name: "older", trust: pages.older.text, height: pages.older.height },
  ];
  for (const { name, trust, height } of handed) {
    const least = await newestSnapshot();
    const words = ["network", "join", first().url, "--home", home(name), "--quick", "--json"];
    const joined = await call(...words, "--trust", trust);
    assert.equal(joined.exit, 0, joined.err + joined.out);
    const { from } = jsonOf<{ from: number }>(joined);
    const most = await newestSnapshot();
    // Idle blocks go on, so a newer snapshot may have been made meanwhile.
    assert.ok(least <= from && from <= most, `${least} <= ${from} <= ${most}`);
    if (name === "older") assert.ok(from > height);
  }
  const secret = `https://node.example.org/j/7#${"ab".repeat(32)}`;
  for (const wrong of [secret, "newest", `0.${"ab".repeat(32)}`]) {
    const words = ["network", "join", first().url, "--home", home("none"), "--quick"];
    const refused = await call(...words, "--trust", wrong);
    assert.equal(refused.exit, 2);
    assert.match(refused.err, /--trust names no header/);
  }
});

test("a machine joins quickly and goes on with the others", { skip }, async () => {
  const joined = await call(
    "network",
    "join",
    first().url,
    "--home",
    home("late"),
    "--quick",
    "--json",
  );
  assert.equal(joined.exit, 0, joined.err + joined.out);
  assert.ok(jsonOf<{ from: number }>(joined).from >= 10);
  late = localNode(home("late"));
  await late.start();
  await reach(late.url, await heightOf(first().url));
  await network.act(1);
  const height = await heightOf(first().url);
  await reach(late.url, height);
  await reach(first().url, height);
  assert.equal(await rootAt(late.url, height), await rootAt(first().url, height));
});

test("it says what it does not have, and finds headers from before", { skip }, async () => {
  const { url } = late as LocalNode;
  const { historyFrom } = (await (await fetch(`${url}/api/v1/network`)).json()) as {
    historyFrom: number;
  };
  assert.ok(historyFrom > 10);
  const gone = await fetch(`${url}/api/v1/blocks/1`);
  const { code, title } = (await gone.json()) as { code: string; title: string };
  assert.deepEqual([gone.status, code], [404, "node/before-history"]);
  assert.match(title, new RegExp(`begins with block ${historyFrom}`));
  const id = network.acknowledged[0];
  const action = await fetch(`${url}/api/v1/actions/${id}`);
  assert.match(((await action.json()) as { title: string }).title, /history begins with block/);
  const activity = await fetch(`${url}/api/v1/activity`);
  assert.equal(((await activity.json()) as { historyFrom: number }).historyFrom, historyFrom);
  // It passes on what another node answers, and says so.
  assert.deepEqual(await lightAt(url, 1), { ...(await lightAt(first().url, 1)), relayed: true });
});

test("stopped, it verifies from there on, exports, and starts again", { skip }, async () => {
  const node = late as LocalNode;
  node.signal("law", "SIGTERM");
  await node.ended();
  const verdict = await call("verify", "--home", node.home, "--json");
  assert.equal(verdict.exit, 0, verdict.out);
  const { first: from, height } = jsonOf<{ first: number; height: number }>(verdict);
  assert.ok(from > 10 && height >= from);
  assert.match((await call("verify", "--home", node.home)).out, /is not in this home/);
  const folder = home("export");
  const exported = await call("export", "--home", node.home, "--to", folder);
  assert.equal(exported.exit, 0, exported.err);
  assert.match(exported.out, new RegExp(`begins with block ${from}`));
  const manifest = JSON.parse(readFileSync(join(folder, "manifest.json"), "utf8"));
  assert.equal(manifest.historyFrom, from);
  const [line] = readFileSync(join(folder, "blocks.ndjson"), "utf8").split("\n");
  assert.equal(JSON.parse(line ?? "").height, from);
  await node.start();
  await network.act(2);
  await reach(node.url, await heightOf(first().url));
});

test("killed while it takes the state over, it begins again", { skip }, async () => {
  const words = ["network", "join", first().url, "--home", home("killed"), "--quick", "--json"];
  assert.equal((await call(...words)).exit, 0);
  const node = localNode(home("killed"));
  const started = node.start().catch(() => {});
  await until(() => existsSync(join(node.home, "beginning")));
  node.signal("law", "SIGKILL");
  await node.ended();
  await started;
  await node.start();
  try {
    await reach(node.url, await heightOf(first().url));
  } finally {
    node.signal("law", "SIGTERM");
    await node.ended();
  }
  assert.equal((await call("verify", "--home", node.home)).exit, 0);
});

interface StartAnswer {
  readonly snapshots: readonly number[];
}

async function startOf(url: string): Promise<StartAnswer> {
  return (await (await fetch(`${url}/api/v1/network/start`)).json()) as StartAnswer;
}

async function lightAt(url: string, height: number): Promise<object> {
  return (await (await fetch(`${url}/api/v1/light/${height}`)).json()) as object;
}

/** A header that somebody hands on: its height, and the words that name it. */
async function pageAt(height: number): Promise<{ height: number; text: string }> {
  const block = lightBlockFromJson(portableHasher, await lightAt(first().url, height));
  assert.ok(block.ok);
  const { signedHeader } = block.value;
  return { height, text: `${height}.${toHex(signedHeader.commit.blockId.hash)}` };
}

async function newestSnapshot(): Promise<number> {
  return Math.max(...(await startOf(first().url)).snapshots);
}

/** The root in a block's header, as a node keeps it. */
async function rootAt(url: string, height: number): Promise<string> {
  const answer = await fetch(`${url}/api/v1/blocks/${height}`);
  return ((await answer.json()) as { appHash: string }).appHash;
}
