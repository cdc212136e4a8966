import { setTimeout as pause } from "node:timers/promises";
import { parseArgs } from "node:util";
import { HOME_TIMING } from "#engine/comet/config.js";
import { testBinary } from "#engine/testing/comet-binary.js";
import { type Cut, layCables } from "../test/network/cables.ts";
import {
  foundNetwork,
  heightOf,
  type LocalNetwork,
  rewriteNetwork,
} from "../test/network/local-network.ts";
import { layNamespaces, noNamespaces } from "../test/network/namespaces.ts";
import { percentile, print } from "./figure.ts";

/*
 * How long after the cables are whole again the next block comes: four machines with the timing of
 * home connections, cut two against two, with an action waiting. Cables go silent, or break so that
 * the machines must find each other again.
 *   npm run bench recovery [-- --rounds 10 --cut 10 --ways silence,broken,unplugged]
 */
const { values } = parseArgs({
  options: {
    rounds: { type: "string", default: "10" },
    /** How long a cut lasts. Units: seconds. */
    cut: { type: "string", default: "10" },
    /** The longest the system waits before it sends again, from Linux 6.15 on. Units: milliseconds. */
    resend: { type: "string" },
    /** How often the system sends again until it gives a connection up. */
    resends: { type: "string" },
    ways: { type: "string", default: "silence,broken,unplugged" },
  },
});
const given = (value: string | undefined) => (value === undefined ? undefined : Number(value));
const resend = given(values.resend);
const resends = given(values.resends);
const ways = values.ways.split(",");
const rounds = Number(values.rounds);
const cutFor = Number(values.cut) * 1_000;
/** Between two looks at the height. Units: milliseconds. */
const LOOK = 25;
/** How long an action has waited when the cables are whole again, at most. Units: milliseconds. */
const WAITS = 5_000;
const GOAL = 20_000;

const { missing } = testBinary();
if (missing !== false) {
  console.error(missing);
  process.exit(1);
}
/** Ways to cut two machines from two, and to make everything whole again. */
interface Cuts {
  readonly name: string;
  cut(): void;
  mend(): void;
}

await onRelays();
if (ways.includes("unplugged")) await onNamespaces();

/** Cables go silent, or break so that the machines must find each other again. */
async function onRelays(): Promise<void> {
  const asked = (["silence", "broken"] as const).filter((how) => ways.includes(how));
  if (asked.length === 0) return;
  const network = await foundSlow();
  const cables = await layCables(network.nodes.map(({ home }) => home));
  const cutBy = (how: Cut): Cuts => ({
    name: how,
    cut: () => cables.split([1, 2], [3, 4], how),
    mend: () => cables.mend(),
  });
  await measure(network, asked.map(cutBy)).finally(() => cables.end());
}

/** Plugs are pulled, so that connections send again by the system's own patience. */
async function onNamespaces(): Promise<void> {
  const notHere = noNamespaces();
  if (notHere !== false) {
    console.error(notHere);
    return;
  }
  const network = await foundSlow();
  const namespaces = layNamespaces(network.nodes, { resendMax: resend, resends });
  const cuts: Cuts = {
    name: "unplugged",
    cut: () => namespaces.plug([1, 2], [3, 4]),
    mend: () => namespaces.plug([1, 2, 3, 4]),
  };
  await measure(network, [cuts]).finally(() => namespaces.end());
}

async function foundSlow(): Promise<LocalNetwork> {
  const network = await foundNetwork(4);
  for (const { home } of network.nodes) rewriteNetwork(home, { timing: HOME_TIMING });
  return network;
}

async function measure(network: LocalNetwork, ways: readonly Cuts[]): Promise<void> {
  try {
    await Promise.all(network.nodes.map((node) => node.start()));
    await network.act(1);
    for (const way of ways) await measureOne(network, way);
    await network.assertOneHistory([1, 2, 3, 4]);
  } finally {
    await network.end();
  }
}

async function measureOne(network: LocalNetwork, cuts: Cuts): Promise<void> {
  const times: number[] = [];
  for (let round = 0; round < rounds; round += 1) times.push(await recover(network, cuts));
  for (const [name, share] of [
    ["p50", 0.5],
    ["p99", 0.99],
  ] as const) {
    const value = percentile(times, share);
    const bench = `recovery/next-block-after-${cuts.name}-${name}`;
    print({
      bench,
      value,
      unit: "ms",
      goal: GOAL,
      goalIs: "at most",
      rounds,
      cutFor,
      resend,
      resends,
    });
  }
}

/** Cuts, mends, and waits for a block that is newer than any before; answers milliseconds. */
async function recover({ act, nodes }: LocalNetwork, { cut, mend }: Cuts): Promise<number> {
  const urls = nodes.map(({ url }) => url);
  const newest = async (): Promise<number> => Math.max(...(await Promise.all(urls.map(heightOf))));
  cut();
  const waits = Math.min(WAITS, cutFor / 2);
  await pause(cutFor - waits);
  // Anyone who waits for the answer may lose patience sooner than the network.
  const late = act(1).catch(() => {});
  await pause(waits);
  const stood = await newest();
  mend();
  const begun = performance.now();
  while ((await newest()) <= stood) await pause(LOOK);
  const took = performance.now() - begun;
  await late;
  return took;
}
