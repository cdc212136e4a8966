import { type Plain, toPlain } from "../../protocol/kernel/plain.ts";
import type { Reader } from "../../protocol/kernel/state.ts";
import type { AnyTable } from "../../protocol/kernel/table.ts";

/** A row as an export writes it: the parts of its key and its fields, by name. */
export interface PlainRow {
  readonly key: { readonly [part: string]: Plain };
  readonly row: Plain;
}

/** Lists the rows of a table in the order of their keys. */
export function* plainRows(state: Reader, table: AnyTable): Generator<PlainRow> {
  for (const { key, row } of state.scan(table, table.keyBytes([]), table.endBytes([]))) {
    const values = table.readKey(key);
    const parts = table.keyParts.map(({ name }, at) => [name, toPlain(values[at])] as const);
    yield { key: Object.fromEntries(parts), row: toPlain(row) };
  }
}
