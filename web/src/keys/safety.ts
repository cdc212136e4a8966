import { storageName } from "../live/place.ts";

/** What is shown of a key. */
export interface ShownKey {
  readonly device: number;
  readonly key: string;
  readonly isLive: boolean;
  readonly isNew: boolean;
  readonly isFrozen: boolean;
  readonly rank: number;
  readonly removal: { readonly by: number; readonly at: number } | null;
}

/** Something about a person's keys that they must know of. */
export interface Alert {
  readonly kind: "frozen" | "removal" | "new";
  /** The device that it is about; for a freeze: none. */
  readonly device?: number;
  /** When it happens, or is over. */
  readonly at?: number;
}

/**
 * Says what a person must know of their keys, the most urgent first.
 *
 * Shape: `known` are the keys of which the person has said on this device that they are theirs.
 */
export function alertsOf(
  keys: readonly ShownKey[],
  freeze: { readonly isFrozen: boolean; readonly until: number },
  known: ReadonlySet<string> = new Set(),
): readonly Alert[] {
  const live = keys.filter(({ isLive }) => isLive);
  const removals = live.flatMap(({ device, removal }): Alert[] =>
    removal === null ? [] : [{ kind: "removal", device, at: removal.at }],
  );
  const added = live.flatMap(({ device, key, isNew }): Alert[] =>
    isNew && !known.has(key) ? [{ kind: "new", device }] : [],
  );
  const frozen: Alert[] = freeze.isFrozen ? [{ kind: "frozen", at: freeze.until }] : [];
  return [...frozen, ...removals.toSorted((a, b) => (a.at ?? 0) - (b.at ?? 0)), ...added];
}

/** What can be done about a key with another one. */
export interface Choices {
  readonly remove: boolean;
  readonly keep: boolean;
  readonly refuse: boolean;
}

/** Says what a key can do about another one; the law has the last word. */
export function choicesFor(target: ShownKey, mine: ShownKey | undefined): Choices {
  const isOther = mine !== undefined && target.device !== mine.device && target.isLive;
  const hasBegun = target.removal?.by === mine?.device;
  return {
    remove: isOther && (target.removal === null || !(hasBegun || mine.isNew)),
    keep: isOther && target.removal !== null,
    refuse: isOther && target.isNew && mine.rank < target.rank,
  };
}

const STORE = storageName("folkmoot-known-keys");
const MOST = 200;

/** The keys of which the person has said here that they are theirs. */
export function knownKeys(): ReadonlySet<string> {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(STORE) ?? "[]");
    return new Set(Array.isArray(kept) ? kept.map(String) : []);
  } catch {
    return new Set();
  }
}

/** Remembers that a key is the person's own. */
export function nameKnown(key: string): void {
  try {
    const kept = [...knownKeys(), key].slice(-MOST);
    localStorage.setItem(STORE, JSON.stringify(kept));
  } catch {
    // A browser that remembers nothing asks again next time; nothing is lost.
  }
}
