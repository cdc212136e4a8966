import type { AnyTable } from "./table.ts";

/** A row as it is in the tree: its 32-byte key and its canonical bytes. */
export interface StoredRow {
  readonly key: Uint8Array;
  readonly row: Uint8Array;
}

/** A change to one row; no row means that it is deleted. */
export interface RowChange {
  readonly key: Uint8Array;
  readonly row: Uint8Array | undefined;
}

/** One version of the whole state, as the tree holds it. */
export interface Snapshot {
  get(key: Uint8Array): Uint8Array | undefined;
  /** Rows with `from <= key < until` in key order; no `until` means to the end. */
  range(from: Uint8Array, until: Uint8Array | undefined): Iterable<StoredRow>;
}

/** A row with its key, decoded. */
export interface Entry {
  readonly key: Uint8Array;
  readonly row: unknown;
}

/** What may be read of the state. Tables give it types; nothing else calls it. */
export interface Reader {
  read(table: AnyTable, key: readonly unknown[]): unknown;
  scan(table: AnyTable, from: Uint8Array, until: Uint8Array | undefined): Iterable<Entry>;
}

/** What may be changed of the state. `check` never receives one. */
export interface Writer extends Reader {
  write(table: AnyTable, key: readonly unknown[], row: unknown): void;
}
