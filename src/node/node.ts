import { readFile } from "node:fs/promises";
import type { Clock } from "../engine/clock.ts";
import type { HeaderSource, TrustedHeader } from "../engine/comet/snapshots/source.ts";
import { type EngineLimits, type EngineLog, SILENT } from "../engine/embedded/options.ts";
import type { Engine } from "../engine/engine.ts";
import type { EngineFault } from "../engine/engine-fault.ts";
import { packageVersion } from "../engine/package-root.ts";
import type { Store } from "../engine/store/store.ts";
import type { Law } from "../protocol/law.ts";
import { folkmootLaw } from "../protocol/rooms.ts";
import { owedValues } from "../protocol/validators/index.ts";
import { isEventVisible } from "../protocol/visible.ts";
import { createApp } from "./api/app.ts";
import { createEventStreams } from "./api/event-streams.ts";
import { createSessions } from "./api/sessions.ts";
import { readAsking } from "./asking/asked-as.ts";
import type { PackedHome } from "./backup/pack-home.ts";
import { keepSchedule } from "./backup/schedule.ts";
import { openBlobStore } from "./blobs/blob-store.ts";
import { readByteSize } from "./blobs/byte-size.ts";
import { createDiskRoom, type DiskSpace, diskSpaceAt } from "./blobs/disk-room.ts";
import { createReasonIndex } from "./blobs/reason-index.ts";
import { replicateTexts } from "./blobs/replicate.ts";
import { type Closers, createClosers } from "./closers.ts";
import type { Asking, NodeBuckets, NodeContext } from "./context.ts";
import { type FindOwed, sendContributions } from "./contributions.ts";
import { createDemo } from "./demo.ts";
import type { DemoHelpers } from "./demo-helpers.ts";
import { followBlocks } from "./follow.ts";
import type { FoundingFile } from "./founding/founding-file.ts";
import { type HomeLayout, homeLayout } from "./home/layout.ts";
import { makeLocalToken } from "./home/local-token.ts";
import { type HeldLock, takeLock } from "./home/lock.ts";
import { readHomeFounding } from "./home/open-home.ts";
import { readSeed, readValidatorKey } from "./home/validator-key.ts";
import { DEFAULT_NODE_LIMITS, type NodeLimits } from "./limits.ts";
import { createMetrics } from "./metrics.ts";
import { openEngine } from "./open-engine.ts";
import { createEditionRehearsal } from "./owed-rehearsal.ts";
import { createBuckets } from "./pricing/buckets.ts";
import { createTill } from "./pricing/till.ts";
import { watchRestarts } from "./restart/watch-restarts.ts";
import { createNameIndex } from "./search/name-index.ts";
import { holdConnections } from "./serving/held-connections.ts";
import { startServer } from "./serving/server.ts";
import { createAskedSites } from "./site/asked-sites.ts";
import { readWebFiles } from "./site/web-files.ts";
import { createVoice } from "./voice.ts";
import { watchHalt } from "./watch-halt.ts";

/** What a node is started with. */
export interface NodeOptions {
  readonly home: string;
  /** 0 for any that is free. */
  readonly port?: number;
  readonly host?: string;
  /** The proxies that are believed when they say for whom they ask; see `readProxies`. */
  readonly trustedProxies?: readonly string[];
  /** The names by which people reach the node, beside its addresses. */
  readonly publicNames?: readonly string[];
  /** The folder of a larger site below which people reach the node, such as `/folk`. */
  readonly basePath?: string;
  /** Where everybody opens the community, such as `https://folk.example.org`; see `readPublicAddress`. */
  readonly publicAddress?: string;
  /** What stays free of the disk for blocks, such as `1 GiB`; see `createDiskRoom`. */
  readonly diskReserve?: string;
  /** What all texts together may take of it, such as `20 GiB`. */
  readonly textSpace?: string;
  /** What the texts of one person may take, such as `64 MiB`. */
  readonly personTextSpace?: string;
  /** Tells how much the disk has; a test's place to let it be low. */
  readonly diskSpace?: () => Promise<DiskSpace | undefined>;
  readonly law?: Law;
  readonly clock?: Clock;
  readonly limits?: Partial<NodeLimits>;
  readonly engineLimits?: Partial<EngineLimits>;
  readonly acceptGap?: boolean;
  /** Goes on although the newest block is from the future; time stands still until then. */
  readonly acceptFuture?: boolean;
  /** Goes on from a backup: nothing was done in the community since it was made. */
  readonly nothingSince?: boolean;
  /** Ends a start that waits. */
  readonly signal?: AbortSignal;
  readonly log?: EngineLog;
  /**
   * Makes the source of verified headers by which a home that joined quickly takes the state over.
   *
   * Why from outside: the light client is no part of a node.
   */
  readonly headersFrom?: (home: QuickHome) => HeaderSource;
  /** Anyone who runs the processes of a demonstration on several machines. */
  readonly demoHelpers?: DemoHelpers;
  /** Shows that somebody may read the home; made for this run unless given. */
  readonly localToken?: string;
  /** The folder of the built web app; the package's own unless given. */
  readonly web?: string;
  /** Other machines that keep the same record, where network.json does not say. */
  readonly sites?: readonly string[];
  /** Opens the store; a test's place to let the disk fail. */
  readonly openStore?: (folder: string) => Promise<Store>;
}

/** What a home that joined quickly knows of the headers that it needs. */
export interface QuickHome {
  readonly chainId: string;
  /** The other nodes' own interfaces. */
  readonly sites: readonly string[];
  /** The header that was verified when it joined. */
  readonly trusted: TrustedHeader;
}

/** A node that runs. */
export interface RunningNode {
  /** Where it listens, such as `http://127.0.0.1:8080`. */
  readonly url: string;
  readonly port: number;
  readonly engine: Engine;
  /** Settles once it has stopped, with the fault that stopped it, or nothing. */
  readonly stopped: Promise<EngineFault | undefined>;
  /** Answers what is under way, writes a checkpoint, lets the home go. */
  stop(): Promise<void>;
}

/** What a machine may owe its community. */
const OWED: readonly FindOwed[] = [
  (state, key, sha256) =>
    owedValues(state, { sha256 }, key).map((input) => ({ type: "validators/add-to-lot", input })),
];

/**
 * Starts a node on a home that exists: the only place where its parts are put together.
 *
 * Throws: HomeFault or EngineFault, saying what prevents it and what to do.
 */
export async function createNode(options: NodeOptions): Promise<RunningNode> {
  const layout = homeLayout(options.home);
  const founding = await readHomeFounding(options.law ?? folkmootLaw, layout);
  const lock = await takeLock(layout.lock);
  const closers = createClosers();
  closers.add(() => lock.release());
  try {
    return await assemble(options, { layout, founding, lock }, closers);
  } catch (error) {
    await closers.close().catch(() => {});
    throw error;
  }
}

/** A home that is open and locked. */
interface OpenHome {
  readonly layout: HomeLayout;
  readonly founding: FoundingFile;
  readonly lock: HeldLock;
}

async function assemble(
  options: NodeOptions,
  home: OpenHome,
  closers: Closers,
): Promise<RunningNode> {
  const stopping = new AbortController();
  const { layout, lock } = home;
  const context = await createContext(options, home, closers, stopping.signal);
  const { engine, streams, connections, blobs } = context;
  await blobs.sweep();
  followBlocks(context, closers);
  context.names.begin();
  watchHalt(context, closers);
  sendContributions(context, closers, [...OWED, context.rehearsal.owed]);
  if (context.network !== undefined) {
    replicateTexts(context, await readValidatorKey(layout), closers);
  }
  const app = createApp(context, await readWebFiles(options.web, context.asking.basePath));
  const where = { host: options.host ?? "127.0.0.1", port: options.port ?? 0 };
  const listening = await startServer(app.fetch, connections, where, closers);
  await lock.announce(listening.url);
  const schedule = keepSchedule(context.packed, context.log);
  closers.add(() => schedule.close());
  // Streams never end by themselves: they are let go before the server waits for its answers.
  closers.add(() => streams.close());
  const stop = (): Promise<void> => {
    stopping.abort();
    return closers.close();
  };
  const restarted = new Promise<EngineFault>((tell) => watchRestarts(context, closers, tell));
  const stopped = Promise.race([engine.stopped, restarted]).then(async (fault) => {
    await stop();
    return fault;
  });
  stopped.catch(() => {});
  return { ...listening, engine, stopped, stop };
}

async function createContext(
  options: NodeOptions,
  { layout, founding }: OpenHome,
  closers: Closers,
  stopping: AbortSignal,
): Promise<NodeContext> {
  const asking = readAsking(options);
  const choice = {
    reserve: readByteSize("disk-reserve", options.diskReserve ?? ""),
    texts: readByteSize("text-space", options.textSpace ?? ""),
  };
  const local = await makeLocalToken(layout.localToken, options.localToken);
  closers.add(local.forget);
  const opened = await openEngine(options, layout, founding, closers);
  const { engine, store, clock, demoFile, network, restarts } = opened;
  const limits = limitsOf(options);
  const reasons = createReasonIndex(engine.ledger.reader());
  const blobs = await openBlobStore({
    folder: layout.blobs,
    state: () => engine.ledger.reader(),
    isReason: (hash) => reasons.find(engine.ledger.reader(), hash) !== undefined,
    now: () => clock.steady(),
    pendingLife: limits.pendingBlobLife,
    isHeldUp: () => engine.holdsAny?.() === true,
    pendingBytesMax: limits.pendingBlobBytesMax,
    disk: createDiskRoom(choice, options.diskSpace ?? (() => diskSpaceAt(layout.blobs))),
  });
  const streams = createEventStreams(limits, (event, viewer) =>
    isEventVisible(engine.ledger.law, event, { state: engine.ledger.reader(), viewer }),
  );
  closers.add(() => streams.close());
  const till = createTill(limits, () => clock.steady());
  const rehearsal = createEditionRehearsal({ engine, clock, log: options.log ?? SILENT });
  let lastChange = engine.head().height;
  engine.subscribe(({ changed, height }) => {
    if (changed.length > 0) lastChange = height;
  });
  const sites = network?.sites ?? options.sites ?? [];
  return {
    engine,
    store,
    clock,
    founding,
    rehearsal,
    voice: createVoice(
      () => engine.ledger.law,
      engine.ledger.community,
      await readSeed(layout.validatorKey, "validator"),
    ),
    network,
    restarts,
    sites,
    askedSites: createAskedSites({ engine, blobs, sites }),
    foundingJson: await readFile(layout.founding, "utf8"),
    blobs,
    reasons,
    names: createNameIndex({
      state: () => engine.ledger.reader(),
      blobs,
      now: () => clock.steady(),
    }),
    sessions: createSessions(engine.ledger, () => clock.now()),
    streams,
    limits,
    asking,
    connections: holdConnections(limits, asking.proxies),
    localToken: local.token,
    buckets: bucketsOf(limits, () => clock.steady()),
    till,
    metrics: createMetrics(engine, { streams: streams.count, till }),
    log: options.log ?? SILENT,
    version: packageVersion(),
    demo: demoFile && createDemo(layout.demo, demoFile, clock, () => engine),
    demoHelpers: demoFile && options.demoHelpers,
    lastChange: () => lastChange,
    packed: packing(asking, { layout, founding, engine, store }, stopping),
    isStopping: () => stopping.aborted,
  };
}

/** What is packed of a home whose node runs. */
function packing(
  { names, basePath, publicAddress }: Asking,
  home: Pick<OpenHome, "layout" | "founding"> & { readonly engine: Engine; readonly store: Store },
  signal: AbortSignal,
): () => PackedHome {
  const { layout, founding, engine, store } = home;
  const named = [...names].flatMap((name) => [
    `https://${name}${basePath}`,
    `http://${name}${basePath}`,
  ]);
  const sites = [
    ...(publicAddress === undefined ? [] : [publicAddress.replace(/\/$/, "")]),
    ...named,
  ];
  return () => ({
    layout,
    store,
    community: engine.ledger.community,
    chainId: engine.chainId,
    name: founding.name,
    version: packageVersion(),
    sites,
    now: Date.now(),
    signal,
  });
}

function limitsOf({ limits, personTextSpace = "" }: NodeOptions): NodeLimits {
  const chosen = readByteSize("person-text-space", personTextSpace);
  const textBytesPerPersonMax = chosen ?? DEFAULT_NODE_LIMITS.textBytesPerPersonMax;
  return { ...DEFAULT_NODE_LIMITS, textBytesPerPersonMax, ...limits };
}

function bucketsOf(limits: NodeLimits, steady: () => number): NodeBuckets {
  return {
    joins: createBuckets(limits.joinsPerAddress, steady),
    uploads: createBuckets(limits.uploadBytesPerAddress, steady),
  };
}
