/**
 * Goal: every bench that a newcomer is told about runs and prints figures.
 * Method: a small share of each; what the figures are is nobody's business here.
 */
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { test } from "node:test";
import { testBinary } from "#engine/testing/comet-binary.js";
import { goTool } from "#engine/testing/go-tool.js";

const SHARES: readonly (readonly [name: string, flags: readonly string[], bench: string])[] = [
  ["api", ["--actions", "400", "--people", "100", "--batch", "50"], "api/of-verification"],
  [
    "strangers",
    ["--connections", "60", "--actions", "5", "--only", "idle,questions"],
    "api/attack-questions-p95-ratio",
  ],
  ["held", ["--members", "1000", "--rounds", "3"], "held/range"],
  ["law", ["--members", "4000"], "law/engine-restarts-from-checkpoint"],
  ["tree", ["--persons", "4000"], "tree/block-total"],
  ["checked", ["--rounds", "1", "--away", "20"], "checked/edition-changed"],
  ["year", ["--people", "10", "--weeks", "5"], "year/verified"],
];

/** Benches of several machines: `--commit 50` lets them hurry. */
const NETWORK_SHARES: readonly (readonly [name: string, flags: string, bench: string])[] = [
  [
    "network",
    "--machines 1 --people 340 --actions 300 --window 100 --pace 20 --seconds 2 --commit 50",
    "network/committed-of-kvstore",
  ],
  ["recovery", "--rounds 1 --cut 2", "recovery/next-block-after-broken-p99"],
  ["state-sync", "--members 1000", "state-sync/first-verified-answer"],
  ["join", "--blocks 30 --people 60 --window 20", "join/blocks-payments"],
  ["idle", "--machines 1 --people 60 --seconds 1", "idle/memory-after-load"],
];

const { missing } = testBinary();
// What a process costs is read where Linux tells it.
const skip = missing === false && process.platform !== "linux" ? "it needs Linux" : missing;

for (const [name, flags, bench] of NETWORK_SHARES) {
  const without = skip === false && name === "network" ? goTool("kvstore").missing : skip;
  test(`the bench ${name} prints its figures`, { skip: without }, () => {
    assertFigures(name, flags.split(" "), bench);
  });
}

for (const [name, flags, bench] of SHARES) {
  test(`the bench ${name} prints its figures`, () => assertFigures(name, flags, bench));
}

function assertFigures(name: string, flags: readonly string[], bench: string): void {
  const words = ["dist/bench/index.js", name, ...flags];
  const { status, stdout, stderr } = spawnSync(process.execPath, words, { encoding: "utf8" });
  assert.equal(status, 0, stderr);
  const figures = stdout
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line) as { bench: string; value: number; unit: string });
  assert.ok(figures.some((figure) => figure.bench === bench));
  assert.ok(figures.every(({ value, unit }) => Number.isFinite(value) && unit.length > 0));
}
