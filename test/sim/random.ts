/** A seeded source of chance: the same seed gives the same world on every machine. */
export interface Random {
  /** A whole number from 0 to 2^32 - 1. */
  u32(): number;
  /** A whole number from 0 to `limit` - 1. Bounds: `limit` from 1 to 2^32. */
  below(limit: number): number;
  /** A whole number from `low` to `high`, both included. */
  between(low: number, high: number): number;
  /** True once in `of` times on average. */
  once(of: number): boolean;
  /** One of a list that is not empty. */
  pick<V>(list: readonly V[]): V;
  bytes(length: number): Uint8Array;
  /** A further source that does not disturb this one; the same name gives the same source. */
  fork(name: string): Random;
}

function rotate(value: number, by: number): number {
  return ((value << by) | (value >>> (32 - by))) >>> 0;
}

/** Spreads a seed over four words, none of which stays zero for long. */
function spread(seed: number): [number, number, number, number] {
  let at = seed >>> 0;
  const next = (): number => {
    at = (at + 0x9e3779b9) >>> 0;
    let mixed = at;
    mixed = Math.imul(mixed ^ (mixed >>> 16), 0x21f0aaad);
    mixed = Math.imul(mixed ^ (mixed >>> 15), 0x735a2d97);
    return (mixed ^ (mixed >>> 15)) >>> 0;
  };
  return [next(), next(), next(), next()];
}

function seedOf(seed: number, name: string): number {
  let mixed = (seed ^ 0x811c9dc5) >>> 0;
  for (let at = 0; at < name.length; at += 1) {
    mixed = Math.imul(mixed ^ name.charCodeAt(at), 0x01000193) >>> 0;
  }
  return mixed;
}

/**
 * Makes a source of chance from a seed.
 *
 * Source: D. Blackman and S. Vigna, "Scrambled Linear Pseudorandom Number Generators": xoshiro128**.
 */
export function createRandom(seed: number): Random {
  let [a, b, c, d] = spread(seed);
  const u32 = (): number => {
    const result = Math.imul(rotate(Math.imul(b, 5), 7), 9) >>> 0;
    const shifted = (b << 9) >>> 0;
    c = (c ^ a) >>> 0;
    d = (d ^ b) >>> 0;
    b = (b ^ c) >>> 0;
    a = (a ^ d) >>> 0;
    c = (c ^ shifted) >>> 0;
    d = rotate(d, 11);
    return result;
  };
  const below = (limit: number): number => Math.floor((u32() / 2 ** 32) * limit);
  return {
    u32,
    below,
    between: (low, high) => low + below(high - low + 1),
    once: (of) => below(of) === 0,
    pick: (list) => list[below(list.length)] as (typeof list)[number],
    bytes: (length) => Uint8Array.from({ length }, () => u32() >>> 24),
    fork: (name) => createRandom(seedOf(seed, name)),
  };
}
