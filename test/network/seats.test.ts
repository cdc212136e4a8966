/**
 * Goal: a village whose people have seated machines grows into exactly these; the set goes from four
 * to seven and back to four under load, by signed actions alone, and anyone who trusted only the
 * founding verifies the newest block.
 * Method: real machines of the command line; the seats were decided in the village's past.
 */
import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { setTimeout as pause } from "node:timers/promises";
import { testBinary } from "#engine/testing/comet-binary.js";
import { type LightPageModule, openLightPage } from "../browser/light-page.ts";
import { commandLine, jsonOf } from "../cli/folkmoot.ts";
import { anchorOf, lightFrom } from "./light-from.ts";
import { heightOf, type LocalNode, localNode, publish, reach, shorten } from "./local-network.ts";
import { createSeatedNetwork, type SeatedNetwork } from "./seated-network.ts";

/** What the page in the browser has loaded, and how it reaches a node. */
declare const light: LightPageModule;
declare function askNode(
  path: string,
): Promise<{ readonly ok: boolean; readonly status: number; readonly text: string }>;

const { missing } = testBinary();
const root = mkdtempSync(join(tmpdir(), "folkmoot-seats-"));
const { call } = commandLine(root);
const nodes: LocalNode[] = [];
const acknowledged: { readonly id: string; readonly height: number }[] = [];
let testLaw: SeatedNetwork;
let border = 0;

after(async () => {
  for (const { process } of nodes) process?.kill("SIGKILL");
  await Promise.all(nodes.map((node) => node.ended()));
  rmSync(root, { recursive: true, force: true });
});

test("the machines that people seated, and no others, sign from the first block on", {
  skip: missing,
}, async () => {
  testLaw = await createSeatedNetwork(root, { founders: 7, taken: 4 });
  const folder = join(root, "network");
  const machines = testLaw.machines.flatMap((home) => ["--machine", home]);
  const words = ["network", "grow", "--from", testLaw.home, "--home", folder, ...machines];
  const grown = await call(...words, "--json");
  assert.equal(grown.exit, 0, grown.err + grown.out);
  const said = jsonOf<{ height: number; machines: number; homes: string[] }>(grown);
  assert.deepEqual([said.machines, said.homes.length], [4, 7]);
  border = said.height;
  shorten(said.homes);
  nodes.push(...said.homes.map((home) => localNode(home)));
  await Promise.all(nodes.map((node) => node.start()));
  await reach(urlOf(1), border + 1);
  assert.deepEqual(await signing(), [1, 2, 3, 4]);
  const taken = testLaw.machines[0] as string;
  const refused = await call("network", "join", urlOf(1), "--home", taken, "--json");
  assert.match(refused.out + refused.err, /gone over to a network/);
});

test("three helpers take their seats, and give them back, while people act", {
  skip: missing,
}, async () => {
  let isOver = false;
  const load = (async () => {
    for (let at = 1; !isOver; at += 1) {
      const key = join(testLaw.keys, "helper1.key.json");
      acknowledged.push(await publish(urlOf(1 + (at % 4)), key, at));
      await reach(urlOf(1 + ((at + 1) % 4)), acknowledged.at(-1)?.height ?? 0);
    }
  })();
  for (const at of [5, 6, 7]) await helper("take", at);
  await untilSigning([1, 2, 3, 4, 5, 6, 7]);
  const seven = await heightOf(urlOf(1));
  await reach(urlOf(7), seven + 3);
  assert.equal(await validatorCount(), 7);
  for (const at of [2, 5, 7]) await helper("withdraw", at);
  await untilSigning([1, 3, 4, 6]);
  await reach(urlOf(1), (await heightOf(urlOf(1))) + 3);
  isOver = true;
  await load;
  assert.ok(acknowledged.length > 5, `${acknowledged.length} actions`);
});

test("a device that trusts only the founding verifies the newest block", {
  skip: missing,
}, async () => {
  const json = readFileSync(join(testLaw.home, "founding.json"), "utf8");
  const newest = await (await lightFrom(json, urlOf(3))).latest();
  assert.ok(newest.ok, newest.ok ? "" : newest.reason.detail);
  assert.equal(newest.value.validatorCount, 4);
  assert.ok(Number(newest.value.header.height) > border);
});

test("a browser that trusts only the founding verifies the newest block", {
  skip: missing,
}, async () => {
  const { page, close } = await openLightPage();
  try {
    const json = readFileSync(join(testLaw.home, "founding.json"), "utf8");
    const anchor = anchorOf(json);
    const { validatorsHash, time, initialHeight } = anchor;
    const plain = {
      ...anchor,
      validatorsHash: Buffer.from(validatorsHash).toString("hex"),
      time: String(time),
      initialHeight: String(initialHeight),
    };
    await page.exposeFunction("askNode", async (path: string) => {
      const answer = await fetch(`${urlOf(6)}${path}`);
      return { ok: answer.ok, status: answer.status, text: await answer.text() };
    });
    const told = await page.evaluate(async (given) => {
      const trusted = light.anchorFromJson(given);
      if (!trusted.ok) throw new Error(trusted.reason);
      const source = light.httpLightSource("/api/v1", async (path) => {
        const { ok, status, text } = await askNode(path);
        return { ok, status, text: async () => text };
      });
      const client = light.createLightClient({
        source,
        trust: { anchor: trusted.value },
        hasher: light.portableHasher,
        verify: light.verifyAsync,
        now: () => BigInt(Date.now()) * 1_000_000n,
      });
      const newest = await client.latest();
      if (!newest.ok) return { problem: newest.reason.detail };
      const { header, validatorCount } = newest.value;
      return { height: Number(header.height), validatorCount };
    }, plain);
    assert.equal(told.problem, undefined);
    assert.equal(told.validatorCount, 4);
    assert.ok((told.height ?? 0) > border);
  } finally {
    await close();
  }
});

test("everything acknowledged is there once, and every home verifies", {
  skip: missing,
}, async () => {
  const height = await heightOf(urlOf(1));
  await Promise.all(nodes.map(({ url }) => reach(url, height)));
  for (const { id, height: at } of acknowledged) {
    for (const { url } of nodes) {
      const found = await fetch(`${url}/api/v1/actions/${id}`);
      assert.equal(((await found.json()) as { height: number }).height, at);
    }
  }
  for (const node of nodes) node.signal("law", "SIGTERM");
  await Promise.all(nodes.map((node) => node.ended()));
  const roots = new Set<string>();
  for (const { home } of nodes) {
    const verdict = await call("verify", "--home", home, "--json");
    assert.equal(verdict.exit, 0, verdict.out);
    const { height: at, appHash } = jsonOf<{ height: number; appHash: string }>(verdict);
    if (at >= height) roots.add(appHash);
  }
  assert.ok(roots.size >= 1);
});

const urlOf = (node: number) => (nodes[node - 1] as LocalNode).url;

async function view<V>(name: string): Promise<V> {
  const answer = await fetch(`${urlOf(1)}/api/v1/views/${name}`);
  return ((await answer.json()) as { value: V }).value;
}

async function signing(): Promise<number[]> {
  type Shown = { readonly machine: number; readonly isSigning: boolean };
  const shown = await view<Shown[]>("validators/helpers");
  return shown.filter(({ isSigning }) => isSigning).map(({ machine }) => machine);
}

async function untilSigning(expected: readonly number[]): Promise<void> {
  const until = performance.now() + 90_000;
  while (String(await signing()) !== String(expected)) {
    if (performance.now() > until) assert.deepEqual(await signing(), expected);
    await pause(100);
  }
}

async function validatorCount(): Promise<number> {
  const answer = await fetch(`${urlOf(1)}/api/v1/network`);
  const { validators } = (await answer.json()) as { validators: unknown[] };
  return validators.length;
}

async function helper(verb: string, at: number): Promise<void> {
  const signer = ["--keys", testLaw.keys, "--as", `helper${at}`, "--node", urlOf(at)];
  const done = await call("network", "helper", verb, String(at), ...signer);
  assert.equal(done.exit, 0, done.err + done.out);
}
