import type { AddressInfo } from "node:net";
import type { Server } from "node:http";
import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { createAdaptorServer } from "@hono/node-server";
import { type Clock, movableClock, systemClock } from "../engine/clock.ts";
import { checkpointFile } from "../engine/embedded/checkpoint-file.ts";
import { startEmbeddedEngine } from "../engine/embedded/embedded-engine.ts";
import { openFileMarker } from "../engine/embedded/head-marker.ts";
import { type EngineLimits, type EngineLog, SILENT } from "../engine/embedded/options.ts";
import type { CommittedBlock, Engine } from "../engine/engine.ts";
import type { EngineFault } from "../engine/engine-fault.ts";
import { nativeHasher } from "../engine/native-hasher.ts";
import { openLevelStore } from "../engine/store/level-store.ts";
import type { Store } from "../engine/store/store.ts";
import { fromHex } from "../protocol/kernel/bytes.ts";
import type { Law } from "../protocol/law.ts";
import { folkmootLaw } from "../protocol/rooms.ts";
import { createApp } from "./api/app.ts";
import { createBuckets } from "./api/buckets.ts";
import { createEventStreams } from "./api/event-streams.ts";
import { createSessions } from "./api/sessions.ts";
import { openBlobStore } from "./blobs/blob-store.ts";
import type { NodeContext } from "./context.ts";
import { createDemo } from "./demo.ts";
import { readDemoFile } from "./home/demo-file.ts";
import { homeLayout } from "./home/layout.ts";
import { takeLock } from "./home/lock.ts";
import { readHomeFounding } from "./home/open-home.ts";
import { readValidatorKey } from "./home/validator-key.ts";
import { DEFAULT_NODE_LIMITS, type NodeLimits } from "./limits.ts";
import { createMetrics } from "./metrics.ts";
import { readWebFiles } from "./site/web-files.ts";

/** What a node is started with. */
export interface NodeOptions {
  readonly home: string;
  /** 0 for any that is free. */
  readonly port?: number;
  readonly host?: string;
  readonly law?: Law;
  readonly clock?: Clock;
  readonly limits?: Partial<NodeLimits>;
  readonly engineLimits?: Partial<EngineLimits>;
  readonly acceptGap?: boolean;
  readonly log?: EngineLog;
  /** The folder of the built web app; the package's own unless given. */
  readonly web?: string;
  /** Opens the store; a test's place to let the disk fail. */
  readonly openStore?: (folder: string) => Promise<Store>;
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

const PACKAGE = new URL("../../package.json", import.meta.url);
const WEB = fileURLToPath(new URL("../../web/dist", import.meta.url));

/**
 * Starts a node on a home that exists: the only place where its parts are put together.
 *
 * Throws: HomeFault or EngineFault, saying what stands in the way and what to do.
 */
export async function createNode(options: NodeOptions): Promise<RunningNode> {
  const layout = homeLayout(options.home);
  const founding = await readHomeFounding(options.law ?? folkmootLaw, layout);
  const lock = await takeLock(layout.lock);
  const closers: (() => Promise<unknown>)[] = [() => lock.release()];
  try {
    return await assemble(options, founding, lock, closers);
  } catch (error) {
    for (const close of closers.reverse()) await close();
    throw error;
  }
}

async function assemble(
  options: NodeOptions,
  founding: Awaited<ReturnType<typeof readHomeFounding>>,
  lock: Awaited<ReturnType<typeof takeLock>>,
  closers: (() => Promise<unknown>)[],
): Promise<RunningNode> {
  const { law = folkmootLaw, log = SILENT } = options;
  const layout = homeLayout(options.home);
  const limits = { ...DEFAULT_NODE_LIMITS, ...options.limits };
  const demoFile = await readDemoFile(layout.demo);
  const below = options.clock ?? systemClock;
  const clock = movableClock(below, demoFile?.aheadMs ?? 0);
  const store = await (options.openStore ?? openLevelStore)(layout.store);
  closers.push(() => store.close());
  const marker = await openFileMarker(layout.head);
  closers.push(() => marker.close());
  const engine = await startEmbeddedEngine({
    law,
    founding: founding.document,
    store,
    signer: await readValidatorKey(layout),
    clock,
    hasher: nativeHasher,
    marker,
    checkpoint: checkpointFile(layout.checkpoint),
    log,
    ...(options.engineLimits === undefined ? {} : { limits: options.engineLimits }),
    ...(options.acceptGap === undefined ? {} : { acceptGap: options.acceptGap }),
  });
  closers.push(() => engine.stop());
  const blobs = await openBlobStore({
    folder: layout.blobs,
    state: () => engine.ledger.reader(),
    now: () => below.now(),
    pendingLife: limits.pendingBlobLife,
    pendingBytesMax: limits.pendingBlobBytesMax,
  });
  const streams = createEventStreams(limits);
  const steady = () => below.steady();
  let lastChange = engine.head().height;
  let stopping = false;
  const context: NodeContext = {
    law,
    engine,
    store,
    clock,
    founding,
    foundingJson: await readFile(layout.founding, "utf8"),
    blobs,
    sessions: createSessions(engine.ledger, () => clock.now()),
    streams,
    limits,
    buckets: {
      requests: createBuckets(limits.requestsPerAddress, steady),
      actions: createBuckets(limits.actionsPerAddress, steady),
      persons: createBuckets(limits.actionsPerPerson, steady),
      uploads: createBuckets(limits.uploadBytesPerAddress, steady),
    },
    metrics: createMetrics(engine, { streams: streams.count }),
    log,
    version: await packageVersion(),
    demo: demoFile && createDemo(layout.demo, demoFile, clock, () => engine),
    lastChange: () => lastChange,
    isStopping: () => stopping,
  };
  engine.subscribe((block) => {
    if (block.changed.length > 0) lastChange = block.height;
    context.metrics.block(block);
    streams.tell(block);
    eraseGone(context, block);
  });
  const sweep = setInterval(() => void blobs.sweep().catch(() => {}), limits.pendingBlobLife / 4);
  sweep.unref();
  await blobs.sweep();

  const app = createApp(context, await readWebFiles(options.web ?? WEB));
  const server = createServer(app.fetch, limits);
  const port = await listen(server, options.port ?? 0, options.host ?? "127.0.0.1");
  const url = `http://${urlHost(options.host ?? "127.0.0.1")}:${port}`;
  await lock.announce(url);

  let ending: Promise<void> | undefined;
  const stop = async (): Promise<void> => {
    stopping = true;
    clearInterval(sweep);
    streams.close();
    const closed = new Promise<void>((resolve) => server.close(() => resolve()));
    await engine.stop();
    server.closeIdleConnections();
    setTimeout(() => server.closeAllConnections(), 2000).unref();
    await closed;
    await marker.close();
    await store.close();
    await lock.release();
  };
  const stopOnce = (): Promise<void> => {
    ending ??= stop();
    return ending;
  };
  const stopped = engine.stopped.then(async (fault) => {
    await stopOnce();
    return fault;
  });
  stopped.catch(() => {});
  return { url, port, engine, stopped, stop: stopOnce };
}

/** Deletes the text behind every erasure of a block; the sweep finds what this could not. */
function eraseGone({ blobs, log }: NodeContext, { receipts }: CommittedBlock): void {
  for (const { events } of receipts) {
    for (const { type, data } of events) {
      if (type !== "records/text-erased") continue;
      const hash = fromHex(String(data["text"]));
      if (hash === undefined) continue;
      blobs.erase(hash).catch((error: Error) => {
        log.warn("a text could not be deleted yet", { error: error.message });
      });
    }
  }
}

/** Why the timeouts: whoever sends a request byte by byte must not hold a connection for ever. */
function createServer(fetch: Parameters<typeof createAdaptorServer>[0]["fetch"], limits: NodeLimits): Server {
  const server = createAdaptorServer({
    fetch,
    serverOptions: {
      headersTimeout: 10_000,
      requestTimeout: 30_000,
      keepAliveTimeout: 15_000,
      maxHeaderSize: 16_384,
      connectionsCheckingInterval: 2_000,
    },
  }) as Server;
  server.maxConnections = limits.connectionsMax;
  server.maxRequestsPerSocket = 0;
  return server;
}

function listen(server: Server, port: number, host: string): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, host, () => {
      server.off("error", reject);
      resolve((server.address() as AddressInfo).port);
    });
  });
}

function urlHost(host: string): string {
  return host.includes(":") ? `[${host}]` : host;
}

async function packageVersion(): Promise<string> {
  const read = JSON.parse(await readFile(PACKAGE, "utf8")) as { readonly version?: unknown };
  return String(read.version);
}
