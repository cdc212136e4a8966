import { compareBytes, toHex } from "../../protocol/kernel/bytes.ts";
import type { Entry, Reader } from "../../protocol/kernel/state.ts";
import { type KeyRange, keySuccessor, singleKey } from "../../protocol/kernel/tree/key.ts";

/** A reader that notes what it was asked for. */
export interface RecordedReads {
  readonly reader: Reader;
  /** What was read so far: apart from each other, in key order. */
  ranges(): readonly KeyRange[];
}

/** More rows were read than one answer may prove. */
export class TooMuchRead extends Error {
  override readonly name = "TooMuchRead";
}

/**
 * Notes each stretch of keys that is read, complete: also where there is no row.
 *
 * Why a scan that ends early counts to its last row only: nobody asked what comes behind it.
 * Throws: TooMuchRead once more than `rowsMax` rows or places without a row were read, each counted once.
 */
export function recordReads(below: Reader, rowsMax: number): RecordedReads {
  const noted: KeyRange[] = [];
  const read = new Set<string>();
  const note = (key: Uint8Array): void => {
    read.add(toHex(key));
    if (read.size > rowsMax) throw new TooMuchRead(`more than ${rowsMax} rows`);
  };
  const reader: Reader = {
    read(table, key) {
      const wanted = table.keyBytes(key);
      note(wanted);
      noted.push(singleKey(wanted));
      return below.read(table, key);
    },
    *scan(table, from, until) {
      let last: Entry | undefined;
      let isWhole = false;
      try {
        for (const entry of below.scan(table, from, until)) {
          note(entry.key);
          last = entry;
          yield entry;
        }
        isWhole = true;
      } finally {
        if (isWhole) noted.push({ from, until });
        else if (last !== undefined) noted.push({ from, until: keySuccessor(last.key) });
      }
    },
  };
  return { reader, ranges: () => joined(noted) };
}

/** Joins ranges that touch or overlap, in key order. */
export function joined(ranges: readonly KeyRange[]): readonly KeyRange[] {
  const inOrder = ranges.toSorted((left, right) => compareBytes(left.from, right.from));
  const apart: KeyRange[] = [];
  for (const range of inOrder) {
    const last = apart.at(-1);
    if (last === undefined || isBehind(range.from, last.until)) apart.push(range);
    else apart[apart.length - 1] = { from: last.from, until: later(last.until, range.until) };
  }
  return apart;
}

function isBehind(from: Uint8Array, until: Uint8Array | undefined): boolean {
  return until !== undefined && compareBytes(from, until) > 0;
}

function later(left: Uint8Array | undefined, right: Uint8Array | undefined) {
  if (left === undefined || right === undefined) return undefined;
  return compareBytes(left, right) < 0 ? right : left;
}
