import type { AnyTable, Law, Ledger, Reader } from "#protocol/index.js";

/** A row with the values of its key. */
export interface Row<K extends readonly unknown[], R> {
  readonly key: K;
  readonly row: R;
}

/** Reads all rows of a table whose key begins with some values. */
export function rowsOf<K extends readonly unknown[], R>(
  law: Law,
  state: Reader,
  name: string,
  prefix: readonly unknown[] = [],
): Row<K, R>[] {
  const table = tableOf(law, name);
  const found: Row<K, R>[] = [];
  for (const { key, row } of state.scan(table, table.keyBytes(prefix), table.endBytes(prefix))) {
    found.push({ key: table.readKey(key) as unknown as K, row: row as R });
  }
  return found;
}

/** Reads one row of a table. */
export function rowOf<R>(
  law: Law,
  state: Reader,
  name: string,
  key: readonly unknown[],
): R | undefined {
  return state.read(tableOf(law, name), key) as R | undefined;
}

/** Reads a view; nothing where it does not exist. */
export function viewOf<V>(
  ledger: Ledger,
  now: number,
  name: string,
  query: unknown,
): V | undefined {
  const view = ledger.law.viewByName.get(name);
  if (view === undefined) throw new Error(`there is no view ${name}`);
  const context = { ...ledger.stateMachine.ruleContext(now), state: ledger.reader(), query };
  return view.read(context as never) as V | undefined;
}

function tableOf(law: Law, name: string): AnyTable {
  const table = law.tableByName.get(name);
  if (table === undefined) throw new Error(`there is no table ${name}`);
  return table;
}
