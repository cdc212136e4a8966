/**
 * Goal: every bench that a newcomer is told of runs and prints figures.
 * Method: a small share of each; what the figures are is nobody's business here.
 */
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { test } from "node:test";
import { testBinary } from "#engine/testing/comet-binary.js";

type Share = readonly [name: string, flags: readonly string[], bench: string];

/** Those that need CometBFT, where it is. */
const NETWORK: readonly Share[] =
  testBinary().missing === false
    ? [["recovery", ["--rounds", "1", "--cut", "2"], "recovery/next-block-after-broken-p99"]]
    : [];

const SHARES: readonly Share[] = [
  ["api", ["--actions", "400", "--people", "100", "--batch", "50"], "api/acknowledged"],
  ["law", ["--members", "4000"], "law/engine-restarts-from-checkpoint"],
  ["tree", ["--persons", "4000"], "tree/block-total"],
  ...NETWORK,
  ["year", ["--people", "10", "--weeks", "5"], "year/verified"],
];

for (const [name, flags, bench] of SHARES) {
  test(`the bench ${name} prints its figures`, () => {
    const words = ["dist/bench/index.js", name, ...flags];
    const { status, stdout, stderr } = spawnSync(process.execPath, words, { encoding: "utf8" });
    assert.equal(status, 0, stderr);
    const figures = stdout
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line) as { bench: string; value: number; unit: string });
    assert.ok(figures.some((figure) => figure.bench === bench));
    assert.ok(figures.every(({ value, unit }) => Number.isFinite(value) && unit.length > 0));
  });
}
