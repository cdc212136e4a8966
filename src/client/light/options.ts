import type { Hasher } from "../../protocol/kernel/hash.ts";
import type { LightSource } from "./source.ts";
import type { Anchor, TrustRules, TrustStore } from "./trust.ts";
import type { CheckSignature } from "./verify.ts";
import type { WitnessWord } from "./witness.ts";

/** What a light client is made of. */
export interface LightClientOptions {
  readonly source: LightSource;
  /** Other nodes that are asked for the same header; one that proves another stops everything. */
  readonly witnesses?: readonly LightSource[];
  /** Hears what each witness said whenever they were asked, in their order. */
  readonly heard?: (words: readonly WitnessWord[]) => Promise<void>;
  readonly trust: {
    readonly anchor: Anchor;
    /** Older anchors, an invitation's page: what a node shows must agree with each of them. */
    readonly others?: readonly Anchor[];
    readonly rules?: TrustRules;
    readonly store?: TrustStore;
  };
  /** The most heights that are walked down; `BACKWARD_STEPS_MAX` unless given. */
  readonly backwardStepsMax?: bigint;
  /**
   * Asked once a question needs more than `SIGNATURES_MAX` signature checks: goes on where it says so.
   *
   * Why a person: a liar could make a phone check signatures until its battery is empty.
   */
  readonly agreeToMore?: () => Promise<boolean>;
  readonly hasher: Hasher;
  readonly verify: CheckSignature;
  /** This device's clock, in nanoseconds since 1970. */
  readonly now: () => bigint;
}
