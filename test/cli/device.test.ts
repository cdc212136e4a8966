// Goal: somebody whose computer is lost freezes, removes and comes back from the command line.
// Method: the program itself, in processes, as a person runs it; what takes days only begins here.
import assert from "node:assert/strict";
import type { ChildProcess } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { commandLine, jsonOf } from "./folkmoot.ts";

const root = mkdtempSync(join(tmpdir(), "folkmoot-device-"));
const { call, run } = commandLine(root);
const home = join(root, "street");
const here = (...words: readonly string[]) => call("device", ...words, "--home", home);
let recovery: readonly [string, string];
let node: ChildProcess;

before(async () => {
  const words = ["init", "Our street", "--purpose", "Share.", "--founder", "Mira", "--json"];
  const founded = await call(...words, "--home", home);
  recovery = ["--recovery", jsonOf<{ recoveryFile: string }>(founded).recoveryFile];
  node = (await run("start", "--home", home, "--log-level", "silent")).child;
});

after(async () => {
  await call("stop", "--home", home);
  node.kill();
  rmSync(root, { recursive: true, force: true });
});

test("the recovery file ranks first, and is listed so", async () => {
  const { out } = await here("list");
  assert.match(out, /^2 {2}recovery file, since .*\n1 {2}device, since /);
});

test("a frozen device can do nothing but object; the recovery file lifts the freeze", async () => {
  assert.equal((await here("freeze", "--yes", "--dry-run")).exit, 0);
  const frozen = await here("freeze", "--yes", "--as", "Mira");
  assert.match(frozen.out, /Your devices are frozen/);
  assert.match((await here("list")).out, /^Your devices are frozen until /);
  const invited = await call("invite", "new", "--as", "Mira", "--home", home);
  assert.equal(invited.exit, 4);
  assert.match(invited.err, /This device is frozen/);
  const again = await here("freeze", "--yes", "--as", "Mira");
  assert.match(again.err, /frozen your devices lately/);
  assert.equal((await here("lift", ...recovery)).exit, 0);
  assert.doesNotMatch((await here("list")).out, /frozen/);
});

test("somebody comes back with the recovery file, and a removal waits until somebody objects", async () => {
  const back = await here("come-back", "Mira 2", ...recovery);
  assert.match(back.out, /Welcome back/);
  assert.match((await here("list", "--as", "Mira 2")).out, /3 {2}device, since .*, new until /);
  const removed = await here("remove", "1", "--yes", ...recovery);
  assert.match(removed.out, /Device 1 is being removed; it ends on /);
  assert.match((await here("list", "--as", "Mira")).out, /being removed by 2 on /);
  const own = await here("keep", "1", "--as", "Mira");
  assert.match(own.err, /no say in its own removal/);
  assert.equal((await here("keep", "1", ...recovery)).exit, 0);
  assert.doesNotMatch((await here("list", "--as", "Mira")).out, /being removed/);
});

test("a device is added by its code, and refused by an older one", async () => {
  const { community } = jsonOf<{ community: string }>(await call("keys", "show", "Mira", "--json"));
  await call("keys", "new", "laptop", "--community", community);
  const { code } = jsonOf<{ code: string }>(
    await here("code", "laptop", "--person", "1", "--json"),
  );
  assert.equal((await here("add", "abc", "--as", "Mira")).exit, 2);
  const added = await here("add", code, "--as", "Mira");
  assert.match(added.out, /Device 4 can sign/);
  assert.match((await here("refuse", "1", "--as", "laptop")).err, /no longer|from the beginning/);
  assert.equal((await here("refuse", "4", "--as", "Mira")).exit, 0);
  assert.match((await here("list", "--as", "Mira")).out, /1 more is over\./);
});

test("a new recovery file is made, and no file is ever overwritten", async () => {
  const file = join(root, "new.recovery.json");
  const made = await here("add-recovery", file, "--as", "Mira");
  assert.equal(made.exit, 0, made.err);
  assert.match((await here("list", "--recovery", file)).out, /recovery file, since .*, new until/);
  assert.equal((await here("add-recovery", file, "--as", "Mira")).exit, 1);
  const other = join(root, "other.json");
  writeFileSync(other, "{}");
  assert.match((await here("list", "--recovery", other)).err, /not a recovery file/);
});
