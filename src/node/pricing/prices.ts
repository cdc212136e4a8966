/** What each kind of request costs on this machine, as it was learned. Units: milliseconds of the main thread. */
export interface Prices {
  /** What a request of a kind is expected to cost. */
  of(kind: string): number;
  /** Learns from a request that is over. */
  learn(kind: string, ms: number): void;
  /** All kinds that were learned. */
  all(): ReadonlyMap<string, number>;
}

/** What is expected of a kind that was never seen. */
export const FIRST_PRICE = 1;
/** Reading a request and writing an answer, whatever is in them. */
export const LEAST_PRICE = 0.1;
/** How much of a price the newest request makes up. */
const WEIGHT = 0.1;

/**
 * Begins to learn.
 *
 * Why an average that forgets: what a kind costs changes with the community and with what else the
 * machine does, and one odd request must not set a price.
 * Bounds: the caller names a bounded number of kinds.
 */
export function createPrices(): Prices {
  const byKind = new Map<string, number>();
  const of = (kind: string): number => byKind.get(kind) ?? FIRST_PRICE;
  return {
    of,
    learn(kind, ms) {
      const before = byKind.get(kind);
      const learned = before === undefined ? ms : before + (ms - before) * WEIGHT;
      byKind.set(kind, Math.max(LEAST_PRICE, learned));
    },
    all: () => byKind,
  };
}
