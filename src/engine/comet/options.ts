import type { FoundingDocument } from "../../protocol/founding.ts";
import type { Hasher } from "../../protocol/kernel/hash.ts";
import type { Law } from "../../protocol/law.ts";
import type { Clock } from "../clock.ts";
import type { CheckpointFile } from "../embedded/checkpoint-file.ts";
import type { HeadMarker } from "../embedded/head-marker.ts";
import type { EngineLimits, EngineLog } from "../embedded/options.ts";
import type { Store } from "../store/store.ts";
import type { Application } from "./abci/application.ts";
import type { CometTiming } from "./config.ts";
import type { QuickStart } from "./snapshots/source.ts";

/** What an engine under CometBFT needs. */
export interface CometOptions {
  readonly law: Law;
  /** Complete: with a part for every room that has one. */
  readonly founding: FoundingDocument;
  readonly store: Store;
  readonly clock: Clock;
  readonly hasher: Hasher;
  readonly marker: HeadMarker;
  readonly checkpoint: CheckpointFile;
  /** Where the state is kept with which a node's history begins that took it over from others. */
  readonly beginning?: CheckpointFile;
  /** Where snapshots for others are kept; none are made unless given. */
  readonly snapshots?: SnapshotPlan;
  readonly network: CometNetwork;
  readonly limits?: Partial<EngineLimits>;
  readonly log?: EngineLog;
}

/** How snapshots of the state are made for others. */
export interface SnapshotPlan {
  /** The folder that holds them. */
  readonly folder: string;
  /** Blocks from one to the next. */
  readonly every?: number;
}

/** This machine's place in a network. */
export interface CometNetwork {
  /** The CometBFT program. */
  readonly binary: string;
  /** The folder that CometBFT calls its home. */
  readonly folder: string;
  /** The seed of the key that signs blocks, where this machine has a seat. */
  readonly validatorSeed: Uint8Array;
  /** The seed of the key that other nodes know this one by. */
  readonly nodeSeed: Uint8Array;
  readonly moniker: string;
  /** Where other nodes reach this one: `host:port`. */
  readonly p2pListen: string;
  readonly p2pExternal?: string;
  readonly rpcPort: number;
  /** The nodes that this one keeps connected to: `id@host:port`. */
  readonly peers: readonly string[];
  readonly start: NetworkStart;
  readonly timing: CometTiming;
  /** Takes the state over from others where there is no history yet. */
  readonly quick?: QuickStart;
  /** Passed to CometBFT; a test's place to let it crash. */
  readonly environment?: NodeJS.ProcessEnv;
  /** Stands between CometBFT and the law; a test's place to let the law be slow. */
  readonly around?: (law: Application) => Application;
}

/** Where a chain goes over to CometBFT. */
export interface NetworkStart {
  /** The height of CometBFT's first block. */
  readonly height: number;
  /** That block's time. Units: milliseconds since 1970. */
  readonly time: number;
  /** The root of the state before it. */
  readonly root: Uint8Array;
  /** The keys that sign it, each with power 1. */
  readonly validators: readonly Uint8Array[];
  /** Which run of the chain it begins: absent for the first, else the number of the restart. */
  readonly run?: number;
  /** The edition of the law that holds from that block on. */
  readonly edition: number;
}
