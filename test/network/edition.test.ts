/**
 * Goal: four machines turn to an edition; the one whose program lacks it says so, stops before it in
 * words, loses nothing, and goes on with the new program; anyone who joins later goes through both editions,
 * and anyone who took the state over does so from there on, before the turn or after it.
 * Method: nodes as their operators run them, of two builds: one has the second edition of the tests, one
 * does not. Both have an action that adopts at once.
 */
import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, dirname, join } from "node:path";
import { after, before, test } from "node:test";
import { setTimeout as pause } from "node:timers/promises";
import { testBinary } from "#engine/testing/comet-binary.js";
import { commandLine, jsonOf } from "../cli/folkmoot.ts";
import { anotherBuild } from "./another-build.ts";
import {
  foundNetwork,
  heightOf,
  type LocalNetwork,
  type LocalNode,
  localNode,
  reach,
  shorten,
} from "./local-network.ts";

const { missing: skip } = testBinary();
const ALL = [1, 2, 3, 4];
/** Time for the machines to rehearse. */
const NOTICE = "+15s";
const folder = mkdtempSync(join(tmpdir(), "folkmoot-two-editions-"));
let network: LocalNetwork;
let [older, newer] = ["", ""];
let first = 0;
/** Machines that took the state over: one before the turn, one after it. */
const quick: LocalNode[] = [];
const node = (at: number): LocalNode => network.nodes[at - 1] as LocalNode;

interface EditionAnswer {
  readonly number: number;
  readonly known: readonly { readonly number: number; readonly digest: string }[];
  readonly ahead: { readonly height: number; readonly rehearsed: number } | null;
}

before(async () => {
  if (skip !== false) return;
  older = await anotherBuild(join(folder, "older"), "1.0.1", "hasty");
  newer = await anotherBuild(join(folder, "newer"), "1.0.2", "hasty-with-next");
  network = await foundNetwork(4, { program: older, snapshotEvery: 10 });
  for (const at of [1, 2, 3]) node(at).program = newer;
  await Promise.all(network.nodes.map((one) => one.start()));
});
after(async () => {
  for (const one of quick) one.process?.kill("SIGKILL");
  await Promise.all(quick.map((one) => one.ended()));
  await network?.end();
  rmSync(folder, { recursive: true, force: true });
});

async function editionAt(at: number): Promise<EditionAnswer> {
  const answer = await fetch(`${node(at).url}/api/v1/network`);
  return ((await answer.json()) as { edition: EditionAnswer }).edition;
}

async function until(isSo: () => Promise<boolean>, what: string): Promise<void> {
  const end = performance.now() + 60_000;
  while (!(await isSo())) {
    if (performance.now() > end) throw new Error(`it does not come to this: ${what}`);
    await pause(100);
  }
}

const call = (program: string, ...words: readonly string[]) =>
  commandLine(folder, {}, program).call(...words);

/** Joins by a snapshot that is not older than a height, and goes on with the others. */
async function joinQuickly(name: string, least: number): Promise<void> {
  await until(async () => {
    const answer = await fetch(`${node(1).url}/api/v1/network/start`);
    const { snapshots } = (await answer.json()) as { snapshots: readonly number[] };
    return snapshots.some((height) => height >= least);
  }, "there is a snapshot");
  const home = join(folder, name);
  const words = ["network", "join", node(1).url, "--home", home, "--quick", "--json"];
  const joined = await call(newer, ...words);
  assert.equal(joined.exit, 0, joined.err + joined.out);
  assert.ok(jsonOf<{ from: number }>(joined).from >= least);
  shorten([home]);
  const taken = localNode(home);
  taken.program = newer;
  quick.push(taken);
  await taken.start();
  await reach(taken.url, await heightOf(node(1).url));
}

test("a machine takes the state over before there is anything to adopt", { skip }, async () => {
  for (const at of ALL) await network.act(at);
  await joinQuickly("quick-before", 10);
});

test("from the vote on, the machine without the edition says so; the others rehearse", {
  skip,
}, async () => {
  const { known } = await editionAt(1);
  const { digest } = known.find(({ number }) => number === 2) ?? assert.fail("it has edition 2");
  const signer = ["--as", "Ana", "--keys", dirname(network.keyFile), "--node", node(2).url];
  const words = ["act", "constitution", "adopt-now", "--digest", digest, "--moment", NOTICE];
  const adopted = await call(older, ...words, ...signer);
  assert.equal(adopted.exit, 0, adopted.err + adopted.out);
  await until(async () => (await editionAt(4)).ahead !== null, "machine 4 knows of it");
  for (const command of ["edition", "status"]) {
    const told = await call(older, command, "--node", node(4).url);
    const said = `${command}: ${told.exit} ${told.err}`;
    assert.match(told.out, /This machine will stop before it: .*does not have/, said);
    assert.match(told.out, /nothing is lost if you are late/);
  }
  await until(async () => ((await editionAt(1)).ahead?.rehearsed ?? 3) === 3, "three rehearsed");
});

test("at its height it stops in words and loses nothing, and the others go on", {
  skip,
}, async () => {
  await node(4).ended();
  assert.match(node(4).tells(), /edition 2 of the law, which this program does not have/);
  await until(async () => (await editionAt(1)).number === 2, "edition 2 holds");
  first = await heightOf(node(1).url);
  for (const at of [1, 2, 3]) await network.act(at);
  await assert.rejects(node(4).start(), /edition 2 of the law/);
  await node(4).ended();
  const verdict = await call(older, "verify", "--home", node(4).home);
  assert.equal(verdict.exit, 0, "it has all that it can carry out, and that is whole");
});

test("with the new program it catches up and signs again", { skip }, async () => {
  node(4).program = newer;
  await node(4).start();
  await network.act(4);
  await network.assertOneHistory(ALL);
  assert.equal((await editionAt(4)).number, 2);
});

test("after the turn the state is taken over as the edition in force has it", {
  skip,
}, async () => {
  await joinQuickly("quick-after", first);
  for (const one of quick) {
    await reach(one.url, await heightOf(node(1).url));
    one.signal("law", "SIGTERM");
    await one.ended();
    const verdict = await call(newer, "verify", "--home", one.home, "--json");
    assert.equal(verdict.exit, 0, verdict.out + verdict.err);
    const to = join(one.home, "..", `${basename(one.home)}-export`);
    const exported = await call(newer, "export", "--home", one.home, "--to", to, "--json");
    assert.equal(exported.exit, 0, exported.err + exported.out);
    assert.equal(JSON.parse(readFileSync(join(to, "founding.json"), "utf8")).format, 2);
    for (const command of [["verify"], ["start", "--port", "0"]]) {
      const refused = await call(older, ...command, "--home", one.home);
      assert.equal(refused.exit, 1, command[0]);
      assert.match(refused.out + refused.err, /edition 2 of the law, which this program does not/);
    }
  }
});

test("anyone who joins later goes through both editions, and every home verifies", {
  skip,
}, async () => {
  const home = join(folder, "late");
  const joined = await call(newer, "network", "join", node(1).url, "--home", home, "--json");
  assert.equal(joined.exit, 0, joined.err + joined.out);
  shorten([home]);
  const late = localNode(home);
  late.program = newer;
  await late.start();
  const height = await heightOf(node(1).url);
  await reach(late.url, height);
  late.signal("law", "SIGTERM");
  for (const one of network.nodes) one.signal("law", "SIGTERM");
  await Promise.all([late, ...network.nodes].map((one) => one.ended()));
  for (const at of [home, ...network.nodes.map((one) => one.home)]) {
    const verdict = await call(newer, "verify", "--home", at, "--json");
    assert.equal(verdict.exit, 0, verdict.out + verdict.err);
    assert.ok(jsonOf<{ height: number }>(verdict).height > first, at);
  }
  const lacking = await call(older, "verify", "--home", home);
  assert.match(lacking.out + lacking.err, /edition 2 of the law, which this program does not/);
  const opened = await call(older, "start", "--home", home, "--port", "0");
  assert.match(opened.out + opened.err, /edition 2 of the law/);
});
