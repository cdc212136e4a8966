import type { LightBlock } from "../protocol/chain/index.ts";
import type { Event } from "../protocol/kernel/event.ts";
import type { Refusal } from "../protocol/kernel/fault.ts";
import type { Ledger } from "../protocol/ledger.ts";
import type { EngineFault } from "./engine-fault.ts";

/** An action that is in a block, and what became of it. */
export interface PlacedReceipt {
  /** SHA-256 of the action's bytes. */
  readonly id: Uint8Array;
  readonly height: number;
  /** Its place in the block, from 0. */
  readonly index: number;
  readonly type: string;
  readonly person: number;
  /** 0 when it was done, else the number of the fault. */
  readonly code: number;
  readonly refusal: Refusal | undefined;
  readonly events: readonly Event[];
}

/** What came of a submitted action, and how long the law took over it where this machine measured it. */
export type Submission = SubmissionOutcome & {
  /** Units: milliseconds of the main thread. */
  readonly lawMs?: number;
};

/** What came of a submitted action. */
export type SubmissionOutcome =
  /** It is in a block with its commit, and on this machine's disk. */
  | { readonly state: "acknowledged"; readonly receipt: PlacedReceipt }
  /** It is kept here and has been passed on, but too few machines agree just now. */
  | { readonly state: "received"; readonly id: Uint8Array }
  /** It is in no block, and never was by this submission. */
  | { readonly state: "refused"; readonly id: Uint8Array; readonly refusal: Refusal };

/** A block that has become part of history, as listeners hear of it. */
export interface CommittedBlock {
  readonly height: number;
  /** Milliseconds since 1970-01-01 UTC. */
  readonly time: number;
  readonly hash: Uint8Array;
  /** The root of the state after this block. */
  readonly root: Uint8Array;
  /** Names of the rooms whose tables changed. */
  readonly changed: readonly string[];
  readonly dueEvents: readonly Event[];
  readonly receipts: readonly PlacedReceipt[];
}

/** The newest block. */
export interface Head {
  readonly height: number;
  /** Milliseconds since 1970-01-01 UTC. */
  readonly time: number;
  readonly hash: Uint8Array;
  /** The root of the state after this block. */
  readonly root: Uint8Array;
}

/** A block as it is kept: its bytes, its commit's bytes, what came of its actions. */
export interface KeptBlock {
  readonly height: number;
  readonly block: Uint8Array;
  readonly commit: Uint8Array;
  readonly outcome: Uint8Array;
}

/** Another node that this one is connected to. */
export interface Peer {
  readonly nodeId: string;
  /** The name that it gives itself. */
  readonly moniker: string;
  readonly address: string;
  readonly isOutbound: boolean;
}

/** Where a node stands among others. */
export interface NetworkState {
  readonly nodeId: string;
  /** The newest block that consensus has decided, as far as this node knows. */
  readonly height: number;
  /** It is still fetching what the others have decided. */
  readonly isCatchingUp: boolean;
  readonly peers: readonly Peer[];
  /** Heights of the states that this node hands out as snapshots, the newest first. */
  readonly snapshots: readonly number[];
  /**
   * The first 12 hexadecimal digits of the addresses of the machines that have voted in the newest
   * step towards the block to come; nobody has while there is nothing to decide.
   */
  readonly voted: readonly string[];
}

/** What a node under consensus has counted since it started; nothing in it tells of a person. */
export interface ConsensusCounts {
  /** How often consensus has called the law, by call. */
  readonly calls: { readonly [call: string]: number };
  /** What the law has turned down, by reason: actions, proposals, snapshots. */
  readonly refused: { readonly [reason: string]: number };
  /** What consensus has reported as wrong, by its part: garbage from peers among it. */
  readonly reported: { readonly [part: string]: number };
}

/**
 * What orders actions into blocks and keeps them: the law cannot tell one engine from another.
 *
 * Why: a village of one machine and a network of many run the same law under different engines.
 */
export interface Engine {
  readonly chainId: string;
  /** The state; read-only for everybody but the engine. */
  readonly ledger: Ledger;
  head(): Head;
  /**
   * Takes an action from the wire.
   *
   * Throws: EngineFault `too-busy` when too much is waiting, `stopped` when the engine has stopped;
   * after `stopped` it is not known whether the action came into a block.
   */
  submit(wire: Uint8Array): Promise<Submission>;
  /** Where an action stands; nothing when it is in no block. */
  find(id: Uint8Array): Promise<PlacedReceipt | undefined>;
  /** The height of the first block that is kept here: 1, unless the state was taken over later. */
  firstBlock(): number;
  /** Tells whether an action is kept here that is in no block yet. */
  holds?(id: Uint8Array): boolean;
  /** Tells whether any action is kept here whose sender was told that it is only received. */
  holdsAny?(): boolean;
  /** The block of a height, as it is kept. */
  block(height: number): Promise<KeptBlock | undefined>;
  /** Header, commit and validators of a height. */
  lightBlock(height: number): Promise<LightBlock | undefined>;
  /** Calls a listener after each block; returns the way to stop it. */
  subscribe(listener: (block: CommittedBlock) => void): () => void;
  /**
   * Makes a block where the newest one is older than a minute; answers the newest then.
   *
   * Why so bounded: each costs a kilobyte for ever, on every machine. Under CometBFT it takes a few seconds,
   * and longer than ten it is not waited for.
   */
  freshen(): Promise<Head>;
  /** Makes a block now, if only an empty one. */
  tick(): Promise<Head>;
  /** How many actions wait for a block. */
  waiting(): number;
  /** Where this machine stands among others; absent where there are no others. */
  network?(): Promise<NetworkState>;
  /** What has been counted, where consensus runs beside the law. */
  consensusCounts?(): ConsensusCounts;
  /** How far each validator of a height is from its turn to propose; absent where all is one's own. */
  turns?(height: number): Promise<readonly number[]>;
  /** Settles when the engine has stopped: with the fault that stopped it, or nothing. */
  readonly stopped: Promise<EngineFault | undefined>;
  /** Finishes what has been taken, writes a checkpoint and stops. */
  stop(): Promise<void>;
}
