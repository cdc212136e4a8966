// Goal: what goes wrong around a command reaches people in three lines, without the system's codes;
// a full disk is called one; and a reader that has enough ends a command quietly.
// Method: the command line as a newcomer has it, with names that do not exist, a small disk that is
// filled, and readers that go.
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, openSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { fileURLToPath } from "node:url";
import { noSmallDisk, smallDisk } from "../network/small-disk.ts";
import { commandLine } from "./folkmoot.ts";

const BIN = fileURLToPath(new URL("../../../bin/folkmoot.js", import.meta.url));
const root = mkdtempSync(join(tmpdir(), "folkmoot-words-"));
const home = join(root, "home");
const { call, run } = commandLine(root);
after(() => rmSync(root, { recursive: true, force: true }));
before(async () => {
  const made = await call(
    "init",
    "Words",
    "--purpose",
    "To speak.",
    "--founder",
    "Ana",
    "--home",
    home,
  );
  assert.equal(made.exit, 0, made.err);
});

const CODES = /getaddrinfo|ENO|ECONN|EADDR|EACC|EISDIR|fetch failed|syscall|at .*\.js/;

for (const words of [
  ["start", "--home", home, "--port", "0", "--host", "nowhere.invalid"],
  ["start", "--home", home, "--port", "0", "--host", "192.0.2.1"],
  ["network", "join", "http://nowhere.invalid", "--home", join(root, "joined")],
  ["network", "join", "http://127.0.0.1:9", "--home", join(root, "joined")],
  ["network", "restart", "sign", join(root, "nothing.json"), "--as", "Ana"],
  ["keys", "import", "Bo", root],
  ["status", "--node", "http://nowhere.invalid"],
]) {
  test(`folkmoot ${words.slice(0, 3).join(" ")} says in three lines what is wrong`, async () => {
    const { exit, err } = await call(...words);
    assert.ok(exit > 0);
    assert.equal(err.trimEnd().split("\n").length, 3, err);
    assert.doesNotMatch(err, CODES);
  });
}

test("the doctor names no code either", async () => {
  const { out } = await call("doctor", "--home", home, "--host", "nowhere.invalid");
  assert.match(out, /no computer of that name is known/);
  assert.doesNotMatch(out, CODES);
});

test("a full disk is never a damaged history", { skip: noSmallDisk() }, async () => {
  const small = join(root, "small");
  const made = await call(
    "init",
    "Small",
    "--purpose",
    "To fill.",
    "--founder",
    "Bea",
    "--home",
    small,
  );
  assert.equal(made.exit, 0, made.err);
  const { child } = await run("start", "--home", small);
  child.kill("SIGTERM");
  await once(child, "close");
  const disk = smallDisk(small, 16);
  try {
    disk.fill(0);
    for (const words of [["start", "--port", "0"], ["verify"]]) {
      const { exit, out, err } = await call(...words, "--home", small);
      assert.equal(exit, 1, out);
      assert.match(err, /^The disk is full\.\n/);
      assert.doesNotMatch(out + err, /backup/);
    }
    const { out } = await call("doctor", "--home", small);
    assert.match(out, /disk: 0 MiB free/);
    assert.match(
      out,
      /store: the disk is full\n +Make room; nothing that was acknowledged is lost/,
    );
    assert.doesNotMatch(out, /restore|damaged/);
    disk.free();
    assert.equal((await call("verify", "--home", small)).exit, 0);
  } finally {
    disk.end();
  }
});

/** Runs a command whose reader goes after the first piece; `gone` settles when it has. */
function readOnce(...words: readonly string[]) {
  const child = spawn(process.execPath, [BIN, ...words], {
    env: { PATH: process.env["PATH"] ?? "", HOME: root, XDG_CONFIG_HOME: join(root, "config") },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let err = "";
  child.stderr.on("data", (data: Buffer) => (err += data.toString()));
  const gone = once(child.stdout, "data").then(() => child.stdout.destroy());
  const ended = once(child, "close").then(([exit]: unknown[]) => ({ exit, err }));
  return { gone, ended };
}

test("a reader that goes ends a command quietly, also one that would go on for ever", async () => {
  assert.deepEqual(await readOnce("completion", "bash").ended, { exit: 0, err: "" });
  const { child } = await run("start", "--home", home);
  const watching = readOnce("status", "--watch", "--home", home, "--json");
  await watching.gone;
  // What it would tell next finds nobody who reads.
  child.kill("SIGTERM");
  await once(child, "close");
  assert.deepEqual(await watching.ended, { exit: 0, err: "" });
});

test("output that cannot be written is said in three lines", {
  skip: !existsSync("/dev/full"),
}, async () => {
  const child = spawn(process.execPath, [BIN, "help"], {
    stdio: ["ignore", openSync("/dev/full", "w"), "pipe"],
  });
  let err = "";
  child.stderr?.on("data", (data: Buffer) => (err += data.toString()));
  const [exit] = (await once(child, "close")) as [number | null];
  assert.equal(exit, 1);
  assert.equal(
    err,
    "The output cannot be written.\nthe disk is full\nWrite it elsewhere, or make room.\n",
  );
});
