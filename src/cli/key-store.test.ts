// Goal: keys are kept for their owner alone and never lost or shown. Method: a folder of its own.
import assert from "node:assert/strict";
import { chmodSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { CommandError } from "./exit.ts";
import { keepKey, keptKeys, makeKey, readKey } from "./key-store.ts";

const root = mkdtempSync(join(tmpdir(), "folkmoot-keys-"));
after(() => rmSync(root, { recursive: true, force: true }));

const isFault = (code: string) => (error: unknown) =>
  error instanceof CommandError && error.code === code;

test("a key is kept for its owner alone and read back", () => {
  const folder = join(root, "own");
  const made = makeKey(folder, "Ana 梅", "");
  assert.equal(statSync(folder).mode & 0o777, 0o700);
  for (const file of readdirSync(folder)) {
    assert.equal(statSync(join(folder, file)).mode & 0o777, 0o600);
  }
  assert.deepEqual(readKey(folder, "Ana 梅").seed, made.seed);
  assert.deepEqual(
    keptKeys(folder).map(({ name }) => name),
    ["Ana 梅"],
  );
});

test("a key is never overwritten, nor kept under a name that leads elsewhere", () => {
  const folder = join(root, "twice");
  makeKey(folder, "one", "");
  assert.throws(() => makeKey(folder, "one", ""), isFault("keys/taken"));
  for (const name of ["", "../one", "a/b", "a\\b", ".hidden", "a\nb", "x".repeat(65)]) {
    assert.throws(() => keepKey(folder, name, "", new Uint8Array(32)), isFault("keys/name"), name);
  }
});

test("a key that is missing, open to others or damaged is refused by name", () => {
  const folder = join(root, "bad");
  makeKey(folder, "open", "");
  assert.throws(() => readKey(folder, "none"), isFault("keys/unknown"));
  chmodSync(join(folder, "open.key.json"), 0o644);
  assert.throws(() => readKey(folder, "open"), isFault("keys/permissions"));
  for (const text of ["", "{}", "null", '{"format":1,"community":"","seed":"00"}']) {
    writeFileSync(join(folder, "torn.key.json"), text, { mode: 0o600 });
    assert.throws(() => readKey(folder, "torn"), isFault("keys/damaged"), text);
  }
});
