import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { parseArgs } from "node:util";
import { HOME_TIMING } from "#engine/comet/config.js";
import { testBinary } from "#engine/testing/comet-binary.js";
import { print } from "./figure.ts";
import {
  type FolkmootLineUp,
  machineOf,
  type PairOfProcesses,
  startFolkmoot,
} from "./network/folkmoot.ts";
import { ready, saturate } from "./network/load.ts";
import { cpuMs, residentMb } from "./network/process-cost.ts";
import { createPayers } from "./payers.ts";

/*
 * What a node costs its owner while nobody acts: time on a core and memory, of the law's process and
 * of CometBFT beside it, on average over the machines; the memory once more after all have acted.
 *   npm run bench idle [-- --machines 4 --people 10000 --seconds 60]
 */
const { values } = parseArgs({
  options: {
    machines: { type: "string", default: "4" },
    people: { type: "string", default: "10000" },
    seconds: { type: "string", default: "60" },
  },
});
const people = Number(values.people);
const detail = { machines: Number(values.machines), people };
/** What is on its way at once while everybody acts. */
const WINDOW = 2_000;
/** Until what a start has left to do is done. Units: milliseconds. */
const SETTLE = 5_000;
const { missing } = testBinary();
if (missing !== false) throw new Error(missing);

const folder = mkdtempSync(join(tmpdir(), "folkmoot-bench-idle-"));
const founded = await startFolkmoot(folder, detail.machines, createPayers(people), HOME_TIMING);
try {
  await ready(founded);
  const lineUp = await startedAgain(founded);
  await tellCpu(lineUp, Number(values.seconds));
  tellMemory(lineUp, "memory");
  const wires = lineUp.write(people).map((wire) => Buffer.from(wire).toString("base64"));
  await saturate(lineUp, wires, WINDOW);
  await pause(SETTLE);
  tellMemory(lineUp, "memory-after-load");
} finally {
  await founded.stop();
  rmSync(folder, { recursive: true, force: true });
}

/** Starts the machines once more: what founding took is no part of what a node costs every day. */
async function startedAgain(lineUp: FolkmootLineUp): Promise<FolkmootLineUp> {
  await lineUp.stop();
  await Promise.all(lineUp.nodes.map((node) => node.start()));
  const again = { ...lineUp, machines: lineUp.nodes.map(machineOf) };
  await ready(again);
  await pause(SETTLE);
  return again;
}

async function tellCpu({ machines }: FolkmootLineUp, seconds: number): Promise<void> {
  const costs = () => ({
    law: mean(machines, ({ app }) => cpuMs(app)),
    consensus: mean(machines, ({ consensus }) => cpuMs(consensus)),
  });
  const before = costs();
  await pause(seconds * 1000);
  const after = costs();
  const percent = (ms: number) => ms / (seconds * 10);
  const law = percent(after.law - before.law);
  const consensus = percent(after.consensus - before.consensus);
  const unit = "percent of a core";
  print({ bench: "idle/cpu", value: law + consensus, unit, seconds, law, consensus, ...detail });
}

function tellMemory({ machines }: FolkmootLineUp, what: string): void {
  const law = Math.round(mean(machines, ({ app }) => residentMb(app)));
  const consensus = Math.round(mean(machines, ({ consensus: pid }) => residentMb(pid)));
  const goal = { goal: 300, goalIs: "at most" as const };
  const value = law + consensus;
  print({ bench: `idle/${what}`, value, unit: "MB", ...goal, law, consensus, ...detail });
}

function mean(
  machines: readonly PairOfProcesses[],
  of: (machine: PairOfProcesses) => number,
): number {
  return machines.reduce((sum, machine) => sum + of(machine), 0) / machines.length;
}
