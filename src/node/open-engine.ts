import { type MovableClock, movableClock, systemClock } from "../engine/clock.ts";
import { cometBinary } from "../engine/comet/binary.ts";
import { startCometEngine } from "../engine/comet/comet-engine.ts";
import type { CometNetwork, SnapshotPlan } from "../engine/comet/options.ts";
import type { HeaderSource, TrustedHeader } from "../engine/comet/snapshots/source.ts";
import { checkpointFile } from "../engine/embedded/checkpoint-file.ts";
import { startEmbeddedEngine } from "../engine/embedded/embedded-engine.ts";
import { openFileMarker } from "../engine/embedded/head-marker.ts";
import { SILENT } from "../engine/embedded/options.ts";
import { readHead } from "../engine/embedded/resume.ts";
import type { Engine } from "../engine/engine.ts";
import { nativeHasher } from "../engine/native-hasher.ts";
import { newestStart } from "../engine/runs.ts";
import { openLevelStore } from "../engine/store/level-store.ts";
import type { Store } from "../engine/store/store.ts";
import type { RestartCertificate } from "../protocol/chain/restart.ts";
import { chainIdOf, communityOf } from "../protocol/founding.ts";
import { folkmootLaw } from "../protocol/rooms.ts";
import type { Closers } from "./closers.ts";
import type { FoundingFile } from "./founding/founding-file.ts";
import { type DemoFile, readDemoFile } from "./home/demo-file.ts";
import { assertNotGrown } from "./home/grow-network.ts";
import { HomeFault } from "./home/home-fault.ts";
import type { HomeLayout } from "./home/layout.ts";
import { machineName } from "./home/machine-keys.ts";
import { type NetworkFile, readNetworkFile } from "./home/network-file.ts";
import { assertMaySign } from "./home/only-copy.ts";
import { cometFolder, readRestarts } from "./home/restarts.ts";
import { assertMayGoOn } from "./home/restored.ts";
import { readSeed, readValidatorKey } from "./home/validator-key.ts";
import type { NodeOptions, QuickHome } from "./node.ts";
import { waitForClock } from "./wait-for-clock.ts";

/** The engine of a home, and what it stands on. */
export interface OpenedEngine {
  readonly engine: Engine;
  readonly store: Store;
  readonly clock: MovableClock;
  readonly demoFile: DemoFile | undefined;
  /** Where the home is part of a network. */
  readonly network: NetworkFile | undefined;
  readonly restarts: readonly RestartCertificate[];
}

/** Opens a home's store and starts its engine: CometBFT's where the home is part of a network. */
export async function openEngine(
  options: NodeOptions,
  layout: HomeLayout,
  founding: FoundingFile,
  closers: Closers,
): Promise<OpenedEngine> {
  await assertNotGrown(layout);
  const demoFile = await readDemoFile(layout.demo);
  const network = await readNetworkFile(layout.network);
  const restarts = await readRestarts(layout);
  if (network === undefined && restarts.length > 0) throw halfApplied();
  await assertMayGoOn(layout, restarts.length, options);
  const chainId = chainIdOf(
    communityOf(nativeHasher, options.law ?? folkmootLaw, founding.document),
  );
  if (network !== undefined) await assertMaySign(layout, network, restarts, chainId);
  const clock = movableClock(options.clock ?? systemClock, demoFile?.aheadMs ?? 0);
  const store = await (options.openStore ?? openLevelStore)(layout.store);
  closers.add(() => store.close());
  const marker = await openFileMarker(layout.head);
  closers.add(() => marker.close());
  const { engineLimits, acceptGap, acceptFuture, log } = options;
  const { signal } = options;
  await waitForClock({
    clock,
    lastTime: (await readHead(store))?.time,
    log: log ?? SILENT,
    ...(acceptGap === undefined ? {} : { acceptGap }),
    ...(acceptFuture === undefined ? {} : { acceptFuture }),
    ...(signal === undefined ? {} : { signal }),
  });
  const common = {
    law: options.law ?? folkmootLaw,
    founding: founding.document,
    store,
    clock,
    hasher: nativeHasher,
    marker,
    checkpoint: checkpointFile(layout.checkpoint),
    ...(log === undefined ? {} : { log }),
    ...(demoFile === undefined ? {} : { limits: { heartbeat: DEMO_HEARTBEAT } }),
    ...(engineLimits === undefined ? {} : { limits: engineLimits }),
  };
  const engine =
    network === undefined
      ? await startEmbeddedEngine({
          ...common,
          signer: await readValidatorKey(layout),
          ...(acceptGap === undefined ? {} : { acceptGap }),
          ...(acceptFuture === undefined ? {} : { acceptFuture }),
        })
      : await startCometEngine({
          ...common,
          beginning: checkpointFile(layout.beginning),
          snapshots: snapshotPlan(layout, network),
          network: await cometNetwork(layout, network, restarts, (trusted) =>
            headersOf(options, { chainId, sites: network.sites, trusted }),
          ),
        });
  closers.add(() => engine.stop());
  return { engine, store, clock, demoFile, network, restarts };
}

/**
 * How long a demonstration rests at most; its disk is nobody's worry, and what it shows is of now.
 * Units: milliseconds.
 */
const DEMO_HEARTBEAT = 60_000;

/** Where nobody gives verified headers, there are none: a home that needs them says so. */
const NO_HEADERS: HeaderSource = {
  lightBlock: async () => undefined,
  turns: async () => undefined,
};

function headersOf({ headersFrom }: NodeOptions, home: QuickHome): HeaderSource {
  return headersFrom?.(home) ?? NO_HEADERS;
}

function snapshotPlan({ snapshots }: HomeLayout, { snapshotEvery }: NetworkFile): SnapshotPlan {
  return { folder: snapshots, ...(snapshotEvery === undefined ? {} : { every: snapshotEvery }) };
}

async function cometNetwork(
  layout: HomeLayout,
  network: NetworkFile,
  restarts: readonly RestartCertificate[],
  source: (trusted: TrustedHeader) => HeaderSource,
): Promise<CometNetwork> {
  const start = newestStart(network.start, restarts);
  const { listen, external, sites: _, snapshotEvery: __, quick: trusted, ...rest } = network;
  const quick = trusted && { trusted, source: source(trusted) };
  return {
    ...rest,
    start,
    binary: cometBinary(),
    folder: cometFolder(layout, start),
    validatorSeed: await readSeed(layout.validatorKey, "validator"),
    nodeSeed: await readSeed(layout.nodeKey, "node"),
    moniker: machineName(layout.home),
    p2pListen: listen,
    ...(external === undefined ? {} : { p2pExternal: external }),
    ...(quick === undefined ? {} : { quick }),
  };
}

function halfApplied(): HomeFault {
  return new HomeFault(
    "restart",
    "the members' restart was carried out here only in part",
    "Run `folkmoot network restart apply` again with the file that the members signed.",
  );
}
