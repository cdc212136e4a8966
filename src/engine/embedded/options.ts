import type { FoundingDocument } from "../../protocol/founding.ts";
import type { Hasher } from "../../protocol/kernel/hash.ts";
import type { Law } from "../../protocol/law.ts";
import type { Clock } from "../clock.ts";
import type { Store } from "../store/store.ts";
import type { ChainDeps } from "./block-maker.ts";
import type { CheckpointFile } from "./checkpoint-file.ts";
import type { ClockConsent } from "./clock-guard.ts";
import type { OpenedChain } from "./found.ts";
import type { HeadMarker } from "./head-marker.ts";
import type { Signer } from "./signer.ts";

/** What may wait, and how long things take. Units: milliseconds unless said otherwise. */
export interface EngineLimits {
  /** Actions that wait for a block, of everybody together. */
  readonly waitingMax: number;
  /** Bytes of those actions. */
  readonly waitingBytesMax: number;
  /** Actions that wait, of one person. */
  readonly waitingPerPersonMax: number;
  /** Attempts to join that wait, by one invitation. */
  readonly waitingPerInvitationMax: number;
  /** How long a block waits for signatures that are still being looked at. */
  readonly gatherFor: number;
  /** After this time without a block, an empty one is made. */
  readonly heartbeat: number;
  /** How long after a change of the root an empty block brings its proof, if no other block does. */
  readonly proofDelay: number;
  /** Blocks between two checkpoints; there is always one at the end. */
  readonly checkpointEvery: number;
  /** Rows up to which checkpoints are written while the engine runs. */
  readonly checkpointRowsMax: number;
  /** Blocks that are replayed at most; behind more than that, the tree is rebuilt from its rows. */
  readonly replayMax: number;
}

/** The limits unless others are chosen. */
export const DEFAULT_LIMITS: EngineLimits = {
  waitingMax: 20_000,
  waitingBytesMax: 64 * 1024 * 1024,
  waitingPerPersonMax: 1_000,
  waitingPerInvitationMax: 100,
  gatherFor: 10,
  heartbeat: 3_600_000,
  proofDelay: 40,
  checkpointEvery: 2_000,
  checkpointRowsMax: 200_000,
  replayMax: 5_000,
};

/** What the engine tells anyone who runs it. */
export interface EngineLog {
  info(what: string, figures?: { readonly [name: string]: unknown }): void;
  warn(what: string, figures?: { readonly [name: string]: unknown }): void;
  error(what: string, figures?: { readonly [name: string]: unknown }): void;
}

/** Says nothing. */
export const SILENT: EngineLog = { info: () => {}, warn: () => {}, error: () => {} };

/** What an embedded engine needs. */
export interface EmbeddedOptions extends ClockConsent {
  readonly law: Law;
  /** Complete: with a part for every room that has one. */
  readonly founding: FoundingDocument;
  readonly store: Store;
  readonly signer: Signer;
  readonly clock: Clock;
  readonly hasher: Hasher;
  readonly marker: HeadMarker;
  readonly checkpoint: CheckpointFile;
  readonly limits?: Partial<EngineLimits>;
  readonly log?: EngineLog;
}

/** What a maker of blocks needs. */
export interface MakerOptions extends Omit<EmbeddedOptions, "limits"> {
  readonly limits: EngineLimits;
  readonly deps: ChainDeps;
  readonly chain: OpenedChain;
}
