import { assert } from "./assert.ts";
import { compareBytes } from "./bytes.ts";
import { tokenOf } from "./key.ts";
import { bytesOfRow } from "./row-bytes.ts";
import { decode, encode } from "./schema.ts";
import type { Entry, Reader, RowChange, Snapshot, Writer } from "./state.ts";
import type { AnyTable } from "./table.ts";

/** A changed row: its key as values, and what it became. */
interface Held {
  readonly table: AnyTable;
  readonly values: readonly unknown[];
  readonly row: unknown;
  /** The key as bytes, once somebody has asked for it: most rows are written again before that. */
  key: Uint8Array | undefined;
  /** The measuring during which it was written. */
  readonly measuring: number;
}

/** What was changed during a measuring: where, and what stood there before. */
interface Replaced {
  readonly table: AnyTable;
  readonly values: readonly unknown[];
  readonly token: Token;
  readonly before: Held | undefined;
}

/** By how much a state has grown: rows and bytes, keys included; negative where it has shrunk. */
export interface Growth {
  readonly rows: number;
  readonly bytes: number;
}

/** What work has come to, by how much it made the state grow, and how to take it back. */
export interface Measured<V> {
  readonly value: V;
  readonly growth: Growth;
  /** Bounds: at once, before anything else is written. */
  undo(): void;
}

type Token = string | number;
/** By the tables' numbers: editions of the law may each declare one and the same table. */
type ByTable<V> = Map<number, Map<Token, V>>;

/** Changes on top of something readable: nothing reaches below until they are taken. */
export interface Overlay extends Writer {
  /** Opens a further overlay on this one, for something that may still be refused. */
  fork(): Fork;
  /** The changed rows as bytes, in the order in which they were first changed. */
  changes(): readonly RowChange[];
  /**
   * Does work that writes, and measures by how much the state grows.
   *
   * Cost: one note for each row that is written. Bounds: not within another measuring.
   */
  measure<V>(work: () => V): Measured<V>;
  /** Writes every change onto another state. */
  replay(onto: Writer): void;
  /** Forgets everything that was changed. */
  reset(): void;
}

/** An overlay on an overlay. */
export interface Fork extends Overlay {
  /** Writes all changes into the overlay below. */
  merge(): void;
}

/** Reads decoded rows of one version of the tree. */
export function createReader(snapshot: Snapshot): Reader {
  const decodeRow = (table: AnyTable, row: Uint8Array): unknown => {
    const decoded = decode(table.row, row);
    assert(decoded.ok, `a row of ${table.name} decodes`);
    return decoded.value;
  };
  return {
    read(table, key) {
      const row = snapshot.get(table.keyBytes(key));
      return row === undefined ? undefined : decodeRow(table, row);
    },
    *scan(table, from, until) {
      for (const { key, row } of snapshot.range(from, until)) {
        yield { key, row: decodeRow(table, row) };
      }
    },
  };
}

/** Opens an overlay on a reader. */
export function createOverlay(below: Reader): Overlay {
  const reads: ByTable<unknown> = new Map();
  return overlayOn(remembering(below, reads), () => reads.clear());
}

/** Remembers the rows that were read; an overlay on an overlay need not, for the lower one does. */
function remembering(reader: Reader, reads: ByTable<unknown>): Reader {
  return {
    read(table, key) {
      const seen = tokensOf(reads, table);
      const token = tokenOf(key);
      const known = seen.get(token);
      if (known !== undefined) return known;
      const row = reader.read(table, key);
      if (row !== undefined) seen.set(token, row);
      return row;
    },
    scan: (table, from, until) => reader.scan(table, from, until),
  };
}

function overlayOn(below: Reader, forget: () => void): Overlay {
  const writes: ByTable<Held> = new Map();
  let measuring = 0;
  let replaced: Replaced[] | undefined;
  const rowBefore = ({ table, values, before }: Replaced): unknown =>
    before === undefined ? below.read(table, values) : before.row;
  const overlay: Overlay = {
    read(table, key) {
      const written = writes.get(table.id)?.get(tokenOf(key));
      return written === undefined ? below.read(table, key) : written.row;
    },
    *scan(table, from, until) {
      yield* merged(
        changedWithin(writes.get(table.id), from, until),
        below.scan(table, from, until),
      );
    },
    write(table, key, row) {
      const tokens = tokensOf(writes, table);
      const token = tokenOf(key);
      if (replaced !== undefined) {
        const before = tokens.get(token);
        if (before?.measuring !== measuring) replaced.push({ table, values: key, token, before });
      }
      tokens.set(token, { table, values: key, row, key: undefined, measuring });
    },
    measure(work) {
      assert(replaced === undefined, "one measuring at a time");
      const noted: Replaced[] = [];
      replaced = noted;
      measuring += 1;
      const value = work();
      replaced = undefined;
      measuring += 1;
      return {
        value,
        growth: growthOf(writes, noted, rowBefore),
        undo() {
          for (const { table, token, before } of noted) {
            const tokens = tokensOf(writes, table);
            if (before === undefined) tokens.delete(token);
            else tokens.set(token, before);
          }
        },
      };
    },
    fork: () => forkOn(overlay),
    changes: () => changesIn(writes),
    replay: (onto) => replayOnto(writes, onto),
    reset() {
      writes.clear();
      forget();
    },
  };
  return overlay;
}

function growthOf(
  writes: ByTable<Held>,
  noted: readonly Replaced[],
  rowBefore: (replaced: Replaced) => unknown,
): Growth {
  let rows = 0;
  let bytes = 0;
  for (const replaced of noted) {
    const { table, token } = replaced;
    if (table.comesByTime) continue;
    const after = writes.get(table.id)?.get(token)?.row;
    const before = rowBefore(replaced);
    const isSame = (after === undefined) === (before === undefined);
    if (isSame && table.rowBytes !== undefined) continue;
    if (!isSame) rows += after === undefined ? -1 : 1;
    bytes += bytesOfRow(table, after) - bytesOfRow(table, before);
  }
  return { rows, bytes };
}

function forkOn(below: Overlay): Fork {
  const above = overlayOn(below, () => {});
  return {
    ...above,
    merge() {
      above.replay(below);
      above.reset();
    },
  };
}

function changesIn(writes: ByTable<Held>): readonly RowChange[] {
  const changes: RowChange[] = [];
  for (const held of writes.values()) {
    for (const entry of held.values()) {
      const { table, row } = entry;
      const key = keyOf(entry);
      changes.push({ key, row: row === undefined ? undefined : encode(table.row, row) });
    }
  }
  return changes;
}

function replayOnto(writes: ByTable<Held>, onto: Writer): void {
  for (const held of writes.values()) {
    for (const { table, values, row } of held.values()) onto.write(table, values, row);
  }
}

function tokensOf<V>(byTable: ByTable<V>, table: AnyTable): Map<Token, V> {
  let tokens = byTable.get(table.id);
  if (tokens === undefined) {
    tokens = new Map<Token, V>();
    byTable.set(table.id, tokens);
  }
  return tokens;
}

function keyOf(held: Held): Uint8Array {
  held.key ??= held.table.keyBytes(held.values);
  return held.key;
}

function changedWithin(
  held: Map<Token, Held> | undefined,
  from: Uint8Array,
  until: Uint8Array | undefined,
): readonly Entry[] {
  const within: Entry[] = [];
  for (const entry of held?.values() ?? []) {
    const key = keyOf(entry);
    if (compareBytes(key, from) < 0) continue;
    if (until !== undefined && compareBytes(key, until) >= 0) continue;
    within.push({ key, row: entry.row });
  }
  return within.sort((left, right) => compareBytes(left.key, right.key));
}

/** Merges two sorted sequences; a changed row hides the row below, a deleted one removes it. */
function* merged(changed: readonly Entry[], below: Iterable<Entry>): Iterable<Entry> {
  let at = 0;
  for (const entry of below) {
    let next = changed[at];
    while (next !== undefined && compareBytes(next.key, entry.key) < 0) {
      if (next.row !== undefined) yield next;
      at += 1;
      next = changed[at];
    }
    if (next !== undefined && compareBytes(next.key, entry.key) === 0) continue;
    yield entry;
  }
  for (const rest of changed.slice(at)) if (rest.row !== undefined) yield rest;
}
