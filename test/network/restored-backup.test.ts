/**
 * Goal: the only machine burns; last night's backup, two members and a few commands bring the community back,
 * and what waited on a member's device is done.
 * Method: walked as the person who runs the node, on the command line; the members' devices keep what they
 * have verified and what they could not deliver; real CometBFT behind the restart.
 */
import assert from "node:assert/strict";
import type { ChildProcess } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { testBinary } from "#engine/testing/comet-binary.js";
import { commandLine, jsonOf } from "../cli/folkmoot.ts";
import { reach, shorten } from "./local-network.ts";

const { missing } = testBinary();
const root = mkdtempSync(join(tmpdir(), "folkmoot-restored-"));
const { call, run } = commandLine(root);
const home = join(root, "home");
const back = join(root, "back");
const restart = join(root, "restart.json");
let node: ChildProcess | undefined;

async function end(signal: NodeJS.Signals): Promise<void> {
  if (node === undefined || node.exitCode !== null) return;
  node.kill(signal);
  await once(node, "close");
}

after(async () => {
  await end("SIGKILL");
  rmSync(root, { recursive: true, force: true });
});

async function done(...words: readonly string[]): Promise<string> {
  const called = await call(...words);
  assert.equal(called.exit, 0, `${words.join(" ")}: ${called.err}${called.out}`);
  return called.out;
}

test("the only machine is lost, and comes back from its backup", { skip: missing }, async (t) => {
  await done("init", "Our street", "--purpose", "Share.", "--founder", "Ana", "--home", home);
  const first = await run("start", "--log-level", "silent", "--home", home);
  node = first.child;
  await done("config", "set", "node", first.url);
  await done("config", "set", "as", "Ana");
  const { link } = jsonOf<{ link: string }>(await call("invite", "new", "--json"));
  await done("member", "join", link, "--name", "Bo");
  await done("member", "vouch", "2");
  await done("backup", "create", "--to", join(root, "disk"), "--plain", "--home", home);

  // After the backup: something that everybody has seen, and something that never arrived.
  await done("pay", "trust", "2", "--for", "50d");
  await end("SIGKILL");
  rmSync(home, { recursive: true });
  const waits = await done("pay", "trust", "2", "--for", "100d");
  assert.match(waits, /Signed and kept on this computer/);

  const began = performance.now();
  const [name = ""] = readdirSync(join(root, "disk")).filter((each) => each.endsWith(".tar"));
  const told = await done("backup", "restore", join(root, "disk", name), "--home", back);
  assert.match(told, /network restart prepare/);
  const refused = await call("start", "--home", back);
  assert.match(refused.err, /people's devices may have seen more/);
  await done("network", "restart", "prepare", "--home", back, "--out", restart);
  const early = await call("network", "restart", "apply", restart, "--home", back);
  assert.match(early.err, /0 of 2 members signed/);
  assert.equal((await call("start", "--home", back)).exit, 1, "two have to sign first");
  await done("network", "restart", "sign", restart, "--as", "Ana", "--yes");
  await done("network", "restart", "sign", restart, "--as", "Bo", "--yes");
  const applied = await call("network", "restart", "apply", restart, "--home", back, "--json");
  const { height } = jsonOf<{ height: number }>(applied);
  shorten([back]);
  const again = await run("start", "--log-level", "silent", "--home", back);
  node = again.child;
  await reach(again.url, height + 1);
  await done("config", "set", "node", again.url);
  // The device follows the members' word, and what waited there is signed again and done.
  await done("outbox", "send");
  t.diagnostic(`${Math.round((performance.now() - began) / 100) / 10} s from the empty disk on`);
  const listed = jsonOf<{ entries: readonly unknown[] }>(await call("outbox", "--json"));
  assert.deepEqual(listed.entries, []);
  await end("SIGTERM");
  await done("verify", "--home", back);
});
