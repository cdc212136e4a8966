/**
 * Goal: where the only disk of a community is lost, an old backup carries nothing of those who have
 * seen more, until more than half of the members name the page from which it goes on.
 * Method: a home of one machine, its backup, the command line, a member's device that keeps what it has
 * verified; real CometBFT behind the restart.
 */
import assert from "node:assert/strict";
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { createClient, httpTransport, seedSigner, type TrustMemory } from "#client/index.js";
import { portableHasher } from "#client/portable-hasher.js";
import { forgetfulTrust } from "#client/trust-memory.js";
import { testBinary } from "#engine/testing/comet-binary.js";
import { createHome } from "#node/index.js";
import { communityOf, folkmootLaw, toHex } from "#protocol/index.js";
import { keyOf } from "#protocol/testing/test-keys.js";
import { commandLine, jsonOf } from "../cli/folkmoot.ts";
import { type LocalNode, localNode, publish, reach, shorten } from "./local-network.ts";

const { missing } = testBinary();
const root = mkdtempSync(join(tmpdir(), "folkmoot-lost-disk-"));
const home = join(root, "home");
const backup = join(root, "backup");
const keys = join(root, "keys");
const file = join(root, "restart.json");
const { call } = commandLine(root);
const PEOPLE = ["Ana", "Ben", "Cleo"];
const running: LocalNode[] = [];

after(async () => {
  for (const { process } of running) process?.kill("SIGKILL");
  await Promise.all(running.map((node) => node.ended()));
  rmSync(root, { recursive: true, force: true });
});

const seedOf = (name: string) => portableHasher.sha256(new TextEncoder().encode(`lost ${name}`));
const keyFile = (name: string) => join(keys, `${name}.key.json`);

async function found(): Promise<void> {
  const foundedAt = Date.now();
  const people = PEOPLE.map((name) => ({
    device: toHex(keyOf(`lost ${name}`).publicKey),
    recovery: "00".repeat(32),
  }));
  const members = PEOPLE.map((_, at) => ({
    person: at + 1,
    since: foundedAt,
    founder: true,
    invitedBy: 0,
  }));
  const rooms = { identity: { people }, membership: { members, vouches: [] } };
  const founding = JSON.stringify({ name: "A street", foundedAt, rooms });
  const made = await createHome({ home, law: folkmootLaw, founding });
  const community = communityOf(portableHasher, folkmootLaw, made.file.document);
  mkdirSync(keys, { mode: 0o700 });
  for (const name of PEOPLE) {
    const kept = { format: 1, community: toHex(community), seed: toHex(seedOf(name)) };
    writeFileSync(keyFile(name), JSON.stringify(kept), { mode: 0o600 });
  }
}

async function start(where: string): Promise<LocalNode> {
  const node = localNode(where);
  running.push(node);
  await node.start();
  return node;
}

async function stop(node: LocalNode): Promise<void> {
  node.signal("law", "SIGTERM");
  await node.ended();
}

async function act(url: string, name: string, trust: TrustMemory, number: number) {
  const signer = seedSigner(seedOf(name));
  const client = createClient({ transport: httpTransport(url), signer, trust });
  const hash = new Uint8Array(32).fill(number);
  const input = { digest: hash, audience: "public", kind: "note", bytes: 64 } as const;
  return client.act("records/publish", input);
}

test("a lost disk, an old backup, and what the members say", { skip: missing }, async () => {
  await found();
  const ana = forgetfulTrust();
  const first = await start(home);
  assert.ok((await act(first.url, "Ana", ana, 1)).receipt);
  await stop(first);
  cpSync(home, backup, { recursive: true });
  const second = await start(home);
  for (const number of [2, 3, 4]) await publish(second.url, keyFile("Ben"), number);
  assert.ok((await act(second.url, "Ana", ana, 5)).receipt);
  await stop(second);
  rmSync(home, { recursive: true });

  const old = await start(backup);
  await assert.rejects(act(old.url, "Ana", ana, 6), { code: "client/two-histories" });
  await stop(old);

  const restart = async (...words: string[]) => {
    const called = await call("network", "restart", ...words, "--json");
    assert.equal(called.exit, 0, called.err + called.out);
    return jsonOf<{ key: string; signed: number; height: number }>(called);
  };
  const { key } = await restart("key", "--home", backup);
  await restart("prepare", "--home", backup, "--seats", key, "--out", file);
  await restart("sign", file, "--as", "Ana", "--keys", keys, "--yes");
  const few = await call("network", "restart", "apply", file, "--home", backup);
  assert.match(few.err, /1 of 3 members signed/);
  await restart("sign", file, "--as", "Ben", "--keys", keys, "--yes");
  const { height } = await restart("apply", file, "--home", backup);
  await restart("apply", file, "--home", backup);
  shorten([backup]);

  const on = await start(backup);
  // Before the first block of the new run the node knows no more than its old pages.
  await reach(on.url, height + 1);
  const done = await act(on.url, "Ana", ana, 7);
  assert.equal(done.problem, undefined);
  const later = await publish(on.url, keyFile("Cleo"), 8);
  assert.ok(later.height >= height);
  await stop(on);
  const verified = await call("verify", "--home", backup);
  assert.equal(verified.exit, 0, verified.err + verified.out);
});
