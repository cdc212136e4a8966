import type { RowChange } from "#protocol/kernel/tree/tree.js";
import { type NaiveRow, naiveSort } from "../naive-tree.ts";
import { fromHex, hex } from "./arbitraries.ts";

/** What a version should hold: rows by the hexadecimal digits of their keys. */
export type Model = ReadonlyMap<string, Uint8Array>;

/** The model after some changes. */
export function changed(model: Model, changes: readonly RowChange[]): Model {
  const next = new Map(model);
  for (const { key, row } of changes) {
    if (row === undefined) next.delete(hex(key));
    else next.set(hex(key), row);
  }
  return next;
}

/** All rows of a model in key order. */
export function rowsOf(model: Model): NaiveRow[] {
  return naiveSort([...model].map(([key, row]) => ({ key: fromHex(key), row })));
}

/** The rows of a model within a range. */
export function rowsWithin(
  model: Model,
  from: Uint8Array,
  until: Uint8Array | undefined,
): NaiveRow[] {
  return rowsOf(model).filter(
    ({ key }) =>
      Buffer.compare(key, from) >= 0 && (until === undefined || Buffer.compare(key, until) < 0),
  );
}

/** Rows as text, to be compared and printed. */
export function shown(rows: Iterable<NaiveRow>): string[] {
  return [...rows].map(({ key, row }) => `${hex(key)}=${hex(row)}`);
}
