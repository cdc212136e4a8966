import {
  type ChangedElsewhere,
  type Entry,
  type OutboxStore,
  readEntry,
} from "folkmoot/client/at-once";
import { storageName } from "../live/place.ts";

const prefix = storageName("folkmoot-outbox-");

const nameOf = ({ community, key }: Pick<Entry, "community" | "key">): string =>
  `${prefix}${community}-${key}`;

const rowOf = (name: string): Entry | undefined => readEntry(localStorage.getItem(name) ?? "");

function write(entry: Entry): boolean {
  try {
    localStorage.setItem(nameOf(entry), JSON.stringify(entry));
    return true;
  } catch {
    return false;
  }
}

/** Keeps what is on its way in the storage that all windows of this browser share. */
export const windowStore: OutboxStore = {
  async read(community) {
    const start = `${prefix}${community}-`;
    return Object.keys(localStorage)
      .filter((name) => name.startsWith(start))
      .flatMap((name) => rowOf(name) ?? [])
      .filter((entry) => entry.community === community);
  },
  keep: async (entry) => write(entry),
  // Between reading and writing nothing else of this browser runs on this storage.
  replace: async (old, renewed) => rowOf(nameOf(old))?.id === old.id && write(renewed),
  drop: async (entry) => localStorage.removeItem(nameOf(entry)),
  alone(work) {
    if (!("locks" in navigator)) return work();
    return navigator.locks.request(storageName("folkmoot-outbox"), work);
  },
  follow: (listener) => addEventListener("storage", (event) => tell(event, listener)),
};

function tell({ key: name, newValue }: StorageEvent, listener: ChangedElsewhere): void {
  const [community, key] = name?.startsWith(prefix) ? name.slice(prefix.length).split("-") : [];
  if (community === undefined || key === undefined) return;
  listener({ community, key }, newValue === null ? undefined : readEntry(newValue));
}
