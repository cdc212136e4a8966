import { storageName } from "../live/place.ts";
import { type Entry, isUnfinished, readEntry } from "./entry.ts";

const prefix = storageName("folkmoot-outbox-");

/** Things on their way at once at most. */
export const unfinishedMost = 40;

let here: string | undefined;
let entries: readonly Entry[] = [];
const watched = new Map<string, number>();
const fleeting = new Set<string>();
const listeners = new Set<() => void>();

const nameOf = ({ community, key }: Pick<Entry, "community" | "key">): string =>
  `${prefix}${community}-${key}`;

function show(next: readonly Entry[]): void {
  entries = next.toSorted((a, b) => a.at - b.at);
  for (const listener of listeners) listener();
}

function fromStorage(community: string): readonly Entry[] {
  const start = `${prefix}${community}-`;
  try {
    return Object.keys(localStorage)
      .filter((name) => name.startsWith(start))
      .flatMap((name) => readEntry(localStorage.getItem(name) ?? "") ?? [])
      .filter((entry) => entry.community === community);
  } catch {
    return [];
  }
}

function follow(event: StorageEvent): void {
  if (here === undefined || event.key === null) return;
  const start = `${prefix}${here}-`;
  if (!event.key.startsWith(start)) return;
  const key = event.key.slice(start.length);
  const others = entries.filter((entry) => entry.key !== key);
  const changed = event.newValue === null ? undefined : readEntry(event.newValue);
  show(changed === undefined ? others : [...others, changed]);
}

/** Reads what this device has kept for a community, and follows its other windows. */
export function openOutbox(community: string): void {
  if (here === community) return;
  if (here === undefined) addEventListener("storage", follow);
  here = community;
  show(fromStorage(community));
}

/** Reads again what is kept; another window may have gone on with it. */
export function reloadOutbox(): void {
  if (here === undefined) return;
  const written = fromStorage(here).filter(({ key }) => !fleeting.has(key));
  show([...written, ...entries.filter(({ key }) => fleeting.has(key))]);
}

/** Returns everything that is kept, in the order in which it was done. */
export const outbox = (): readonly Entry[] => entries;

/** Returns one thing that is kept. */
export const entryBy = (key: string): Entry | undefined =>
  entries.find((entry) => entry.key === key);

/**
 * Keeps something, or its new state; returns whether it will still be here after a reload.
 *
 * Why one row for each: two windows that write at once do not lose each other's.
 */
export function keepEntry(entry: Entry): boolean {
  show([...entries.filter((each) => each.key !== entry.key), entry]);
  try {
    localStorage.setItem(nameOf(entry), JSON.stringify(entry));
    fleeting.delete(entry.key);
    return true;
  } catch {
    fleeting.add(entry.key);
    return false;
  }
}

/** The row of something as it stands now, whatever this window has heard of others. */
function rowOf(entry: Entry): Entry | undefined {
  try {
    return readEntry(localStorage.getItem(nameOf(entry)) ?? "");
  } catch {
    return undefined;
  }
}

/**
 * Puts what was signed again in the place of what it was; returns whether it could.
 *
 * Why it may be told no: what is sent without being kept would be signed, and done, once more after
 * a reload; and another window may have signed it again already.
 */
export function replaceEntry(old: Entry, renewed: Entry): boolean {
  if (entryBy(old.key)?.id !== old.id) return false;
  if (!fleeting.has(old.key)) {
    if (rowOf(old)?.id !== old.id) return false;
    try {
      localStorage.setItem(nameOf(renewed), JSON.stringify(renewed));
    } catch {
      return false;
    }
  }
  show([...entries.filter(({ key }) => key !== old.key), renewed]);
  return true;
}

/** Lets something go: it is over and was seen. */
export function dropEntry(entry: Entry): void {
  fleeting.delete(entry.key);
  try {
    localStorage.removeItem(nameOf(entry));
  } catch {
    // What cannot be written cannot be there either.
  }
  show(entries.filter((each) => each.key !== entry.key));
}

/** Notes that a page says itself what becomes of something, so that nothing else need say it. */
export function watchEntry(key: string): () => void {
  const count = (change: 1 | -1): void => {
    watched.set(key, (watched.get(key) ?? 0) + change);
    if (watched.get(key) === 0) watched.delete(key);
    show(entries);
  };
  count(1);
  return () => count(-1);
}

/** Whether a page says itself what becomes of something. */
export const isWatched = (key: string): boolean => watched.has(key);

/** Whether as much is on its way as this device keeps. */
export const isFull = (): boolean => entries.filter(isUnfinished).length >= unfinishedMost;

/** Calls back when something in the outbox changes; returns how to stop. */
export function onOutbox(listener: () => void): () => void {
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
  };
}
