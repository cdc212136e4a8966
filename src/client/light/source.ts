import type { KeyRange } from "../../protocol/kernel/tree/key.ts";

/** A proof as a node gives it: nothing in it is believed before it is checked. */
export interface RangeProof {
  /** The height after whose block the state was as proved. */
  readonly height: bigint;
  readonly proof: Uint8Array;
}

/**
 * A node, seen by the light client: it may refuse, fail or lie, and is trusted in nothing.
 *
 * Faults: a rejected promise counts as "could not be reached".
 */
export interface LightSource {
  /** Answers the JSON of a light block, as `/light/{height}` does; `undefined` where it has none. */
  lightBlock(height: bigint | "latest"): Promise<unknown>;
  /** Answers the rows of a range with proof; without a height, of the newest provable state. */
  proveRange(range: KeyRange, height: bigint | undefined): Promise<RangeProof>;
  /**
   * Answers the JSON of a restart's certificate, as `/network/restarts/{run}` does; a source without
   * this knows of none.
   */
  restart?(run: bigint): Promise<unknown>;
}
