import type { LightBlock } from "../../../protocol/chain/index.ts";

/**
 * Where a node that takes the state over learns which headers are the chain's.
 *
 * Why a port: the headers are to be believed before anything else is there, so anyone who gives them
 * has verified each one from a header that a person trusts; the engine itself trusts nobody.
 */
export interface HeaderSource {
  /** The verified block of a height; nothing where none can be had. */
  lightBlock(height: number): Promise<LightBlock | undefined>;
  /** How far each validator of a height is from its turn, in the set's order; not verified. */
  turns(height: number): Promise<readonly number[] | undefined>;
}

/** How a node takes the state over from others instead of carrying out all of history. */
export interface QuickStart {
  /** A header that has been verified, at or below the snapshots that are offered. */
  readonly trusted: TrustedHeader;
  readonly source: HeaderSource;
}

/** A header that is believed, by its hash. */
export interface TrustedHeader {
  readonly height: number;
  readonly hash: Uint8Array;
}
