import { type FoundingDocument } from "../../protocol/founding.ts";
import { type Clock, type MovableClock } from "../clock.ts";
import { type CheckpointFile } from "../embedded/checkpoint-file.ts";
import { type HeadMarker } from "../embedded/head-marker.ts";
import type { EngineLimits } from "../embedded/options.ts";
import { type Signer } from "../embedded/signer.ts";
import type { Engine } from "../engine.ts";
import type { Store } from "../store/store.ts";
/** When a hamlet is founded: a midnight. */
export declare const HAMLET_START: number;
/** Makes a signer whose key follows from a name. */
export declare function namedSigner(name: string): Signer;
/** Makes a seed that follows from a name. */
export declare function namedSeed(name: string): Uint8Array;
/** The least that an engine needs: a founding with some people, a validator, a clock, a store. */
export interface Hamlet {
  readonly founding: FoundingDocument;
  readonly validator: Signer;
  /** Person n signs with the signer n - 1. */
  readonly people: readonly Signer[];
  readonly clock: MovableClock;
  readonly store: Store;
  readonly marker: HeadMarker;
  start(changed?: HamletChanges): Promise<Engine>;
  /** An action that adds a device to a person. */
  addDevice(engine: Engine, person: number, changed?: ActionChanges): Uint8Array;
}
/** What of a hamlet's start is to be different. */
export interface HamletChanges {
  readonly store?: Store;
  readonly clock?: Clock;
  readonly signer?: Signer;
  readonly checkpoint?: CheckpointFile;
  readonly limits?: Partial<EngineLimits>;
  readonly acceptGap?: boolean;
}
/** What of an action is to be different. */
export interface ActionChanges {
  readonly nonce?: number;
  readonly expires?: number;
  readonly community?: Uint8Array;
  readonly signer?: Signer;
  readonly name?: string;
  /** Ends it in the past, so that the rule refuses it. */
  readonly isRefused?: boolean;
}
/** A clock that stands still until it is moved. */
export declare function stillClock(start?: number): MovableClock;
/** When a hamlet is founded, and by how many machines. */
export interface HamletPlan {
  readonly foundedAt?: number;
  readonly machines?: number;
}
/** The seed of the key with which a hamlet's machine signs blocks, counted from 1. */
export declare function hamletValidatorSeed(machine: number): Uint8Array;
/** Lays a hamlet out; nothing runs yet. */
export declare function createHamlet(
  people?: number,
  store?: Store,
  { foundedAt, machines }?: HamletPlan,
): Hamlet;
//# sourceMappingURL=hamlet.d.ts.map
