import { createHash } from "node:crypto";

/** Chance that can be repeated: the same seed always gives the same numbers. */
export interface Random {
  /** 32 bytes for a purpose; asking again for the same purpose gives the same bytes. */
  bytes(purpose: string): Uint8Array;
  /** The next whole number below `bound`. */
  below(bound: number): number;
  /** The next one of these. */
  pick<V>(from: readonly V[]): V;
}

/** Makes chance from a seed: SHA-256 of the seed and a counter or a purpose. */
export function createRandom(seed: string): Random {
  let count = 0;
  const digest = (purpose: string): Buffer =>
    createHash("sha256")
      .update(JSON.stringify(["folkmoot demo", seed, purpose]))
      .digest();
  const below = (bound: number): number => {
    count += 1;
    // 48 bits over bounds below a thousand: the bias is far too small to be seen.
    return digest(`number ${count}`).readUIntBE(0, 6) % bound;
  };
  return {
    bytes: (purpose) => new Uint8Array(digest(purpose)),
    below,
    pick: (from) => from[below(from.length)] as (typeof from)[number],
  };
}
