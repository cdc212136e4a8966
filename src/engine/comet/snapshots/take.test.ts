// Goal: snapshots are taken while blocks go on, hold the state as it was, and only what is whole is
// handed out.
// Method: a tree that changes between any two chunks; files that are damaged, missing or unfinished.
import assert from "node:assert/strict";
import { mkdir, mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type TestContext, test } from "node:test";
import { setImmediate as turn } from "node:timers/promises";
import type { Tree } from "../../../protocol/kernel/tree/tree.ts";
import { SILENT } from "../../embedded/options.ts";
import { nativeHasher } from "../../native-hasher.ts";
import { cutAll, seededRows, treeOf } from "../../testing/snapshot-world.ts";
import { snapshotCalls, TAKES_NOTHING } from "./calls.ts";
import { SNAPSHOT_FORMAT } from "./format.ts";
import { openShelf, type SnapshotShelf } from "./shelf.ts";
import { createTaker } from "./take.ts";

async function folderOf(t: TestContext): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "folkmoot-shelf-"));
  t.after(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

const takerOf = (shelf: SnapshotShelf, every = 5) =>
  createTaker({ shelf, hasher: nativeHasher, log: SILENT, every });

/** Changes the state as a block does. */
function change(tree: Tree, block: number): void {
  tree.commit(tree.apply(tree.newest(), seededRows(`block ${block}`, 50, 400)));
}

async function until(isSo: () => boolean): Promise<void> {
  const end = performance.now() + 60_000;
  while (!isSo()) {
    assert.ok(performance.now() < end, "it comes to pass in time");
    await turn();
  }
}

test("a snapshot holds the state as it was, whatever blocks come meanwhile", async (t) => {
  const shelf = await openShelf(await folderOf(t));
  const taker = takerOf(shelf);
  const tree = treeOf(seededRows("state", 3_000, 900));
  const before = cutAll(tree);
  for (const height of [1, 2, 3, 4]) taker.follow(height, tree);
  assert.deepEqual(shelf.list(), []);
  taker.follow(5, tree);
  // More blocks than versions that a tree holds by itself.
  let blocks = 0;
  await until(() => {
    blocks += 1;
    change(tree, blocks);
    return shelf.list().length > 0 && blocks > 80;
  });
  const [snapshot] = shelf.list();
  assert.equal(snapshot?.height, 5);
  for (const [index, chunk] of before.chunks.entries()) {
    assert.deepEqual(await shelf.chunk(5, index), chunk);
  }
  assert.equal(await shelf.chunk(5, before.chunks.length), undefined);
  assert.equal(await shelf.chunk(6, 0), undefined);
  await taker.stop();
  for (let more = 1; more <= 70; more += 1) change(tree, blocks + more);
  assert.deepEqual(tree.memory().rows, tree.reachable().rows, "the version is let go");
});

test("two are kept, and older ones only while somebody reads", async (t) => {
  const folder = await folderOf(t);
  const shelf = await openShelf(folder);
  const taker = takerOf(shelf);
  const tree = treeOf(seededRows("small", 20, 90));
  const heights = () => shelf.list().map(({ height }) => height);
  for (const height of [5, 10, 15]) {
    change(tree, height);
    taker.follow(height, tree);
    await taker.settled();
  }
  assert.deepEqual(heights(), [15, 10]);
  assert.notEqual(await shelf.chunk(10, 0), undefined);
  for (const height of [20, 25, 30]) {
    change(tree, height);
    taker.follow(height, tree);
    await taker.settled();
  }
  assert.deepEqual(heights(), [30, 25, 10]);
  for (const height of [25, 10]) assert.notEqual(await shelf.chunk(height, 0), undefined);
  for (const height of [35, 40, 45]) {
    taker.follow(height, tree);
    await taker.settled();
  }
  assert.deepEqual(heights(), [45, 40, 25], "four are the most, anyone who reads");
});

test("opened again, it has what was finished and whole", async (t) => {
  const folder = await folderOf(t);
  const shelf = await openShelf(folder);
  const taker = takerOf(shelf);
  const tree = treeOf(seededRows("state", 3_000, 900));
  taker.follow(5, tree);
  await until(() => shelf.list().length > 0);
  await mkdir(join(folder, "10.new"));
  await mkdir(join(folder, "15"));
  await writeFile(join(folder, "15", "index.json"), "{");
  const again = await openShelf(folder);
  assert.deepEqual(again.list(), shelf.list());
  assert.deepEqual(await readdir(folder), ["5"]);

  await writeFile(join(folder, "5", "1"), new Uint8Array(9));
  assert.notEqual(await again.chunk(5, 0), undefined);
  assert.equal(await again.chunk(5, 1), undefined, "a damaged chunk is handed to nobody");
  assert.deepEqual(again.list(), [], "nor is the rest");
});

test("what stops in the middle is no snapshot", async (t) => {
  const folder = await folderOf(t);
  const shelf = await openShelf(folder);
  const taker = takerOf(shelf);
  taker.follow(5, treeOf(seededRows("state", 3_000, 900)));
  await taker.stop();
  assert.deepEqual(shelf.list(), []);
  assert.deepEqual(await readdir(folder), []);
});

test("a snapshot is offered once two blocks stand above it", async (t) => {
  const shelf = await openShelf(await folderOf(t));
  const taker = takerOf(shelf);
  taker.follow(5, treeOf(seededRows("small", 20, 90)));
  await until(() => shelf.list().length > 0);
  let head = 6;
  const calls = snapshotCalls(shelf, () => head, TAKES_NOTHING);
  const offered = async () => (await calls.listSnapshots({} as never)).snapshots ?? [];
  assert.deepEqual(await offered(), []);
  head = 7;
  const [one] = await offered();
  assert.deepEqual([one?.height, one?.format, one?.chunks], [5n, SNAPSHOT_FORMAT, 1]);
  const asked = { height: 5n, format: SNAPSHOT_FORMAT, chunk: 0 };
  const lengthOf = async (request: object) =>
    ((await calls.loadSnapshotChunk(request as never)).chunk as Uint8Array).length;
  assert.ok((await lengthOf(asked)) > 0);
  assert.equal(await lengthOf({ ...asked, format: 2 }), 0);
  assert.equal(await lengthOf({ ...asked, chunk: 1 }), 0);
});
