// Goal: the service that is written is one that systemd accepts and calls safe, names the right program and home,
// and whatever a folder is called changes nothing else in it.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { serviceName, serviceUnit } from "#cli/service-unit.js";
import { commandLine, jsonOf } from "./folkmoot.ts";

const root = mkdtempSync(join(tmpdir(), "folkmoot-service-"));
const { call } = commandLine(root);
after(() => rmSync(root, { recursive: true, force: true }));

const UNIT = {
  home: "/srv/street",
  node: process.execPath,
  program: "/usr/lib/folkmoot/bin/folkmoot.js",
  words: ["--port", "8080"],
  folders: ["/mnt/disk"],
  config: "/etc/folkmoot.json",
  user: "nobody",
  isNetwork: true,
};
/** How exposed a service may be at most, as systemd counts it: 0 to 10. */
const EXPOSURE_MAX = 2;

test("systemd calls the service safe, and finds no mistake in it", (t) => {
  const path = join(root, serviceName(UNIT.home));
  for (const user of [UNIT.user, undefined]) {
    writeFileSync(path, serviceUnit({ ...UNIT, user }));
    const asked = spawnSync("systemd-analyze", ["security", "--offline=true", path], {
      encoding: "utf8",
    });
    if (asked.error !== undefined) {
      t.diagnostic("there is no systemd here");
      continue;
    }
    const found = /Overall exposure level for .*: ([0-9.]+)/.exec(asked.stdout);
    t.diagnostic(found?.[0] ?? asked.stderr);
    assert.ok(Number(found?.[1]) <= EXPOSURE_MAX, asked.stdout + asked.stderr);
    assert.doesNotMatch(asked.stderr, /Unknown|Failed to parse|ignoring/);
  }
});

test("a folder's name is no command and no setting", () => {
  const home = '/srv/a "b" %h $HOME\\';
  const unit = serviceUnit({ ...UNIT, home });
  assert.equal(serviceName(home), "folkmoot-a--b---h--HOME-.service");
  const command = unit.split("\n").find((line) => line.startsWith("ExecStart=")) ?? "";
  assert.match(command, /"\/srv\/a \\"b\\" %%h \$\$HOME\\\\"/);
  assert.throws(() => serviceUnit({ ...UNIT, home: "/srv/a\nUser=root" }), /cannot be named/);
});

test("install writes it for the home that is there, and remove takes it away again", async () => {
  const home = join(root, "street");
  const none = await call("service", "install", "--print", "--home", home);
  assert.equal(none.exit, 1);
  const words = ["init", "Our street", "--purpose", "Share.", "--founder", "Ana"];
  assert.equal((await call(...words, "--home", home)).exit, 0);
  const shown = await call(
    "service",
    "install",
    "--print",
    "--home",
    home,
    "--port",
    "8099",
    "--json",
  );
  const { path, unit } = jsonOf<{ path: string; unit: string }>(shown);
  assert.ok(path.startsWith(root) && !existsSync(path));
  assert.match(unit, /"start" "--home" ".*street" "--port" "8099"/);
  assert.match(unit, /^Restart=on-failure$/m);
  const missing = await call("service", "remove", "--home", home);
  assert.equal(missing.err.trim().split("\n").length, 3);
  const written = await call("service", "install", "--home", home, "--json");
  assert.equal(written.exit, 0, written.err);
  assert.ok(existsSync(path));
  assert.equal((await call("service", "remove", "--home", home)).exit, 0);
  assert.ok(!existsSync(path) && existsSync(home));
});

test("every way of asking for the version answers, and upgrade says whether the home is ready", async () => {
  const version = await call("--version");
  assert.equal(version.exit, 0);
  assert.match(version.out, /^folkmoot \d+\.\d+\.\d+ on Node \d+/);
  assert.equal((await call("version")).out, version.out);
  const home = join(root, "street");
  const asked = await call("upgrade", "--home", home);
  assert.equal(asked.exit, 2);
  const before = await call("upgrade", "--check", "--home", home);
  assert.match(before.out, /editions of the law in it: 1/);
  assert.match(before.out, /backup: none was ever made/);
  assert.equal(before.exit, 1, "without a backup it is not ready");
});
