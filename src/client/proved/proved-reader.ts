import { compareBytes } from "../../protocol/kernel/bytes.ts";
import { decode } from "../../protocol/kernel/schema.ts";
import type { Reader } from "../../protocol/kernel/state.ts";
import type { AnyTable } from "../../protocol/kernel/table.ts";
import { type KeyRange, singleKey } from "../../protocol/kernel/tree/key.ts";
import type { ProvedRow } from "../../protocol/kernel/tree/verify.ts";

/** A range of keys, and all rows that it was proved to hold, in key order. */
export interface ProvedRange extends KeyRange {
  readonly rows: readonly ProvedRow[];
}

/** A view read something that was not proved. */
export class OutsideProof extends Error {
  override readonly name = "OutsideProof";
  /** What it went on to read; nothing where a row is none of its table. */
  readonly wanted: KeyRange | undefined;

  constructor(what: string, wanted?: KeyRange) {
    super(what);
    this.wanted = wanted;
  }
}

/**
 * Reads what was proved, and nothing else.
 *
 * Why it throws outside of it: which ranges count is decided by the view that reads them, never by
 * the node that chose them. A row that was left out is found missing here.
 * Shape: `ranges` apart from each other, in key order.
 * Throws: OutsideProof, also at a row that is none of its table.
 */
export function createProvedReader(ranges: readonly ProvedRange[]): Reader {
  return {
    read(table, key) {
      const wanted = table.keyBytes(key);
      const range = rangeWith(ranges, wanted);
      if (range === undefined) throw outside(table, singleKey(wanted));
      const found = range.rows.find((row) => compareBytes(row.key, wanted) === 0);
      return found === undefined ? undefined : decoded(table, found.row);
    },
    *scan(table, from, until) {
      let at: Uint8Array | undefined = from;
      while (at !== undefined && isBefore(at, until)) {
        const range = rangeWith(ranges, at);
        if (range === undefined) throw outside(table, { from: at, until });
        for (const { key, row } of range.rows) {
          if (compareBytes(key, at) < 0) continue;
          if (!isBefore(key, until)) return;
          yield { key, row: decoded(table, row) };
        }
        at = range.until;
      }
    },
  };
}

/** Finds the range that holds a key. Cost: as many steps as the number of ranges has bits. */
function rangeWith(ranges: readonly ProvedRange[], key: Uint8Array): ProvedRange | undefined {
  let low = 0;
  let high = ranges.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    const range = ranges[middle];
    if (range !== undefined && compareBytes(range.from, key) <= 0) low = middle + 1;
    else high = middle;
  }
  const found = ranges[low - 1];
  return found !== undefined && isBefore(key, found.until) ? found : undefined;
}

function isBefore(key: Uint8Array, until: Uint8Array | undefined): boolean {
  return until === undefined || compareBytes(key, until) < 0;
}

function decoded(table: AnyTable, bytes: Uint8Array): unknown {
  const row = decode(table.row, bytes);
  if (row.ok) return row.value;
  throw new OutsideProof(`a row of ${table.name}: ${row.reason}`);
}

function outside(table: AnyTable, wanted: KeyRange): OutsideProof {
  return new OutsideProof(`${table.name}: read outside of what was proved`, wanted);
}
