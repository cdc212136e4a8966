/**
 * Goal: when two of four machines are gone, a node says who is missing, since when and what still
 * works; what is sent is kept, even over a restart of the node, and goes on by itself.
 * Method: a network as its operators run it, real CometBFT, real signals.
 */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { basename, dirname } from "node:path";
import { after, before, test } from "node:test";
import { setTimeout as pause } from "node:timers/promises";
import { createClient, httpTransport, seedSigner } from "#client/index.js";
import { testBinary } from "#engine/testing/comet-binary.js";
import { fromHex } from "#protocol/kernel/bytes.js";
import { commandLine } from "../cli/folkmoot.ts";
import { agreed, foundNetwork, type LocalNetwork, type LocalNode, reach } from "./local-network.ts";

const { missing } = testBinary();
const skip = missing;
let network: LocalNetwork;
let waiting = "";
let invited = "";
const node = (at: number): LocalNode => network.nodes[at - 1] as LocalNode;

before(async () => {
  if (missing !== false) return;
  network = await foundNetwork(4);
  await Promise.all(network.nodes.map((one) => one.start()));
  await network.act(1);
});
after(() => network?.end());

interface StatusAnswer {
  readonly halt?: {
    readonly since: number;
    readonly missing: readonly string[];
    readonly present: number;
    readonly words: readonly string[];
  } | null;
  readonly validators: readonly { readonly address: string }[];
  readonly unconnected?: readonly string[] | null;
}

async function json<V>(path: string): Promise<V> {
  return (await (await fetch(`${node(1).url}${path}`)).json()) as V;
}

/** Waits until the node says that nothing can be agreed on, by these machines missing. */
async function halted(count: number): Promise<NonNullable<StatusAnswer["halt"]>> {
  const until = performance.now() + 60_000;
  for (;;) {
    const { halt } = await json<StatusAnswer>("/api/v1/network");
    if (halt?.missing.length === count) return halt;
    if (performance.now() > until) throw new Error(`not told: ${JSON.stringify(halt)}`);
    await pause(200);
  }
}

test("while all are there, nothing is told", { skip }, async () => {
  await goesOn();
  assert.equal((await json<StatusAnswer>("/readyz")).halt, undefined);
});

test("two go: at once the node says with whom it is not connected any more", { skip }, async () => {
  for (const at of [3, 4]) node(at).signal("law", "SIGKILL");
  await Promise.all([3, 4].map((at) => node(at).ended()));
  const until = performance.now() + 60_000;
  for (;;) {
    const { unconnected } = await json<StatusAnswer>("/api/v1/network");
    if (unconnected?.length === 2) return;
    assert.ok(performance.now() < until, `not told: ${unconnected}`);
    await pause(200);
  }
});

test("two are gone: the node says who, since when, and what still works", { skip }, async () => {
  const { missing: gone, since, present, words } = await halted(2);
  const { validators } = await json<StatusAnswer>("/api/v1/network");
  const addresses = validators.map(({ address }) => address);
  assert.ok(gone.every((address) => addresses.includes(address)));
  assert.equal(present, 2);
  assert.ok(since <= Date.now() && since > Date.now() - 600_000);
  assert.match(words.join(" "), /2 of 4 machines take part, 3 are needed/);
  assert.match(words.join(" "), /Reading, proving and checking go on/);
  const ready = await fetch(`${node(1).url}/readyz`);
  assert.equal(ready.status, 200);
  assert.equal(((await ready.json()) as StatusAnswer).halt?.present, 2);
  const { call } = commandLine(network.folder);
  for (const command of [["status"], ["network", "peers"]]) {
    const told = await call(...command, "--node", node(1).url);
    assert.match(told.out, /Nothing new can be agreed on since/);
    assert.match(told.out, /Not connected to this node now: 127\.0\.0\.1:\d+, 127\.0\.0\.1:\d+\./);
  }
});

test("reading and proving go on, and what is sent is received", { skip }, async () => {
  const { seed } = JSON.parse(readFileSync(network.keyFile, "utf8")) as { seed: string };
  const signer = seedSigner(fromHex(seed) as Uint8Array);
  const client = createClient({ transport: httpTransport(node(1).url), signer });
  const hash = new Uint8Array(32).fill(9);
  const input = { digest: hash, audience: "public", kind: "note", bytes: 64 } as const;
  const sent = await client.act("records/publish", input);
  assert.equal(sent.kept?.state, "received");
  waiting = sent.kept.id;
  const kept = await fetch(`${node(1).url}/api/v1/actions/${waiting}`);
  assert.equal(kept.status, 202);
  const proof = await fetch(`${node(1).url}/api/v1/proofs/membership/members`);
  assert.equal(proof.status, 200);
  assert.equal((await fetch(`${node(1).url}/api/v1/light/latest`)).status, 200);
});

test("what the same person sends next is kept too, and an invitation's secret is not lost", {
  skip,
}, async () => {
  const { call } = commandLine(network.folder);
  const keys = dirname(network.keyFile);
  const name = basename(network.keyFile, ".key.json");
  const words = ["invite", "new", "--node", node(1).url, "--as", name, "--keys", keys];
  for (let time = 0; time < 2; time += 1) {
    const told = await call(...words, "--json");
    assert.equal(told.exit, 0, told.err);
    const { id, link } = JSON.parse(told.out) as { id: string; link: string };
    assert.notEqual(id, invited);
    assert.match(link, /\/j\/NUMBER#[0-9a-f]{64}\.[1-9][0-9]*\.[0-9a-f]{64}\.[\w-]+$/);
    invited = id;
  }
});

test("a node that is restarted meanwhile still has it, and it goes on by itself", {
  skip,
}, async () => {
  // The other one has it in memory as well: both forget what they do not keep.
  for (const at of [1, 2]) node(at).signal("law", "SIGKILL");
  await Promise.all([1, 2].map((at) => node(at).ended()));
  await Promise.all([1, 2].map((at) => node(at).start()));
  assert.equal((await fetch(`${node(1).url}/api/v1/actions/${waiting}`)).status, 202);
  await Promise.all([3, 4].map((at) => node(at).start()));
  await agreed(node(1).url, waiting);
  // The last of three that waited: none of them made another void.
  const { height } = await agreed(node(1).url, invited);
  for (const at of [1, 2, 3, 4]) await reach(node(at).url, height);
  await network.assertOneHistory([1, 2, 3, 4]);
  await goesOn();
});

async function goesOn(): Promise<void> {
  const until = performance.now() + 60_000;
  while ((await json<StatusAnswer>("/api/v1/network")).halt !== null) {
    assert.ok(performance.now() < until, "no halt is told");
    await pause(200);
  }
}
