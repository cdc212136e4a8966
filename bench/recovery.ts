import { setTimeout as pause } from "node:timers/promises";
import { parseArgs } from "node:util";
import { HOME_TIMING } from "#engine/comet/config.js";
import { testBinary } from "#engine/testing/comet-binary.js";
import { type Cables, type Cut, layCables } from "../test/network/cables.ts";
import {
  foundNetwork,
  heightOf,
  type LocalNetwork,
  rewriteNetwork,
} from "../test/network/local-network.ts";
import { percentile, print } from "./figure.ts";

/*
 * How long after the cables are whole again the next block comes: four machines with the timing of
 * home connections, cut two against two, with an action waiting. Cables go silent, or break so that
 * the machines must find each other anew.
 *   npm run bench recovery [-- --rounds 10 --cut 10]
 */
const { values } = parseArgs({
  options: {
    rounds: { type: "string", default: "10" },
    /** How long a cut lasts. Units: seconds. */
    cut: { type: "string", default: "10" },
  },
});
const rounds = Number(values.rounds);
const cutFor = Number(values.cut) * 1_000;
/** Between two looks at the height. Units: milliseconds. */
const LOOK = 25;
const GOAL = 20_000;

const { missing } = testBinary();
if (missing !== false) {
  console.error(missing);
  process.exit(1);
}
const network = await foundNetwork(4);
for (const { home } of network.nodes) rewriteNetwork(home, { timing: HOME_TIMING });
const cables = await layCables(network.nodes.map(({ home }) => home));
try {
  await Promise.all(network.nodes.map((node) => node.start()));
  await network.act(1);
  for (const how of ["silence", "broken"] as const) await measure(network, cables, how);
  await network.assertOneHistory([1, 2, 3, 4]);
} finally {
  await network.end();
  await cables.end();
}

async function measure(network: LocalNetwork, cables: Cables, how: Cut): Promise<void> {
  const times: number[] = [];
  for (let round = 0; round < rounds; round += 1) times.push(await recover(network, cables, how));
  for (const [name, share] of [
    ["p50", 0.5],
    ["p99", 0.99],
  ] as const) {
    const value = percentile(times, share);
    const bench = `recovery/next-block-after-${how}-${name}`;
    print({ bench, value, unit: "ms", goal: GOAL, goalIs: "at most", rounds, cutFor });
  }
}

/** Cuts, mends, and waits for a block that is newer than any before; answers milliseconds. */
async function recover({ act, nodes }: LocalNetwork, cables: Cables, how: Cut): Promise<number> {
  const urls = nodes.map(({ url }) => url);
  const newest = async (): Promise<number> => Math.max(...(await Promise.all(urls.map(heightOf))));
  cables.split([1, 2], [3, 4], how);
  await pause(cutFor / 2);
  const late = act(1);
  await pause(cutFor / 2);
  const stood = await newest();
  cables.mend();
  const begun = performance.now();
  while ((await newest()) <= stood) await pause(LOOK);
  const took = performance.now() - begun;
  await late;
  return took;
}
