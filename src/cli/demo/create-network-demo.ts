import { mkdirSync, renameSync, rmSync } from "node:fs";
import { join } from "node:path";
import type { CometTiming } from "../../engine/comet/config.ts";
import { readDemoFile, writeDemoFile } from "../../node/home/demo-file.ts";
import { growNetwork } from "../../node/home/grow-network.ts";
import { type HomeLayout, homeLayout } from "../../node/home/layout.ts";
import { createValidatorKey } from "../../node/home/validator-key.ts";
import { folkmootLaw } from "../../protocol/rooms.ts";
import { type CreatedDemo, createDemo, type DemoChoice } from "./create-demo.ts";
import { machineSeeds } from "./helping.ts";
import { createRandom } from "./random.ts";

/**
 * The timing of a demonstration on one computer. Units: milliseconds.
 *
 * Why a short heartbeat: anyone who stops a helper wants to see within seconds what comes of it.
 */
const TIMING: CometTiming = { commit: 1_000, propose: 2_000, vote: 1_000, heartbeat: 5_000 };

/**
 * Founds the demonstration, plays its month, and lets it grow into a network of its helpers' machines.
 *
 * Shape: below `home`, each helper has a home of its own: `node1`, `node2`, …
 * Why beside and then renamed: anyone who stops this halfway finds no half-made community later.
 */
export async function createNetworkDemo(
  choice: DemoChoice & { readonly helpers: number },
): Promise<CreatedDemo> {
  const { home, seed, helpers } = choice;
  const beside = `${home}.new`;
  const alone = join(beside, "alone");
  rmSync(beside, { recursive: true, force: true });
  mkdirSync(beside, { recursive: true, mode: 0o700 });
  const made = await createDemo({ ...choice, home: alone });
  const height = await growInto(beside, alone, machineSeeds(createRandom(seed), helpers));
  mkdirSync(join(home, ".."), { recursive: true });
  rmSync(home, { recursive: true, force: true });
  renameSync(beside, home);
  return { ...made, height };
}

/** Gives each machine of the story its home; the one that was alone is not needed any more. */
async function growInto(
  folder: string,
  alone: string,
  seeds: readonly Uint8Array[],
): Promise<number> {
  const layouts = seeds.map((_, at) => homeLayout(join(folder, `node${at + 1}`)));
  for (const [at, layout] of layouts.entries()) {
    if (at > 0) await createValidatorKey(layout, seeds[at]);
  }
  const nodes = layouts.length;
  const grown = { law: folkmootLaw, from: alone, folder, nodes, timing: TIMING };
  const { height } = await growNetwork(grown);
  await markDemo(homeLayout(alone), layouts);
  rmSync(alone, { recursive: true });
  return height;
}

async function markDemo(alone: HomeLayout, layouts: readonly HomeLayout[]): Promise<void> {
  const file = await readDemoFile(alone.demo);
  if (file === undefined) throw new Error("the demonstration has lost what makes it one");
  for (const { demo } of layouts) await writeDemoFile(demo, file);
}
