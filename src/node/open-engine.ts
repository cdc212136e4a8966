import { type MovableClock, movableClock, systemClock } from "../engine/clock.ts";
import { checkpointFile } from "../engine/embedded/checkpoint-file.ts";
import { startEmbeddedEngine } from "../engine/embedded/embedded-engine.ts";
import { openFileMarker } from "../engine/embedded/head-marker.ts";
import type { Engine } from "../engine/engine.ts";
import { nativeHasher } from "../engine/native-hasher.ts";
import { openLevelStore } from "../engine/store/level-store.ts";
import type { Store } from "../engine/store/store.ts";
import { folkmootLaw } from "../protocol/rooms.ts";
import type { Closers } from "./closers.ts";
import type { FoundingFile } from "./founding/founding-file.ts";
import { type DemoFile, readDemoFile } from "./home/demo-file.ts";
import type { HomeLayout } from "./home/layout.ts";
import { readValidatorKey } from "./home/validator-key.ts";
import type { NodeOptions } from "./node.ts";

/** The engine of a home, and what it stands on. */
export interface OpenedEngine {
  readonly engine: Engine;
  readonly store: Store;
  readonly clock: MovableClock;
  readonly demoFile: DemoFile | undefined;
}

/** Opens a home's store and starts its engine. */
export async function openEngine(
  options: NodeOptions,
  layout: HomeLayout,
  founding: FoundingFile,
  closers: Closers,
): Promise<OpenedEngine> {
  const demoFile = await readDemoFile(layout.demo);
  const clock = movableClock(options.clock ?? systemClock, demoFile?.aheadMs ?? 0);
  const store = await (options.openStore ?? openLevelStore)(layout.store);
  closers.add(() => store.close());
  const marker = await openFileMarker(layout.head);
  closers.add(() => marker.close());
  const { engineLimits, acceptGap, log } = options;
  const engine = await startEmbeddedEngine({
    law: options.law ?? folkmootLaw,
    founding: founding.document,
    store,
    signer: await readValidatorKey(layout),
    clock,
    hasher: nativeHasher,
    marker,
    checkpoint: checkpointFile(layout.checkpoint),
    ...(log === undefined ? {} : { log }),
    ...(engineLimits === undefined ? {} : { limits: engineLimits }),
    ...(acceptGap === undefined ? {} : { acceptGap }),
  });
  closers.add(() => engine.stop());
  return { engine, store, clock, demoFile };
}
