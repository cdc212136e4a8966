// Goal: the command line opens every recovery file that the app writes, locked ones too, and says why it
// cannot open another.
// Method: the whole program with a terminal that keeps what is written; files that the client writes.
import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { unlockedRecoveryFile, writeRecoveryFile } from "../client/recovery-file.ts";
import { main } from "./main.ts";
import { keptTerminal } from "./testing/fake-terminal.ts";

const root = mkdtempSync(join(tmpdir(), "folkmoot-recovery-"));
after(() => rmSync(root, { recursive: true, force: true }));

const recovery = {
  community: "ab".repeat(32),
  name: "Ana",
  seed: new Uint8Array(32).fill(7),
};
const PHRASE = "seven boats at noon";

function fileOf(name: string, text: string): string {
  const path = join(root, name);
  writeFileSync(path, text, { mode: 0o600 });
  return path;
}

let keys = 0;

async function imported(file: string, ...more: readonly string[]) {
  keys += 1;
  const terminal = keptTerminal({ FOLKMOOT_KEYS: join(root, "keys") });
  const words = ["keys", "import", `key ${keys}`, file, ...more, "--json"];
  const exit = await main(words, terminal);
  const json = JSON.parse(terminal.outLines.join("")) as {
    readonly publicKey?: string;
    readonly community?: string;
    readonly error?: { readonly code: string; readonly why: string };
  };
  return { exit, ...json };
}

test("an open file, a locked one and the bare digits are the same key", async () => {
  const locked = await writeRecoveryFile(recovery, PHRASE);
  assert.ok(locked.ok);
  const phrase = fileOf("phrase", `${PHRASE}\n`);
  const digits = Buffer.from(recovery.seed).toString("hex");
  const ways = [
    await imported(fileOf("open.json", unlockedRecoveryFile(recovery))),
    await imported(fileOf("locked.json", locked.value), "--passphrase-file", phrase),
    await imported(fileOf("digits", `${digits}\n`), "--community", recovery.community),
  ];
  assert.deepEqual(
    ways.map(({ exit, community }) => [exit, community]),
    ways.map(() => [0, recovery.community]),
  );
  assert.equal(new Set(ways.map(({ publicKey }) => publicKey)).size, 1);
});

test("a locked file without its passphrase, or with another one, stays shut", async () => {
  const locked = await writeRecoveryFile(recovery, PHRASE);
  assert.ok(locked.ok);
  const file = fileOf("shut.json", locked.value);
  const without = await imported(file);
  assert.deepEqual([without.exit, without.error?.code], [1, "keys/locked"]);
  const wrong = await imported(file, "--passphrase-file", fileOf("wrong", "seven boats at night"));
  assert.deepEqual([wrong.exit, wrong.error?.code], [1, "keys/locked"]);
  const nowhere = await imported(file, "--passphrase-file", join(root, "nowhere"));
  assert.equal(nowhere.error?.code, "cli/file");
});

test("what is no recovery file is told as such", async () => {
  const whole = unlockedRecoveryFile(recovery);
  const others = ["", "null", "[]", "{}", "00", whole.replace('"version": 1', '"version": 2')];
  for (const [at, text] of others.entries()) {
    const { exit, error } = await imported(fileOf(`other-${at}`, text));
    assert.deepEqual([exit, error?.code], [1, "keys/damaged"], text);
  }
});
