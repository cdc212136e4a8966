// Goal: on the command line a member leaves, sees the day, stays by a recovery file, and goes by time or by two keys.
// Method: the program itself, in processes, on a clock that the test sets ahead.
import assert from "node:assert/strict";
import type { ChildProcess } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { commandLine } from "./folkmoot.ts";
import { shiftedClock } from "./shifted-clock.ts";

const DAY = 86_400_000;
const root = mkdtempSync(join(tmpdir(), "folkmoot-leave-"));
const clock = shiftedClock(root);
const { call, run } = commandLine(root, clock.env);
let node: ChildProcess | undefined;

async function stop(): Promise<void> {
  if (node === undefined || node.exitCode !== null) return;
  node.kill("SIGTERM");
  await once(node, "close");
}

async function start(...more: readonly string[]): Promise<void> {
  const { child, url } = await run("start", "--log-level", "silent", ...more);
  node = child;
  await call("config", "set", "node", url);
}

after(async () => {
  await stop();
  rmSync(root, { recursive: true, force: true });
});

test("leaving takes seven days or two keys, and any key calls it off", async () => {
  const founded = await call("init", "Our street", "--purpose", "Share tools.", "--founder", "Ana");
  assert.equal(founded.exit, 0, founded.err);
  await start();
  const sheet = ["--recovery", join(root, "config", "folkmoot", "keys", "Ana.recovery.json")];
  const member = (...words: readonly string[]) => call("member", ...words);

  const unasked = await member("leave");
  assert.equal(unasked.exit, 1);
  assert.match(unasked.err, /folkmoot member stay/);
  const idle = await member("stay");
  assert.equal(idle.exit, 4);
  assert.match(idle.err, /You are not leaving/);

  const leaves = await member("leave", "--yes");
  assert.equal(leaves.exit, 0, leaves.err);
  assert.match(leaves.out, /You leave on .*\. Until then you can stay/);
  assert.match((await member("show", "Ana")).out, /Leaves on .*, as device 1 has said/);
  assert.match((await member("list")).out, /Ana {2}member, leaves on /);
  const stays = await member("stay", ...sheet);
  assert.equal(stays.exit, 0, stays.err);
  assert.match(stays.out, /You stay in Our street\./);
  const again = await member("leave", "--yes");
  assert.equal(again.exit, 4);
  assert.match(again.err, /called your leaving off lately/);

  assert.match((await member("leave", "--yes", ...sheet)).out, /You leave on /);
  await stop();
  clock.pass(7 * DAY);
  await start("--accept-gap");
  assert.match((await member("show", "Ana")).out, /left since/);
});

test("the recovery file after a device lets go at once", async () => {
  const home = ["--home", join(root, "harbour")];
  const keys = ["--keys", join(root, "harbour-keys")];
  const words = ["Harbour", "--purpose", "Boats.", "--founder", "Bo", ...home, ...keys];
  assert.equal((await call("init", ...words)).exit, 0);
  const { child, url } = await run("start", "--log-level", "silent", ...home);
  const member = (...said: readonly string[]) =>
    call("member", ...said, "--yes", "--node", url, ...keys);
  try {
    assert.match((await member("leave")).out, /You leave on /);
    const sheet = join(root, "harbour-keys", "Bo.recovery.json");
    const gone = await member("leave", "--recovery", sheet);
    assert.equal(gone.exit, 0, gone.err);
    assert.match(gone.out, /You have left Harbour\./);
  } finally {
    child.kill("SIGTERM");
    await once(child, "close");
  }
});
