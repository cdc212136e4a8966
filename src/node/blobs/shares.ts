/** On whose account bytes wait to be published. */
export interface Share {
  /** A person, an address, or this node itself. */
  readonly name: string;
  /** What may wait on it. Units: bytes. */
  readonly most: number;
  /** Tells whether it is a part of what all strangers have together. */
  readonly isOfStrangers: boolean;
}

/** Bytes that wait, by whose account they wait on. */
export interface Shares {
  /** Tells whether so many more may wait on an account. */
  hasRoom(share: Share, bytes: number): boolean;
  add(share: Pick<Share, "name" | "isOfStrangers">, bytes: number): void;
  total(): number;
}

/** What was waiting already when the node started. */
export const LEFT_OVER = { name: "left over", isOfStrangers: true };

/**
 * Counts what waits to be published.
 *
 * Why members have room of their own: what strangers have together can be used up by strangers, and
 * members must be able to publish all the same.
 * Bounds: strangers together have `strangersMax` bytes.
 */
export function createShares(strangersMax: number): Shares {
  const byName = new Map<string, number>();
  let ofStrangers = 0;
  return {
    hasRoom({ name, most, isOfStrangers }, bytes) {
      if ((byName.get(name) ?? 0) + bytes > most) return false;
      return !isOfStrangers || ofStrangers + bytes <= strangersMax;
    },
    add({ name, isOfStrangers }, bytes) {
      const sum = (byName.get(name) ?? 0) + bytes;
      if (sum === 0) byName.delete(name);
      else byName.set(name, sum);
      if (isOfStrangers) ofStrangers += bytes;
    },
    total: () => [...byName.values()].reduce((sum, each) => sum + each, 0),
  };
}
