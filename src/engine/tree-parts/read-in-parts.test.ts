/**
 * Goal: a long checkpoint read by several threads gives the tree that one thread reads, or is refused for the same reason.
 * Method: a file of many parts, whole and damaged, read by two real threads and by none.
 */
import assert from "node:assert/strict";
import { mkdtemp, open, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { createTree, type RowChange, type Tree } from "../../protocol/kernel/tree/tree.ts";
import { checkpointFile } from "../embedded/checkpoint-file.ts";
import { nativeHasher } from "../native-hasher.ts";
import { startPartThreads } from "./part-threads.ts";
import { readInParts } from "./read-in-parts.ts";

const ROWS = 20_000;
const HEIGHT_BYTES = 8;
const FIRST_ROW = HEIGHT_BYTES + 48;
const RECORD = 2 + 32 + 40;
const BY_THREADS = { inPartsFrom: 0, threads: 2, bufferBytes: 100_000 };
const BY_NONE = { threads: 0 };

let folder = "";
let written = new Uint8Array(0);
let root = new Uint8Array(32);
const path = () => join(folder, "checkpoint");

function rowAt(index: number): RowChange {
  const key = new Uint8Array(32);
  new DataView(key.buffer).setUint32(2, index * 5);
  return { key, row: new Uint8Array(40).fill(index) };
}

before(async () => {
  folder = await mkdtemp(join(tmpdir(), "folkmoot-parts-"));
  const tree = createTree(nativeHasher);
  tree.commit(
    tree.apply(
      tree.empty,
      Array.from({ length: ROWS }, (_, at) => rowAt(at)),
    ),
  );
  await checkpointFile(path()).write(tree, tree.newest(), 7);
  written = new Uint8Array(await readFile(path()));
  root = tree.root(tree.newest()).slice();
});
after(() => rm(folder, { recursive: true, force: true }));

const used = ({ nodes, rows, rowBytes }: ReturnType<Tree["memory"]>) => [nodes, rows, rowBytes];

test("two threads read what none reads, and the tree goes on from there", async () => {
  const [one, other] = [createTree(nativeHasher), createTree(nativeHasher)];
  for (const [tree, options] of [
    [one, BY_THREADS],
    [other, BY_NONE],
  ] as const) {
    const verdict = await checkpointFile(path(), options).read(tree, root);
    assert.ok(verdict.ok);
    tree.commit(verdict.version);
    tree.commit(tree.apply(tree.newest(), [{ ...rowAt(77), row: Uint8Array.of(1) }]));
    assert.equal(tree.size(tree.newest()), ROWS);
    assert.deepEqual({ ...tree.reachable() }, { nodes: tree.memory().nodes, rows: ROWS + 1 });
  }
  assert.deepEqual(one.root(one.newest()), other.root(other.newest()));
  assert.deepEqual(used(one.memory()), used(other.memory()));
});

/** A copy of the file with one thing done to it. */
function damaged(change: (bytes: Uint8Array) => Uint8Array): Uint8Array {
  return change(written.slice());
}

const set = (at: number, byte: number) => (bytes: Uint8Array) => {
  bytes[at] = byte;
  return bytes;
};
const far = FIRST_ROW + 15_000 * RECORD;

test("what is damaged, cut, drawn out or of another state is refused alike, and leaves the tree as it was", async () => {
  const harms: readonly (readonly [reason: string, bytes: Uint8Array])[] = [
    ["not-a-checkpoint", damaged(set(HEIGHT_BYTES, 0))],
    ["unknown-format", damaged(set(HEIGHT_BYTES + 8, 2))],
    ["other-root", damaged(set(HEIGHT_BYTES + 12, (written[HEIGHT_BYTES + 12] ?? 0) ^ 1))],
    ["root-mismatch", damaged(set(far + 34, 255))],
    ["bad-row", damaged(set(far + 2 + 2, 255))],
    ["truncated", damaged((bytes) => bytes.subarray(0, far))],
    ["truncated", damaged((bytes) => bytes.subarray(0, far + 20))],
    ["truncated", damaged((bytes) => bytes.subarray(0, HEIGHT_BYTES + 20))],
    ["trailing-bytes", damaged((bytes) => new Uint8Array([...bytes, 0]))],
  ];
  const file = join(folder, "damaged");
  for (const [reason, bytes] of harms) {
    await writeFile(file, bytes);
    for (const options of [BY_THREADS, BY_NONE]) {
      const tree = createTree(nativeHasher);
      const verdict = await checkpointFile(file, options).read(tree, root);
      assert.deepEqual(verdict, { ok: false, reason });
      assert.deepEqual(used(tree.memory()), [0, 0, 0]);
      const verdictAfter = await checkpointFile(path(), options).read(tree, root);
      assert.ok(verdictAfter.ok, `after ${reason}`);
    }
  }
});

test("a thread that ends too soon, or a file that cannot be read, is told, and the tree is as it was", async () => {
  const tree = createTree(nativeHasher);
  const [lane] = tree.load().lanes(1);
  assert.ok(lane);
  const threads = startPartThreads([lane]);
  const records = new Uint8Array(new SharedArrayBuffer(RECORD));
  const waiting = threads.make(records);
  await threads.end();
  await assert.rejects(waiting, /has ended/);
  await assert.rejects(threads.make(records), /has ended/);

  const file = await open(path(), "r");
  await file.close();
  const other = createTree(nativeHasher);
  await assert.rejects(readInParts(other, root, { file, start: HEIGHT_BYTES, threads: 2 }));
  assert.deepEqual(used(other.memory()), [0, 0, 0]);
  assert.ok((await checkpointFile(path(), BY_THREADS).read(other, root)).ok);
});
