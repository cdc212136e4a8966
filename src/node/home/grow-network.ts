import { cp, mkdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { systemClock } from "../../engine/clock.ts";
import { type CometTiming, HOME_TIMING } from "../../engine/comet/config.ts";
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
import { createValidatorKey, readValidatorKey } from "./validator-key.ts";
import { writeFileSafely } from "./write-file.ts";

/** How a community goes over from one machine to many. */
export interface Growth {
  readonly law: Law;
  /** The home of the one machine; nothing runs on it. */
  readonly from: string;
  /** The folder under which each node gets a home: `node1`, `node2`, … */
  readonly folder: string;
  readonly nodes: number;
  readonly timing?: CometTiming;
}

/** What came of it. */
export interface Grown {
  readonly homes: readonly HomeLayout[];
  /** The height of the first block that all of them decide together. */
  readonly height: number;
}

/**
 * Takes a community from one machine to several without losing its history.
 *
 * Why the old home is closed for good: its key signs in the network now, and two that sign with one
 * key would make two histories.
 * Throws: HomeFault or EngineFault; then the old home is as it was, but for a block without actions.
 */
export async function growNetwork(growth: Growth): Promise<Grown> {
  const { from, folder, nodes, law } = growth;
  if (!Number.isInteger(nodes) || nodes < 1 || nodes > LOCAL_NODES_MAX) {
    const how = `a local network has 1 to ${LOCAL_NODES_MAX} nodes`;
    throw new HomeFault("network", how, "Choose four: with four, one may fail.");
  }
  const old = homeLayout(from);
  const founding = await readHomeFounding(law, old);
  await assertAlone(old);
  const homes = Array.from({ length: nodes }, (_, at) => homeLayout(join(folder, `node${at + 1}`)));
  const lock = await takeLock(old.lock);
  try {
    const signer = await readValidatorKey(old);
    const validators = [signer.publicKey];
    for (const layout of homes.slice(1)) {
      await mkdir(layout.home, { recursive: true, mode: 0o700 });
      validators.push((await createValidatorKey(layout)).publicKey);
    }
    const store = await openLevelStore(old.store);
    const marker = await openFileMarker(old.head);
    const start = await announceNetwork(
      {
        law,
        founding: founding.document,
        store,
        signer,
        clock: systemClock,
        hasher: nativeHasher,
        marker,
        checkpoint: checkpointFile(old.checkpoint),
      },
      validators,
    ).finally(async () => {
      await store.close();
      await marker.close();
    });
    await writeFileSafely(old.grown, `${JSON.stringify({ to: folder })}\n`);
    for (const [at, layout] of homes.entries()) await copyHome(old, layout, at === 0);
    await connectLocally(homes, start, growth.timing ?? HOME_TIMING);
    return { homes, height: start.height };
  } finally {
    await lock.release();
  }
}

async function assertAlone(old: HomeLayout): Promise<void> {
  if ((await readNetworkFile(old.network)) !== undefined) {
    const remedy = "A further machine joins a network; it does not grow anew.";
    throw new HomeFault("network", `${old.home} is part of a network already`, remedy);
  }
  await assertNotGrown(old);
  const head = await readFile(old.head, "latin1").catch(() => "");
  if (head === "") {
    const remedy = "Start it once, then stop it and try again.";
    throw new HomeFault("network", "the community has not been started yet", remedy);
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
