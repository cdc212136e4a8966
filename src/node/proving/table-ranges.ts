import type { Reader } from "../../protocol/kernel/state.ts";
import type { AnyTable } from "../../protocol/kernel/table.ts";
import type { KeyRange } from "../../protocol/kernel/tree/key.ts";
import type { Law } from "../../protocol/law.ts";

/** Finds the table of a tree key by the number with which the key begins. */
export function tableAt(law: Law, key: Uint8Array): AnyTable | undefined {
  return law.tableById.get(((key[0] ?? 0) << 8) | (key[1] ?? 0));
}

/**
 * Joins neighbouring ranges of a table that have no row between them.
 *
 * Why: one proof then serves for both, and tells nothing more than that there is nothing in between.
 */
export function withoutEmptyGaps(
  law: Law,
  state: Reader,
  ranges: readonly KeyRange[],
): readonly KeyRange[] {
  const apart: KeyRange[] = [];
  for (const range of ranges) {
    const last = apart.at(-1);
    const table = tableAt(law, range.from);
    const isNext =
      last !== undefined && table !== undefined && isEmptyUpTo(state, table, last, range);
    if (isNext) apart[apart.length - 1] = { from: last.from, until: range.until };
    else apart.push(range);
  }
  return apart;
}

function isEmptyUpTo(state: Reader, table: AnyTable, last: KeyRange, next: KeyRange): boolean {
  const isSame = last.from[0] === next.from[0] && last.from[1] === next.from[1];
  if (!isSame || last.until === undefined) return false;
  for (const _row of state.scan(table, last.until, next.from)) return false;
  return true;
}
