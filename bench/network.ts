import { parseArgs } from "node:util";
import { HOME_TIMING } from "#engine/comet/config.js";
import { testBinary } from "#engine/testing/comet-binary.js";
import { goTool } from "#engine/testing/go-tool.js";
import { NOTHING_SEEN } from "#protocol/kernel/seen.js";
import { median, print } from "./figure.ts";
import { startFolkmoot } from "./network/folkmoot.ts";
import { startKvstore } from "./network/kvstore.ts";
import { type LoadPlan, type Measured, measure } from "./network/measure.ts";
import { createPayers, signPayments } from "./payers.ts";

/*
 * Transactions per second and time to commit on several machines, side by side in one run with
 * CometBFT's own key-value example over the same kind of socket, with the same configuration, load
 * and size of transactions. Folkmoot's are signed payments to nodes as members run them.
 *   npm run bench network [-- --machines 1,4 --people 10000 --actions 9000 --rounds 3]
 */
const { values } = parseArgs({
  options: {
    machines: { type: "string", default: "1,4" },
    people: { type: "string", default: "10000" },
    actions: { type: "string", default: "9000" },
    window: { type: "string", default: "4000" },
    rounds: { type: "string", default: "1" },
    pace: { type: "string", default: "50" },
    seconds: { type: "string", default: "20" },
    commit: { type: "string", default: String(HOME_TIMING.commit) },
  },
});
const actions = Number(values.actions);
const paced = Number(values.pace) * Number(values.seconds);
const window = Number(values.window);
if (paced + actions > Number(values.people)) {
  throw new Error("everybody acts once: there must be as many people as actions");
}
const timing = { ...HOME_TIMING, commit: Number(values.commit) };
const signers = createPayers(Number(values.people));
const bytes = (
  signPayments(signers, { community: new Uint8Array(32), seen: NOTHING_SEEN }, 1)[0] as Uint8Array
).length;

const load: LoadPlan = { paced, perSecond: Number(values.pace), actions, window };

for (const machines of values.machines.split(",").map(Number)) {
  const theirs: Measured[] = [];
  const ours: Measured[] = [];
  const plan = {
    machines,
    timing,
    bytes,
    cometbft: needed(testBinary()),
    kvstore: needed(goTool("kvstore")),
  };
  for (let round = 0; round < Number(values.rounds); round += 1) {
    theirs.push(await measure((folder) => startKvstore(folder, plan), load));
    const start = (folder: string) => startFolkmoot(folder, machines, signers, timing);
    ours.push(await measure(start, load));
  }
  tell(machines, ours, theirs);
}

function tell(machines: number, ours: readonly Measured[], theirs: readonly Measured[]): void {
  const middle = (of: readonly Measured[], what: keyof Measured) =>
    median(of.map((one) => one[what]));
  const name = "CometBFT's key-value example";
  const detail = { machines, bytes, actions, window, rounds: ours.length };
  for (const [bench, of] of [
    ["kvstore", theirs],
    ["folkmoot", ours],
  ] as const) {
    const blocks = of.map((one) => one.blocks);
    print({
      bench: `network/${bench}-committed`,
      value: middle(of, "perSecond"),
      unit: "per second",
      applicationMs: hundredths(middle(of, "applicationMs")),
      consensusMs: hundredths(middle(of, "consensusMs")),
      ...detail,
      blocks,
    });
    print({
      bench: `network/${bench}-latency`,
      value: middle(of, "latency"),
      unit: "ms",
      machines,
      pace: Number(values.pace),
    });
  }
  const peer = (what: "perSecond" | "latency") => ({
    name,
    value: Math.round(middle(theirs, what)),
  });
  print({
    bench: "network/committed-of-kvstore",
    value: middle(ours, "perSecond") / middle(theirs, "perSecond"),
    unit: "ratio",
    goal: 0.8,
    goalIs: "at least",
    peer: peer("perSecond"),
    machines,
  });
  print({
    bench: "network/latency-of-kvstore",
    value: middle(ours, "latency") / middle(theirs, "latency"),
    unit: "ratio",
    goal: 1.1,
    goalIs: "at most",
    peer: peer("latency"),
    machines,
  });
}

function hundredths(value: number): number {
  return Math.round(value * 100) / 100;
}

/** Where a program is that this bench cannot do without. */
function needed({
  path,
  missing,
}: {
  readonly path: string;
  readonly missing: string | false;
}): string {
  if (missing !== false) throw new Error(missing);
  return path;
}
