import type { Entry } from "./entry.ts";

/** Hears that another process or window has changed something: its name here, and what it is now. */
export type ChangedElsewhere = (
  changed: Pick<Entry, "community" | "key">,
  entry: Entry | undefined,
) => void;

/**
 * Where an outbox keeps what is on its way: a browser's database, files, or a memory.
 *
 * Shape: one row for each thing, so that two that write at once do not lose each other's.
 */
export interface OutboxStore {
  /** Everything that is kept for a community; what is not whole, or of another one, is left out. */
  read(community: string): Promise<readonly Entry[]>;
  /** Keeps something new, or how far it has come; tells whether it will be here after a restart. */
  keep(entry: Entry): Promise<boolean>;
  /**
   * Puts what was signed again in the place of what it was; tells whether it could.
   *
   * Why it may be told no: what is sent without being kept would be signed, and done, once more after
   * a restart; and somebody else may have signed it again already. Both at once must be impossible.
   */
  replace(old: Entry, renewed: Entry): Promise<boolean>;
  drop(entry: Pick<Entry, "community" | "key">): Promise<void>;
  /** Does work while nobody else on this device does; at once where the store cannot keep others out. */
  alone(work: () => Promise<void>): Promise<void>;
  /** Hears what others change, as long as the program lives; absent where nobody tells. */
  readonly follow?: (listener: ChangedElsewhere) => void;
}

/** A store for as long as the program lives. */
export function memoryOutboxStore(): OutboxStore {
  const rows = new Map<string, Entry>();
  let queue: Promise<unknown> = Promise.resolve();
  return {
    read: async (community) => [...rows.values()].filter((entry) => entry.community === community),
    async keep(entry) {
      rows.set(nameOf(entry), entry);
      return true;
    },
    async replace(old, renewed) {
      if (rows.get(nameOf(old))?.id !== old.id) return false;
      rows.set(nameOf(old), renewed);
      return true;
    },
    async drop(entry) {
      rows.delete(nameOf(entry));
    },
    alone(work) {
      const done = queue.then(work);
      queue = done.catch(() => undefined);
      return done;
    },
  };
}

const nameOf = ({ community, key }: Pick<Entry, "community" | "key">): string =>
  `${community}-${key}`;
