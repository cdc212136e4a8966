import { compareBytes, toHex } from "./bytes.ts";
import type { RowChange, Snapshot, StoredRow } from "./state.ts";

/** One version of the state with changes over it, read as bytes. */
export function changedSnapshot(below: Snapshot, changes: readonly RowChange[]): Snapshot {
  const byKey = new Map<string, RowChange>();
  for (const change of changes) byKey.set(toHex(change.key), change);
  const sorted = [...byKey.values()].sort((one, other) => compareBytes(one.key, other.key));
  return {
    get(key) {
      const changed = byKey.get(toHex(key));
      return changed === undefined ? below.get(key) : changed.row;
    },
    *range(from, until) {
      const isWithin = ({ key }: RowChange) =>
        compareBytes(key, from) >= 0 && (until === undefined || compareBytes(key, until) < 0);
      yield* merged(sorted.filter(isWithin), below.range(from, until));
    },
  };
}

function* merged(changed: readonly RowChange[], below: Iterable<StoredRow>): Iterable<StoredRow> {
  let at = 0;
  for (const stored of below) {
    let next = changed[at];
    while (next !== undefined && compareBytes(next.key, stored.key) < 0) {
      if (next.row !== undefined) yield { key: next.key, row: next.row };
      at += 1;
      next = changed[at];
    }
    if (next === undefined || compareBytes(next.key, stored.key) !== 0) yield stored;
  }
  for (const { key, row } of changed.slice(at)) if (row !== undefined) yield { key, row };
}
