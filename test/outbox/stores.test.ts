/**
 * Goal: every place where an outbox is kept keeps the same promises, and files withstand what happens to
 * files: killed processes, full disks, cut and strange contents.
 * Method: one contract over a memory and over files; the browser's own store is tried by `test/e2e`.
 */
import assert from "node:assert/strict";
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { fileOutboxStore } from "#cli/outbox/file-store.js";
import { memoryOutboxStore } from "#client/outbox/store.js";
import { COMMUNITY, entryOf, renewedOf, testStore } from "./store-contract.ts";

const root = mkdtempSync(join(tmpdir(), "folkmoot-outbox-"));
after(() => rmSync(root, { recursive: true, force: true }));

let folders = 0;
const newFolder = (): string => {
  folders += 1;
  return join(root, String(folders));
};

testStore("memory", () => {
  const store = memoryOutboxStore();
  return () => store;
});

testStore("files", () => {
  const folder = newFolder();
  return () => fileOutboxStore(folder);
});

/** A folder with one thing in it, and the path of its file. */
async function oneKept() {
  const folder = newFolder();
  await fileOutboxStore(folder).keep(entryOf(1));
  const inside = join(folder, COMMUNITY);
  const [name = ""] = readdirSync(inside);
  return { folder, inside, path: join(inside, name) };
}

test("files are for their owner alone, and nothing half is left beside them", async () => {
  const { inside, path } = await oneKept();
  assert.equal(statSync(path).mode & 0o777, 0o600);
  assert.equal(statSync(inside).mode & 0o777, 0o700);
  assert.equal(readdirSync(inside).length, 1);
});

test("a file that was cut short, or is of another community, is named, neither read nor removed", async () => {
  const { folder, inside, path } = await oneKept();
  const whole = readFileSync(path, "utf8");
  const other = { ...entryOf(2), community: "cd".repeat(32) };
  const strange = join(inside, `${other.key}.0.json`);
  writeFileSync(strange, JSON.stringify(other));
  writeFileSync(path, whole.slice(0, whole.length / 2));
  writeFileSync(join(inside, "notes.txt"), "x");
  const store = fileOutboxStore(folder);
  assert.deepEqual(await store.read(COMMUNITY), []);
  assert.deepEqual(store.unread(COMMUNITY).toSorted(), [path, strange].toSorted());
  assert.equal(readFileSync(path, "utf8"), whole.slice(0, whole.length / 2));
});

test("a name that is no name leads out of no folder", async () => {
  const { folder } = await oneKept();
  const store = fileOutboxStore(folder);
  assert.equal(await store.keep(entryOf(3, { key: "../../out" })), false);
  assert.equal(await store.keep(entryOf(3, { community: "../.." })), false);
  assert.deepEqual(await store.read(".."), []);
  await store.drop({ community: "..", key: "out" });
  assert.deepEqual(store.communities(), [COMMUNITY]);
});

test("a disk that takes nothing is told, and what was there stays", async () => {
  const { folder, inside, path } = await oneKept();
  const store = fileOutboxStore(folder);
  await store.read(COMMUNITY);
  // A folder where the new file would be written stops everybody, the superuser too.
  const renewed = renewedOf(entryOf(1));
  const ways = [`${entryOf(1).key}.1.json`, `${entryOf(2).key}.0.json`].map((name) =>
    join(inside, `.${name}.${process.pid}`),
  );
  for (const way of ways) mkdirSync(way);
  assert.equal(await store.keep(entryOf(2)), false);
  assert.equal(await store.replace(entryOf(1), renewed), false);
  assert.deepEqual(await fileOutboxStore(folder).read(COMMUNITY), [entryOf(1)]);
  for (const way of ways) rmSync(way, { recursive: true });
  assert.equal(await store.replace(entryOf(1), renewed), true);
  assert.deepEqual(await fileOutboxStore(folder).read(COMMUNITY), [renewed]);
  assert.equal(existsSync(path), false);
});

test("killed between taking a turn and writing it, the old bytes are still there to be sent", async () => {
  const { folder, path } = await oneKept();
  renameSync(path, path.replace(".0.json", ".1.json"));
  const store = fileOutboxStore(folder);
  assert.deepEqual(await store.read(COMMUNITY), [entryOf(1)]);
  const renewed = renewedOf(entryOf(1));
  assert.equal(await store.replace(entryOf(1), renewed), true);
  assert.deepEqual(await fileOutboxStore(folder).read(COMMUNITY), [renewed]);
});

test("a turn that stayed behind its later one is not read, and goes with it", async () => {
  const { folder, path } = await oneKept();
  const old = readFileSync(path, "utf8");
  const store = fileOutboxStore(folder);
  await store.read(COMMUNITY);
  const renewed = renewedOf(entryOf(1));
  await store.replace(entryOf(1), renewed);
  writeFileSync(path, old, { mode: 0o600 });
  assert.deepEqual(await fileOutboxStore(folder).read(COMMUNITY), [renewed]);
  await store.drop(entryOf(1));
  assert.deepEqual(await fileOutboxStore(folder).read(COMMUNITY), []);
});

test("how far something had come is not written over what another process dropped or signed again", async () => {
  const { folder } = await oneKept();
  const [slow, quick] = [fileOutboxStore(folder), fileOutboxStore(folder)];
  for (const store of [slow, quick]) await store.read(COMMUNITY);
  const renewed = renewedOf(entryOf(1));
  assert.equal(await quick.replace(entryOf(1), renewed), true);
  await slow.keep(entryOf(1, { stage: "node" }));
  assert.deepEqual(await fileOutboxStore(folder).read(COMMUNITY), [renewed]);
  await quick.drop(renewed);
  await slow.keep(entryOf(1, { stage: "node" }));
  assert.deepEqual(await fileOutboxStore(folder).read(COMMUNITY), []);
});

test("where a folder stands in the way, nothing is kept and nothing is thrown", async () => {
  const folder = newFolder();
  mkdirSync(root, { recursive: true });
  writeFileSync(folder, "a file");
  const store = fileOutboxStore(folder);
  assert.equal(await store.keep(entryOf(1)), false);
  assert.deepEqual(await store.read(COMMUNITY), []);
});
