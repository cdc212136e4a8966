import { existsSync } from "node:fs";
import { cp, mkdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { systemClock } from "../../engine/clock.ts";
import { type CometTiming, HOME_TIMING } from "../../engine/comet/config.ts";
import type { NetworkStart } from "../../engine/comet/options.ts";
import { announceNetwork } from "../../engine/embedded/announce-network.ts";
import { checkpointFile } from "../../engine/embedded/checkpoint-file.ts";
import { openFileMarker } from "../../engine/embedded/head-marker.ts";
import { nativeHasher } from "../../engine/native-hasher.ts";
import { openLevelStore } from "../../engine/store/level-store.ts";
import type { Law } from "../../protocol/law.ts";
import { connectLocally, LOCAL_NODES_MAX } from "./create-network.ts";
import { HomeFault } from "./home-fault.ts";
import { type HomeLayout, homeLayout } from "./layout.ts";
import { takeLock } from "./lock.ts";
import { readNetworkFile } from "./network-file.ts";
import { readHomeFounding } from "./open-home.ts";
import { keepValidatorKey, readValidatorKey } from "./validator-key.ts";
import { writeFileSafely } from "./write-file.ts";

/** How a community goes over from one machine to many. */
export interface Growth {
  readonly law: Law;
  /** The home of the one machine; nothing runs on it. */
  readonly from: string;
  /** The folder under which each node gets a home: `node1`, `node2`, …; keys that lie there are used. */
  readonly folder: string;
  /** Homes with the keys of machines that people have seated, where they are on this computer too. */
  readonly machines?: readonly string[];
  /** How many nodes, where the community has not seated any machine yet. */
  readonly nodes?: number;
  /** Where other nodes reach the first one: `host:port`; a port of this computer unless given. */
  readonly listen?: string;
  readonly timing?: CometTiming;
}

/** What came of it. */
export interface Grown {
  /** The homes on this computer. */
  readonly homes: readonly HomeLayout[];
  /** The height of the first block that all of them decide together. */
  readonly height: number;
  /** How many machines sign from then on, here and elsewhere. */
  readonly machines: number;
}

/**
 * Takes a community from one machine to several without losing its history.
 *
 * Why people's seats come first: where the community has seated machines, exactly these sign from
 * then on, and anyone who runs the one machine has no say in it. A community that never did gets new
 * machines on this computer, which are its first.
 * Why the old home is closed for good: its key signs in the network now, and two that sign with one
 * key would make two histories.
 * Throws: HomeFault or EngineFault; then the old home is as it was, but for a block without actions.
 */
export async function growNetwork(growth: Growth): Promise<Grown> {
  const { from, folder, machines = [] } = growth;
  const old = homeLayout(from);
  await assertAlone(old);
  const lock = await takeLock(old.lock);
  try {
    const homes = [homeLayout(join(folder, "node1"))];
    for (const machine of machines) {
      homes.push(await takeMachine(machine, folder, homes.length + 1));
    }
    homes.push(...preparedIn(folder, homes.length + 1));
    const start = await announce(growth, old, homes);
    await writeFileSafely(old.grown, `${JSON.stringify({ to: folder })}\n`);
    for (const [at, layout] of homes.entries()) await copyHome(old, layout, at === 0);
    await connectLocally(homes, start, growth.timing ?? HOME_TIMING, growth.listen);
    return { homes, height: start.height, machines: start.validators.length };
  } finally {
    await lock.release();
  }
}

/** Makes the last block of the one machine; adds homes where there are no seats to go by. */
async function announce(
  { law, nodes }: Growth,
  old: HomeLayout,
  homes: HomeLayout[],
): Promise<NetworkStart> {
  const founding = await readHomeFounding(law, old);
  const signer = await readValidatorKey(old);
  const store = await openLevelStore(old.store);
  const marker = await openFileMarker(old.head);
  const checkpoint = checkpointFile(old.checkpoint);
  const { document } = founding;
  const deps = { law, founding: document, store, signer, marker, checkpoint };
  const options = { ...deps, clock: systemClock, hasher: nativeHasher };
  const choose = async (seated: readonly Uint8Array[]): Promise<readonly Uint8Array[]> => {
    if (seated.length > 0) return seated;
    const others = await addMachines(homes, nodes ?? 1);
    return [signer.publicKey, ...others];
  };
  return announceNetwork(options, choose).finally(async () => {
    await store.close();
    await marker.close();
  });
}

/** The homes that lie ready with a key where the network is to be, from a number on. */
function preparedIn(folder: string, from: number): HomeLayout[] {
  const homes: HomeLayout[] = [];
  for (let number = from; ; number += 1) {
    const layout = homeLayout(join(folder, `node${number}`));
    if (!existsSync(layout.validatorKey)) return homes;
    homes.push(layout);
  }
}

/** Adds homes with new keys until there are as many as asked for; returns the keys. */
async function addMachines(homes: HomeLayout[], nodes: number): Promise<Uint8Array[]> {
  if (!Number.isInteger(nodes) || nodes < 1 || nodes > LOCAL_NODES_MAX) {
    const how = `a local network has 1 to ${LOCAL_NODES_MAX} nodes`;
    throw new HomeFault("grow-network", how, "Choose four: with four, one may fail.");
  }
  const folder = join((homes[0] as HomeLayout).home, "..");
  const keys: Uint8Array[] = [];
  for (const layout of homes.slice(1)) keys.push((await readValidatorKey(layout)).publicKey);
  while (homes.length < nodes) {
    const layout = homeLayout(join(folder, `node${homes.length + 1}`));
    keys.push((await keepValidatorKey(layout)).publicKey);
    homes.push(layout);
  }
  return keys;
}

/** Moves a machine's key into a home of the network; where it was, nothing signs any more. */
async function takeMachine(from: string, folder: string, number: number): Promise<HomeLayout> {
  const prepared = homeLayout(from);
  await assertNotGrown(prepared);
  await readValidatorKey(prepared);
  const layout = homeLayout(join(folder, `node${number}`));
  await mkdir(layout.keys, { recursive: true, mode: 0o700 });
  await cp(prepared.validatorKey, layout.validatorKey, { errorOnExist: true, force: false });
  await writeFileSafely(prepared.grown, `${JSON.stringify({ to: layout.home })}\n`);
  return layout;
}

async function assertAlone(old: HomeLayout): Promise<void> {
  if ((await readNetworkFile(old.network)) !== undefined) {
    const remedy = "A further machine joins a network; it does not grow again.";
    throw new HomeFault("grow-network", `${old.home} is part of a network already`, remedy);
  }
  await assertNotGrown(old);
  if (!existsSync(old.founding)) {
    const remedy = "Name the home of the community with --from.";
    throw new HomeFault("no-home", `no community lives in ${old.home}`, remedy);
  }
  const head = await readFile(old.head, "latin1").catch(() => "");
  if (head === "") {
    const remedy = "Start it once, then stop it and try again.";
    throw new HomeFault("grow-network", "the community has not been started yet", remedy);
  }
}

/** Refuses a home whose community lives in a network now. Throws: HomeFault `grown`. */
export async function assertNotGrown({ grown }: HomeLayout): Promise<void> {
  const told = await readFile(grown, "utf8").catch(() => undefined);
  if (told === undefined) return;
  throw new HomeFault(
    "grown",
    `this community has gone over to a network: ${told.trim()}`,
    "Start it there. Never run this home again: its key signs in the network.",
  );
}

async function copyHome(old: HomeLayout, next: HomeLayout, isFirst: boolean): Promise<void> {
  await mkdir(next.home, { recursive: true, mode: 0o700 });
  const copied = ["founding", "store", "blobs", "head", "checkpoint"] as const;
  for (const what of copied) {
    await cp(old[what], next[what], { recursive: true, errorOnExist: true, force: false }).catch(
      (error: NodeJS.ErrnoException) => {
        if (error.code !== "ENOENT") throw error;
      },
    );
  }
  if (isFirst) await cp(old.validatorKey, next.validatorKey, { recursive: true });
}
