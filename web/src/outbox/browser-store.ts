import {
  type ChangedElsewhere,
  type Entry,
  type OutboxStore,
  readEntry,
} from "folkmoot/client/at-once";
import { browserTable } from "../keys/database.ts";
import { storageName } from "../live/place.ts";

/** A row: what it is of, and the entry as text, which is read with the same care as any other. */
interface Row {
  readonly community: string;
  readonly key: string;
  readonly text: string;
}

const name = storageName("folkmoot-outbox");
const { within } = browserTable({
  database: name,
  table: "entries",
  keyPath: ["community", "key"],
});

/** Tells the other windows of this browser. */
const news = "BroadcastChannel" in globalThis ? new BroadcastChannel(name) : undefined;

const rowOf = (entry: Entry): Row => ({
  community: entry.community,
  key: entry.key,
  text: JSON.stringify(entry),
});

const entryOf = (row: Partial<Row> | undefined): Entry | undefined => {
  const entry = readEntry(row?.text ?? "");
  return entry?.community === row?.community && entry?.key === row?.key ? entry : undefined;
};

/** Keeps what is on its way in the database that all windows of this browser share. */
export const browserStore: OutboxStore = {
  async read(community) {
    const range = IDBKeyRange.bound([community], [community, []]);
    const rows = await within<Row[]>("readonly", (table) => table.getAll(range));
    return rows.flatMap((row) => entryOf(row) ?? []);
  },
  async keep(entry) {
    await within("readwrite", (table) => table.put(rowOf(entry)));
    news?.postMessage(rowOf(entry));
    return true;
  },
  async replace(old, renewed) {
    let isReplaced = false;
    await within("readwrite", (table) => {
      const asked = table.get([old.community, old.key]) as IDBRequest<Row | undefined>;
      asked.onsuccess = () => {
        if (entryOf(asked.result)?.id !== old.id) return;
        try {
          table.put(rowOf(renewed));
          isReplaced = true;
        } catch {
          // No room for it: what was signed before stays.
        }
      };
      return asked;
    });
    if (isReplaced) news?.postMessage(rowOf(renewed));
    return isReplaced;
  },
  async drop({ community, key }) {
    await within("readwrite", (table) => table.delete([community, key]));
    news?.postMessage({ community, key });
  },
  alone(work) {
    if (!("locks" in navigator)) return work();
    return navigator.locks.request(name, work);
  },
  follow: (listener) =>
    news?.addEventListener("message", ({ data }: MessageEvent<Partial<Row>>) =>
      tell(data, listener),
    ),
};

function tell(row: Partial<Row>, listener: ChangedElsewhere): void {
  const { community, key } = row;
  if (community === undefined || key === undefined) return;
  listener({ community, key }, entryOf(row));
}
