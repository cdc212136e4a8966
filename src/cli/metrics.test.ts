// Goal: anyone who runs a node reads its figures, and hears why where that is not possible.
// Method: two nodes of a test, asked by their own homes and by each other's.
import assert from "node:assert/strict";
import { test } from "node:test";
import { foundTestNode } from "#node/testing/test-node.js";
import { main } from "./main.ts";
import { keptTerminal } from "./testing/fake-terminal.ts";

async function metrics(home: string, env: { readonly [name: string]: string } = {}) {
  const terminal = keptTerminal({ FOLKMOOT_CONFIG: "/nowhere/config.json", ...env });
  const exit = await main(["metrics", "--home", home], terminal);
  return { exit, out: terminal.outLines, err: terminal.errLines };
}

test("figures are printed while the node runs, to those who may read its home", async () => {
  const [mine, other] = [await foundTestNode(1), await foundTestNode(1)];
  await mine.start();
  const { url } = await other.start();
  const shown = await metrics(mine.home);
  assert.equal(shown.exit, 0, shown.err.join("\n"));
  assert.ok(shown.out.some((line) => /^folkmoot_height \d/.test(line)));
  const refused = await metrics(mine.home, { FOLKMOOT_NODE: url });
  assert.equal(refused.exit, 1);
  assert.equal(refused.err.length, 3);
  await mine.node().stop();
  const stopped = await metrics(mine.home);
  assert.equal(stopped.exit, 3);
  assert.equal(stopped.err.length, 3);
  await mine.end();
  await other.end();
});
