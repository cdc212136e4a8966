import { type Entry, isUnfinished } from "./entry.ts";
import type { OutboxStore } from "./store.ts";

/** Things on their way at once at most. */
export const UNFINISHED_MAX = 40;

/** What an outbox shows of its store: read at once, written through, and telling of each change. */
export interface Entries {
  /** Reads what is kept for a community, and follows what others change in it. */
  open(community: string): Promise<void>;
  /** Reads again what is kept; another window or process may have gone on with it. */
  reload(): Promise<void>;
  /** Everything that is kept, in the order in which it was done. */
  all(): readonly Entry[];
  by(key: string): Entry | undefined;
  /** Keeps something, or its new state; tells whether it will still be here after a restart. */
  keep(entry: Entry): Promise<boolean>;
  replace(old: Entry, renewed: Entry): Promise<boolean>;
  /** Lets something go: it is over and was seen, or its author does not want it any more. */
  drop(entry: Entry): Promise<void>;
  isFull(): boolean;
  /** Tells of a change that is not of the entries themselves. */
  touch(): void;
  /** Calls back when something changes; returns how to stop. */
  onChange(listener: () => void): () => void;
}

/** Makes what an outbox shows of a store. */
export function createEntries(store: OutboxStore): Entries {
  let here: string | undefined;
  let opening: Promise<void> = Promise.resolve();
  let entries: readonly Entry[] = [];
  let isFollowing = false;
  const fleeting = new Set<string>();
  const listeners = new Set<() => void>();

  const show = (next: readonly Entry[]): void => {
    entries = next.toSorted((a, b) => a.at - b.at);
    for (const listener of listeners) listener();
  };
  const others = (key: string) => entries.filter((each) => each.key !== key);
  const by = (key: string) => entries.find((entry) => entry.key === key);
  const follow = (): void => {
    if (isFollowing) return;
    isFollowing = true;
    store.follow?.(({ community, key }, entry) => {
      if (community !== here) return;
      show(entry === undefined ? others(key) : [...others(key), entry]);
    });
  };
  const reload = async (): Promise<void> => {
    if (here === undefined) return;
    const community = here;
    const written = await store.read(community).catch(() => []);
    if (here !== community) return;
    const unwritten = entries.filter(
      ({ key }) => fleeting.has(key) && !written.some((entry) => entry.key === key),
    );
    show([...written, ...unwritten]);
  };

  return {
    open(community) {
      if (here === community) return opening;
      follow();
      here = community;
      entries = [];
      opening = reload();
      return opening;
    },
    reload,
    all: () => entries,
    by,
    async keep(entry) {
      const isNew = by(entry.key) === undefined;
      show([...others(entry.key), entry]);
      const isWritten = await store.keep(entry).catch(() => false);
      if (isWritten) fleeting.delete(entry.key);
      // An older state of it is still written: it must not be signed again beside that.
      else if (isNew) fleeting.add(entry.key);
      return isWritten;
    },
    async replace(old, renewed) {
      if (by(old.key)?.id !== old.id) return false;
      if (!fleeting.has(old.key) && !(await store.replace(old, renewed).catch(() => false))) {
        return false;
      }
      show([...others(old.key), renewed]);
      return true;
    },
    async drop(entry) {
      fleeting.delete(entry.key);
      show(others(entry.key));
      // What cannot be written cannot be there either.
      await store.drop(entry).catch(() => undefined);
    },
    isFull: () => entries.filter(isUnfinished).length >= UNFINISHED_MAX,
    touch: () => show(entries),
    onChange(listener) {
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
      };
    },
  };
}
