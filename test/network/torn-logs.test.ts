/**
 * Goal: a machine that lost the last bytes of a log comes back to the one history, or refuses in
 * plain words to start.
 * Method: a network as its operators run it; one machine is killed, and the end of a log torn off:
 * of what CometBFT notes before it acts, and of what the node's own store has written last.
 */
import assert from "node:assert/strict";
import { readdirSync, readFileSync, statSync, truncateSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { testBinary } from "#engine/testing/comet-binary.js";
import {
  foundNetwork,
  heightOf,
  type LocalNetwork,
  type LocalNode,
  reach,
} from "./local-network.ts";
import { stopAndVerify } from "./stop-and-verify.ts";

const { missing: skip } = testBinary();
let network: LocalNetwork;
const node = (at: number): LocalNode => network.nodes[at - 1] as LocalNode;

before(async () => {
  if (skip !== false) return;
  network = await foundNetwork(4);
  await Promise.all(network.nodes.map((one) => one.start()));
});
after(() => network?.end());

const consensusLog = (home: string): string => join(home, "comet", "data", "cs.wal", "wal");

/** The log that the store writes to now: the one with the highest number. */
function storeLog(home: string): string {
  const folder = join(home, "store");
  const logs = readdirSync(folder).filter((name) => /^\d+\.log$/.test(name));
  return join(folder, logs.toSorted().at(-1) as string);
}

/** Kills the fourth node and tears the end of one of its logs off. */
async function tear(logOf: (home: string) => string, bytes: number): Promise<void> {
  node(4).signal("law", "SIGKILL");
  await node(4).ended();
  const log = logOf(node(4).home);
  truncateSync(log, Math.max(0, statSync(log).size - bytes));
}

for (const [what, logOf] of [
  ["what CometBFT noted", consensusLog],
  ["what the store wrote", storeLog],
] as const) {
  for (const bytes of [1, 60, 8_000]) {
    test(`${bytes} bytes of ${what} last are lost`, { skip }, async () => {
      for (const at of [1, 2, 3, 4]) await network.act(at);
      await tear(logOf, bytes);
      await network.act(1);
      await node(4).start();
      await reach(node(4).url, await heightOf(node(1).url));
      await network.act(4);
      await network.assertOneHistory([1, 2, 3, 4]);
    });
  }
}

test("an old copy of a home is refused, and told from a torn log", { skip }, async () => {
  for (const at of [1, 2, 3, 4]) await network.act(at);
  await tear(storeLog, 8_000);
  const path = join(node(4).home, "comet", "data", "priv_validator_state.json");
  const signed = readFileSync(path, "utf8");
  writeFileSync(path, JSON.stringify({ height: "2", round: 0, step: 3 }));
  await assert.rejects(node(4).start(), /The store has lost blocks.*from another node/);
  await node(4).ended();
  writeFileSync(path, signed);
  await node(4).start();
  await network.act(4);
  await network.assertOneHistory([1, 2, 3, 4]);
});

test("stopped, each home verifies by itself", { skip }, () => stopAndVerify(network));
