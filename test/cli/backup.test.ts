// Goal: somebody who runs a node makes a backup while it runs, tries it, sees it in doctor, verifies and exports
// the running home, and is told in three lines what does not go.
import assert from "node:assert/strict";
import type { ChildProcess } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { commandLine, jsonOf } from "./folkmoot.ts";

const root = mkdtempSync(join(tmpdir(), "folkmoot-cli-backup-"));
const { call, run } = commandLine(root, { TMPDIR: root });
const home = join(root, "street");
const folder = join(root, "backups");
const recipients: string[] = [];
let node: ChildProcess;

interface Created {
  readonly file: string;
  readonly height: number;
  readonly texts: number;
}

const on = (...words: readonly string[]) => call(...words, "--home", home);
const identity = (of: "mine" | "envelope") => join(root, `${of}.key`);

before(async () => {
  const words = ["init", "Our street", "--purpose", "Share tools.", "--founder", "Ana"];
  assert.equal((await call(...words, "--home", home)).exit, 0);
  for (const of of ["mine", "envelope"] as const) {
    const made = await call("backup", "key", identity(of), "--json");
    recipients.push(jsonOf<{ recipient: string }>(made).recipient);
  }
  const { child } = await run("start", "--log-level", "silent", "--home", home);
  node = child;
});

after(async () => {
  node?.kill("SIGTERM");
  if (node !== undefined && node.exitCode === null) await once(node, "close");
  rmSync(root, { recursive: true, force: true });
});

const forBoth = () => recipients.flatMap((recipient) => ["--recipient", recipient]);

test("a key that opens backups is for its owner alone, and never written over", async () => {
  assert.equal(statSync(identity("mine")).mode & 0o077, 0);
  const before = readFileSync(identity("mine"), "utf8");
  const again = await call("backup", "key", identity("mine"));
  assert.equal(again.exit, 1);
  assert.equal(again.err.trim().split("\n").length, 3);
  assert.equal(readFileSync(identity("mine"), "utf8"), before);
});

test("doctor says that there is no backup, then how old it is, and when it was tried", async () => {
  assert.match((await on("doctor")).out, /note {2}backup: none was ever made/);
  const created = await on("backup", "create", "--to", folder, ...forBoth());
  assert.equal(created.exit, 0, created.err);
  assert.match(created.out, /Not in it: anybody's own keys/);
  assert.match((await on("doctor")).out, /ok {4}backup: of block \d+, \d+ seconds? ago/);
  assert.match((await on("doctor")).out, /note {2}backup tried: never/);
  const [name] = readdirSync(folder).filter((each) => each.endsWith(".age"));
  const file = join(folder, name ?? "");
  const tried = await on("backup", "restore", file, "--check", "--identity", identity("envelope"));
  assert.equal(tried.exit, 0, tried.err);
  assert.match(tried.out, /This backup works/);
  assert.match(tried.out, /It took \d+(\.\d)? minutes/);
  assert.match((await on("doctor")).out, /ok {4}backup tried: \d+ seconds? ago/);
  assert.match((await call("backup", "list", folder)).out, /block \d+ .* by hand/);
  assert.deepEqual(
    readdirSync(root).filter((each) => each.startsWith("folkmoot-")),
    [],
    "the copy that was tried is gone",
  );
});

test("a running home is verified and exported, as it is at one moment", async () => {
  const verified = await on("verify", "--json");
  assert.equal(verified.exit, 0, verified.err);
  assert.equal(jsonOf<{ ok: boolean }>(verified).ok, true);
  const exported = await on("export", "--to", join(root, "export"), "--json");
  assert.equal(exported.exit, 0, exported.err);
  assert.ok(existsSync(join(root, "export", "constitution.md")));
  assert.deepEqual(
    readdirSync(root).filter((each) => each.startsWith("folkmoot-")),
    [],
  );
});

test("a schedule names a folder and who opens what is in it, and can be ended", async () => {
  const to = join(root, "each-day");
  const nobody = await on("backup", "schedule", "--to", to);
  assert.equal(nobody.exit, 2);
  const wrong = await on("backup", "schedule", "--to", to, "--recipient", "age1nothing");
  assert.match(wrong.err, /nobody a backup can be encrypted for/);
  const set = await on("backup", "schedule", "--to", to, ...forBoth());
  assert.match(set.out, /makes a backup each day in .*each-day, encrypted; any one of 2 keys/);
  // What the schedule says holds for a backup by hand, too.
  const made = jsonOf<Created>(await on("backup", "create", "--json"));
  assert.ok(made.file.startsWith(to));
  assert.match((await on("backup", "schedule", "--off")).out, /makes no backups by itself/);
});

test("what does not go is said in three lines", async () => {
  const made = jsonOf<Created>(await on("backup", "create", "--to", folder, "--plain", "--json"));
  const cases: readonly (readonly [number, RegExp, readonly string[]])[] = [
    [2, /not said where backups are/, ["backup", "create"]],
    [2, /not said who can open/, ["backup", "create", "--to", folder]],
    [1, /cannot be read/, ["backup", "restore", join(root, "nowhere.tar")]],
    [1, /is alive: its node runs/, ["backup", "restore", made.file, "--home", join(root, "new")]],
    [1, /is not empty/, ["backup", "restore", made.file, "--home", folder]],
    [1, /none|cannot be read/, ["backup", "restore", identity("mine"), "--check"]],
  ];
  for (const [exit, words, command] of cases) {
    const called = await call(...command, ...(command.includes("--home") ? [] : ["--home", home]));
    assert.equal(called.exit, exit, command.join(" "));
    assert.match(called.err, words);
    assert.equal(called.err.trim().split("\n").length, 3, called.err);
  }
  assert.ok(!existsSync(join(root, "new")), "nothing is left of what was refused");
});
