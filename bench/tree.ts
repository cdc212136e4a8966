import { closeSync, fsyncSync, mkdtempSync, openSync, readSync, rmSync, writeSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { portableHasher } from "#client/portable-hasher.js";
import { nativeHasher } from "#engine/native-hasher.js";
import type { Hasher } from "#protocol/kernel/hash.js";
import { readCheckpoint, writeCheckpoint } from "#protocol/kernel/tree/checkpoint.js";
import { type KeyRange, prefixRange, singleKey, treeKey } from "#protocol/kernel/tree/key.js";
import { createTree, type RowChange, type Tree } from "#protocol/kernel/tree/tree.js";
import { verifyRange } from "#protocol/kernel/tree/verify.js";

/*
 * Figures of the authenticated map, one JSON line each: time, memory, proof bytes.
 * Rows per person: 4.5 (profile 97 bytes, wallet 72, trust 160, counters 16, half a ballot 48).
 *   node dist/bench/tree.js [--persons 1000000]
 */
const PERSON = 1;
const WALLET = 2;
const TRUST = 3;
const COUNTERS = 4;
const BALLOT = 5;
const BALLOTS_PER_DECISION = 1000;
const TRANSFERS = 2000;
const BLOCKS = 30;
const WARM_UP = 5;
const CHUNK = 1 << 20;

const { values: options } = parseArgs({ options: { persons: { type: "string" } } });
const persons = Number(options.persons ?? "100000");
if (!Number.isSafeInteger(persons) || persons < 2000) {
  console.error("--persons takes a whole number from 2000 on");
  process.exit(2);
}
const large = persons >= 1_000_000;

/** Prints one figure; `limit` is the goal that it is held against. */
function figure(bench: string, value: number, unit: string, limit?: number): void {
  const rounded = Math.round(value * 1000) / 1000;
  const goal = limit === undefined ? {} : { limit };
  console.log(JSON.stringify({ bench: `tree/${bench}`, persons, value: rounded, unit, ...goal }));
}

/** Numbers that look random and are the same in every run. */
function createRandom(seed: number): (below: number) => number {
  let state = seed >>> 0;
  return (below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 0x1_0000_0000) * below);
  };
}

function numbers(...values: number[]): Uint8Array {
  const bytes = new Uint8Array(values.length * 4);
  values.forEach((value, i) => {
    new DataView(bytes.buffer).setUint32(i * 4, value);
  });
  return bytes;
}

const walletKey = (person: number) => treeKey(WALLET, numbers(person, 1));
const countersKey = (person: number) => treeKey(COUNTERS, numbers(person));

function fresh(length: number, content: number): Uint8Array {
  const row = new Uint8Array(length);
  new DataView(row.buffer).setUint32(0, content);
  return row;
}

/** All rows in key order, as they would come out of the store. */
function* allRows(): Generator<{ key: Uint8Array; row: Uint8Array }> {
  const perPerson: [number, number][] = [
    [PERSON, 97],
    [WALLET, 72],
    [TRUST, 160],
    [COUNTERS, 16],
  ];
  for (const [table, length] of perPerson) {
    for (let i = 0; i < persons; i++) {
      const two = table === WALLET || table === TRUST;
      yield { key: treeKey(table, two ? numbers(i, 1) : numbers(i)), row: fresh(length, i) };
    }
  }
  for (let i = 0; i < persons / 2; i++) {
    const decision = Math.floor(i / BALLOTS_PER_DECISION);
    const key = treeKey(BALLOT, numbers(decision, (i % BALLOTS_PER_DECISION) * 2));
    yield { key, row: fresh(48, i) };
  }
}

function milliseconds(work: () => void): number {
  const start = performance.now();
  work();
  return performance.now() - start;
}

/** Processor time of all threads of this process: what is left of a figure on a busy machine. */
function processorMilliseconds(work: () => void): number {
  const start = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(start);
  return (user + system) / 1000;
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((left, right) => left - right);
  return sorted[sorted.length >> 1]!;
}

function megabytes(): number {
  return process.memoryUsage().rss / (1 << 20);
}

function build(): Tree {
  const tree = createTree(nativeHasher);
  let rows = 0;
  const time = milliseconds(() => {
    const load = tree.load();
    for (const { key, row } of allRows()) {
      if (!load.add(key, row)) throw new Error("rows come in key order");
      rows++;
    }
    tree.commit(load.finish());
  });
  figure("rebuild-from-rows", time / 1000, "s", large ? 40 : undefined);
  figure("rows", rows, "rows");
  figure("memory-after-build", megabytes(), "MB", large ? 2048 : undefined);
  return tree;
}

/** One block as the law would run it: read, then write back what changed. */
function runBlock(tree: Tree, random: (below: number) => number): { get: number; apply: number } {
  const payers: number[] = [];
  const touched = new Set<number>();
  for (let i = 0; i < TRANSFERS; i++) {
    payers.push(random(persons));
    touched.add(payers[i]!).add(random(persons));
  }
  const wallets = [...touched].map(walletKey);
  const counters = [...new Set(payers)].map(countersKey);
  const version = tree.newest();
  let bytes = 0;
  const get = milliseconds(() => {
    for (const key of wallets) bytes += tree.get(version, key)!.length;
    for (const key of counters) bytes += tree.get(version, key)!.length;
  });
  if (bytes === 0) throw new Error("nothing was read");
  const changes: RowChange[] = wallets.map((key) => ({ key, row: fresh(72, random(1 << 30)) }));
  for (const key of counters) changes.push({ key, row: fresh(16, random(1 << 30)) });
  const apply = milliseconds(() => tree.commit(tree.apply(version, changes)));
  return { get, apply };
}

function benchBlocks(tree: Tree): void {
  const random = createRandom(7);
  const runs: { get: number; apply: number }[] = [];
  const processor: number[] = [];
  for (let i = 0; i < WARM_UP; i++) runBlock(tree, random);
  for (let i = WARM_UP; i < BLOCKS; i++) {
    processor.push(processorMilliseconds(() => runs.push(runBlock(tree, random))));
  }
  const gets = runs.map(({ get }) => get);
  const applies = runs.map(({ apply }) => apply);
  figure("block-6000-gets", median(gets), "ms", large ? undefined : 12);
  figure("block-apply-root-commit", median(applies), "ms", large ? undefined : 25);
  figure("block-total", median(runs.map((run) => run.get + run.apply)), "ms", large ? 60 : 37);
  figure("block-total-best", Math.min(...runs.map((run) => run.get + run.apply)), "ms");
  figure("block-processor-time-with-making-the-keys", median(processor), "ms");
  for (let i = BLOCKS; i < 64; i++) runBlock(tree, random);
  figure("memory-with-64-versions", megabytes(), "MB", large ? 2048 : undefined);
}

function benchRange(tree: Tree): void {
  const range = prefixRange(TRUST);
  let rows = 0;
  const time = milliseconds(() => {
    for (const { row } of tree.range(tree.newest(), range.from, range.until))
      rows += row.length >> 7;
  });
  figure("range-per-row", (time * 1000) / rows, "us");
}

function benchProof(name: string, tree: Tree, ranges: readonly KeyRange[], rows: number): void {
  const version = tree.newest();
  const root = tree.root(version);
  const proofs: Uint8Array[] = [];
  const made = milliseconds(() => {
    for (const { from, until } of ranges) proofs.push(tree.prove(version, from, until));
  });
  const size = proofs.reduce((sum, proof) => sum + proof.length, 0) / proofs.length;
  const each = (time: number) => (time * 1000) / ranges.length;
  figure(`${name}-bytes`, size, "bytes");
  figure(`${name}-prove`, each(made), "us");
  const check = (hasher: Hasher) =>
    milliseconds(() => {
      ranges.forEach(({ from, until }, i) => {
        const verdict = verifyRange(hasher, root, from, until, proofs[i]!);
        if (!verdict.ok || verdict.rows.length !== rows) throw new Error("a proof is wrong");
      });
    });
  figure(`${name}-verify-native`, each(check(nativeHasher)), "us");
  figure(`${name}-verify-portable`, each(check(portableHasher)), "us");
}

function benchProofs(tree: Tree): void {
  const random = createRandom(11);
  const many = Array.from({ length: 500 }, () => random(persons));
  const present = many.map((person) => singleKey(walletKey(person)));
  const absent = many.map((person) => singleKey(treeKey(WALLET, numbers(person, 2))));
  const decision = (at: number) => prefixRange(BALLOT, numbers(at));
  const last = Math.floor(persons / 2 / BALLOTS_PER_DECISION);
  benchProof("proof-row", tree, present, 1);
  benchProof("proof-absence", tree, absent, 0);
  const decisions = Array.from({ length: 10 }, () => decision(random(last)));
  benchProof("proof-1000-ballots", tree, decisions, BALLOTS_PER_DECISION);
}

function* chunksOf(file: number): Generator<Uint8Array> {
  for (;;) {
    const chunk = new Uint8Array(CHUNK);
    const count = readSync(file, chunk);
    if (count === 0) return;
    yield chunk.subarray(0, count);
  }
}

function benchCheckpoint(tree: Tree): void {
  const folder = mkdtempSync(join(tmpdir(), "tree-bench-"));
  const path = join(folder, "checkpoint");
  const root = tree.root(tree.newest());
  let bytes = 0;
  const written = milliseconds(() => {
    const file = openSync(path, "w");
    for (const chunk of writeCheckpoint(tree, tree.newest())) bytes += writeSync(file, chunk);
    fsyncSync(file);
    closeSync(file);
  });
  figure("checkpoint-bytes", bytes / (1 << 20), "MB");
  figure("checkpoint-write", written / 1000, "s");
  let read = 0;
  const processor = processorMilliseconds(() => {
    read = milliseconds(() => load(path, root));
  });
  figure("checkpoint-load", read / 1000, "s", large ? 5 : undefined);
  figure("checkpoint-load-processor-time", processor / 1000, "s");
  rmSync(folder, { recursive: true });
}

function load(path: string, root: Uint8Array): void {
  const file = openSync(path, "r");
  const verdict = readCheckpoint(createTree(nativeHasher), root, chunksOf(file));
  closeSync(file);
  if (!verdict.ok) throw new Error(verdict.reason);
}

function benchOther(tree: Tree): void {
  const base = tree.newest();
  const inserts: RowChange[] = Array.from({ length: 1000 }, (_, i) => ({
    key: treeKey(WALLET, numbers(i * 7, 3)),
    row: fresh(72, i),
  }));
  const times: number[] = [];
  for (let i = 0; i < 10; i++) {
    times.push(milliseconds(() => tree.discard(tree.apply(base, inserts))));
  }
  figure("insert-1000-and-discard", median(times), "ms");
}

const tree = build();
benchBlocks(tree);
benchOther(tree);
benchRange(tree);
benchProofs(tree);
benchCheckpoint(tree);
