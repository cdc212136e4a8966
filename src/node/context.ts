import type { HttpBindings } from "@hono/node-server";
import type { Context, Hono } from "hono";
import type { Clock } from "../engine/clock.ts";
import type { EngineLog } from "../engine/embedded/options.ts";
import type { Engine } from "../engine/engine.ts";
import type { Store } from "../engine/store/store.ts";
import type { RestartCertificate } from "../protocol/chain/restart.ts";
import type { EventStreams } from "./api/event-streams.ts";
import type { Sessions } from "./api/sessions.ts";
import type { Asker } from "./asking/asker.ts";
import type { Names } from "./asking/names.ts";
import type { Proxies } from "./asking/proxies.ts";
import type { PackedHome } from "./backup/pack-home.ts";
import type { BlobStore } from "./blobs/blob-store.ts";
import type { ReasonIndex } from "./blobs/reason-index.ts";
import type { Demo } from "./demo.ts";
import type { DemoHelpers } from "./demo-helpers.ts";
import type { FoundingFile } from "./founding/founding-file.ts";
import type { NetworkFile } from "./home/network-file.ts";
import type { NodeLimits } from "./limits.ts";
import type { Metrics } from "./metrics.ts";
import type { EditionRehearsal } from "./owed-rehearsal.ts";
import type { Buckets } from "./pricing/buckets.ts";
import type { Bill, Till } from "./pricing/till.ts";
import type { NameIndex } from "./search/name-index.ts";
import type { HeldConnections } from "./serving/held-connections.ts";
import type { Voice } from "./voice.ts";

/** What every part of the API needs. */
export interface NodeContext {
  readonly engine: Engine;
  readonly store: Store;
  readonly clock: Clock;
  readonly founding: FoundingFile;
  readonly blobs: BlobStore;
  /** Which texts are reasons of answers; they are in no register. */
  readonly reasons: ReasonIndex;
  readonly names: NameIndex;
  readonly sessions: Sessions;
  readonly streams: EventStreams;
  readonly limits: NodeLimits;
  readonly buckets: NodeBuckets;
  readonly till: Till;
  readonly asking: Asking;
  readonly connections: HeldConnections;
  /** What shows that somebody may read this node's home. */
  readonly localToken: string;
  readonly metrics: Metrics;
  readonly log: EngineLog;
  readonly version: string;
  /** The founding document as the home keeps it. */
  readonly foundingJson: string;
  /** What this machine says in its own name. */
  readonly voice: Voice;
  /** Where this node is part of a network. */
  readonly network: NetworkFile | undefined;
  /** Every restart of the chain that the members have signed, the first one first. */
  readonly restarts: readonly RestartCertificate[];
  /** Other machines of the network: their own interfaces. */
  readonly sites: readonly string[];
  /** Which machines a page of the app may ask besides this node. */
  readonly askedSites: () => Promise<readonly string[]>;
  /** Rehearses the edition of the law that waits. */
  readonly rehearsal: EditionRehearsal;
  /** Only in a demonstration. */
  readonly demo: Demo | undefined;
  /** Only in a demonstration on several machines. */
  readonly demoHelpers: DemoHelpers | undefined;
  /** The height of the last block that changed the state; 0 before any is known. */
  lastChange(): number;
  /** The home as it is packed for a backup now. */
  packed(): PackedHome;
  /** Tells whether the node is on its way out. */
  isStopping(): boolean;
}

/** What a node counts against its limits. */
export interface NodeBuckets {
  readonly joins: Buckets;
  readonly uploads: Buckets;
}

/** By whom this node is asked, and under which names. */
export interface Asking {
  readonly proxies: Proxies;
  readonly names: Names;
  /** The folder of a larger site in which the node is, such as `/folk`; empty at the root. */
  readonly basePath: string;
  /** Where everybody opens the community, without a slash at its end; nothing where there is none yet. */
  readonly publicAddress: string | undefined;
}

/** What comes with each request: the connection, who asks, and what it costs. */
export interface ApiEnv {
  Bindings: HttpBindings;
  Variables: { asker: Asker; bill: Bill };
}

/** The API's own kind of application. */
export type Api = Hono<ApiEnv>;

/** One question to the API. */
export type ApiContext = Context<ApiEnv>;
