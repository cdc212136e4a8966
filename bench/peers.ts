import { parseArgs } from "node:util";
import { HOME_TIMING } from "#engine/comet/config.js";
import { testBinary } from "#engine/testing/comet-binary.js";
import { goTool } from "#engine/testing/go-tool.js";
import { median, print } from "./figure.ts";
import { startBank } from "./network/bank.ts";
import { startFolkmoot } from "./network/folkmoot.ts";
import { type LoadPlan, type Measured, measure } from "./network/measure.ts";
import { createPayers } from "./payers.ts";

/*
 * Folkmoot's payments held against the sends of a bank chain on the cosmos-sdk (`tools/bank`), in turns
 * in one run, with the same configuration of CometBFT and the same load.
 *   npm run bench peers [-- --machines 1,4 --actions 9000 --rounds 2 --commit 10]
 */
const { values } = parseArgs({
  options: {
    machines: { type: "string", default: "1,4" },
    actions: { type: "string", default: "9000" },
    window: { type: "string", default: "4000" },
    rounds: { type: "string", default: "2" },
    pace: { type: "string", default: "50" },
    seconds: { type: "string", default: "10" },
    commit: { type: "string", default: "10" },
  },
});
/** How many times the bank chain's committed sends ours are to be, by machines. */
const GOALS: ReadonlyMap<number, number> = new Map([
  [1, 4],
  [4, 2],
]);
/** The most that ours may cost of what the bank chain's cost. */
const COST_GOAL = 0.4;

const timing = { ...HOME_TIMING, commit: Number(values.commit) };
const load: LoadPlan = {
  paced: Number(values.pace) * Number(values.seconds),
  perSecond: Number(values.pace),
  actions: Number(values.actions),
  window: Number(values.window),
};
/** Everybody acts once, in both. */
const accounts = load.paced + load.actions;
const signers = createPayers(accounts);
const program = needed(goTool("bank", { module: "bank", source: "" }));
needed(testBinary());

for (const machines of values.machines.split(",").map(Number)) {
  const theirs: Measured[] = [];
  const ours: Measured[] = [];
  for (let round = 0; round < Number(values.rounds); round += 1) {
    const bank = (folder: string) => startBank(folder, { machines, timing, program, accounts });
    theirs.push(await measure(bank, load));
    const folkmoot = (folder: string) => startFolkmoot(folder, machines, signers, timing);
    ours.push(await measure(folkmoot, load));
  }
  tell(machines, ours, theirs);
}

function tell(machines: number, ours: readonly Measured[], theirs: readonly Measured[]): void {
  const { actions, window } = load;
  const detail = { machines, actions, window, rounds: ours.length, node: process.versions.node };
  const rate = (of: readonly Measured[]) => median(of.map(({ perSecond }) => perSecond));
  const cost = (of: readonly Measured[]) =>
    median(of.map(({ applicationMs, consensusMs }) => applicationMs + consensusMs));
  const latency = (of: readonly Measured[]) => median(of.map((one) => one.latency));
  const name = "a bank chain on the cosmos-sdk";
  const told = (value: number) => Math.round(value * 100) / 100;
  print({
    bench: `peers/bank-${machines}`,
    value: rate(ours) / rate(theirs),
    unit: "times its committed sends",
    goal: GOALS.get(machines) ?? 2,
    goalIs: "at least",
    peer: { name, value: told(rate(theirs)) },
    committed: told(rate(ours)),
    latencyMs: { ours: told(latency(ours)), peer: told(latency(theirs)) },
    ...detail,
  });
  print({
    bench: `peers/bank-${machines}-core-ms`,
    value: cost(ours) / cost(theirs),
    unit: "of its core-ms",
    goal: COST_GOAL,
    goalIs: "at most",
    peer: { name, value: told(cost(theirs)) },
    coreMs: told(cost(ours)),
    ...detail,
  });
}

/** Where a program is that this bench cannot do without. */
function needed({ path, missing }: { path: string; missing: string | false }): string {
  if (missing !== false) throw new Error(missing);
  return path;
}
