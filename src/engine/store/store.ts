/** One change of a batch; no value means that the key goes away. */
export interface StoreChange {
  readonly key: Uint8Array;
  readonly value: Uint8Array | undefined;
}

/** A key with its value. */
export interface StoreEntry {
  readonly key: Uint8Array;
  readonly value: Uint8Array;
}

/** A stretch of keys in byte order: `from` included, `until` not. */
export interface StoreRange {
  readonly from: Uint8Array;
  readonly until: Uint8Array;
  /** From the last key to the first. */
  readonly reverse?: boolean;
  /** Entries at most. */
  readonly limit?: number;
}

/** What reads a store, as it is now or as it was at one moment. */
export interface StoreReader {
  get(key: Uint8Array): Promise<Uint8Array | undefined>;
  entries(range: StoreRange): AsyncIterable<StoreEntry>;
  /**
   * The same entries, many at a time.
   *
   * Why: of millions, to wait for each takes longer than to read it.
   */
  batches(range: StoreRange): AsyncIterable<readonly StoreEntry[]>;
}

/** A store as it was at one moment, whatever is written meanwhile. */
export interface StoreSnapshot extends StoreReader {
  /** Lets it go; until then the disk keeps what was written over. */
  close(): Promise<void>;
}

/**
 * Where a node keeps what must outlive it: byte strings by byte strings, in key order.
 *
 * Why: the engine must not know which database it stands on, and tests must be able to let the
 * disk fail.
 */
export interface Store extends StoreReader {
  /**
   * Writes all changes or none; returns once they would survive a power cut.
   *
   * Throws: whatever the disk reports. After that nothing more is written: what is on the disk is
   * unknown, and only opening the store again tells.
   */
  write(changes: readonly StoreChange[]): Promise<void>;
  /** Holds what is there now, whole batches alone; to be closed before the store is. */
  snapshot(): StoreSnapshot;
  close(): Promise<void>;
}
