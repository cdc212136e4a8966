/**
 * Goal: a community of one machine goes over to four with its history, and anyone who trusted only its
 * founding follows to the newest block; the old home is closed for good.
 * Method: the command line as an operator uses it, real CometBFT, a light client that knows nothing
 * but the founding.
 */
import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { testBinary } from "#engine/testing/comet-binary.js";
import { commandLine, jsonOf } from "../cli/folkmoot.ts";
import { lightFrom } from "./light-from.ts";
import { heightOf, type LocalNode, localNode, publish, reach, shorten } from "./local-network.ts";

const { missing } = testBinary();
const root = mkdtempSync(join(tmpdir(), "folkmoot-growth-"));
const [old, folder, keys] = ["old", "homes", "keys"].map((name) => join(root, name)) as [
  string,
  string,
  string,
];
const nodes: LocalNode[] = [];
const { call } = commandLine(root);

after(async () => {
  for (const { process } of nodes) process?.kill("SIGKILL");
  await Promise.all(nodes.map((node) => node.ended()));
  rmSync(root, { recursive: true, force: true });
});

test("one machine becomes four, and the history goes on", { skip: missing }, async () => {
  const words = ["init", "A hamlet", "--purpose", "To grow.", "--founder", "Ana"];
  assert.equal((await call(...words, "--home", old, "--keys", keys)).exit, 0);
  const alone = localNode(old);
  nodes.push(alone);
  await alone.start();
  const before = await publish(alone.url, join(keys, "Ana.key.json"), 1);
  alone.signal("law", "SIGTERM");
  await alone.ended();

  const grown = await call("network", "grow", "--from", old, "--home", folder, "--json");
  assert.equal(grown.exit, 0, grown.err + grown.out);
  const { height, homes } = jsonOf<{ height: number; homes: string[] }>(grown);
  shorten(homes, { snapshotEvery: 10 });
  const four = homes.map((home) => localNode(home));
  nodes.push(...four);
  await Promise.all(four.map((node) => node.start()));
  const [first, second] = four as [LocalNode, LocalNode];
  await reach(first.url, height);
  const later = await publish(second.url, join(keys, "Ana.key.json"), 2);
  assert.ok(later.height > height - 1 && before.height < height);
  await reach(first.url, later.height + 1);

  const light = await lightFrom(readFileSync(join(old, "founding.json"), "utf8"), first.url);
  const newest = await light.latest();
  assert.ok(newest.ok, newest.ok ? "" : newest.reason.detail);
  assert.ok(Number(newest.value.header.height) > height);
  assert.equal(newest.value.validatorCount, 4);

  const refused = await call("start", "--home", old, "--port", "0", "--json");
  assert.notEqual(refused.exit, 0);
  assert.match(refused.out + refused.err, /gone over to a network/);
});

test("a fifth machine joins late, with all of the history", { skip: missing }, async () => {
  const first = nodes[1] as LocalNode;
  const home = join(root, "fifth");
  const wrong = await call("network", "join", first.url, "--home", home, "--chain", "folk-0");
  assert.notEqual(wrong.exit, 0);
  assert.match(wrong.err, /another community/);
  const joined = await call("network", "join", first.url, "--home", home, "--json");
  assert.equal(joined.exit, 0, joined.err + joined.out);
  assert.ok(jsonOf<{ imported: number }>(joined).imported > 1);
  shorten([home]);
  const fifth = localNode(home);
  nodes.push(fifth);
  await fifth.start();
  await reach(fifth.url, await heightOf(first.url));
  const { height } = await publish(fifth.url, join(keys, "Ana.key.json"), 3);
  await reach(first.url, height);
});

test("a sixth joins quickly, trusting the founding across the border", {
  skip: missing,
}, async () => {
  const first = nodes[1] as LocalNode;
  const begun = await heightOf(first.url);
  // Two blocks above the next multiple of ten, a snapshot can be used.
  await reach(first.url, begun + 12);
  const home = join(root, "sixth");
  const joined = await call("network", "join", first.url, "--home", home, "--quick", "--json");
  assert.equal(joined.exit, 0, joined.err + joined.out);
  const { from } = jsonOf<{ from: number }>(joined);
  assert.equal(from % 10, 0);
  const sixth = localNode(home);
  nodes.push(sixth);
  await sixth.start();
  await reach(sixth.url, await heightOf(first.url));
});

test("stopped, every home verifies over the border", { skip: missing }, async () => {
  const newest = await heightOf((nodes[1] as LocalNode).url);
  for (const { url } of nodes.slice(1)) await reach(url, newest);
  for (const node of nodes.slice(1)) node.signal("law", "SIGTERM");
  await Promise.all(nodes.map((node) => node.ended()));
  for (const { home } of nodes.slice(1)) {
    const verdict = await call("verify", "--home", home, "--json");
    assert.equal(verdict.exit, 0, verdict.out);
    assert.ok(jsonOf<{ height: number }>(verdict).height >= newest);
  }
});
