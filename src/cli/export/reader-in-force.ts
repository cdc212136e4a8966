import type { Reader } from "../../protocol/kernel/state.ts";
import type { AnyTable } from "../../protocol/kernel/table.ts";
import type { Ledger } from "../../protocol/ledger.ts";

/**
 * Reads a state by the tables of the edition in force, whichever edition's the reader was written for.
 *
 * Why: an export reads rows by name, and an edition may have given them further fields. A table that
 * has ended has no rows.
 */
export function readerInForce({ law, reader }: Pick<Ledger, "law" | "reader">): Reader {
  const state = reader();
  const own = ({ id }: AnyTable): AnyTable | undefined => law.tableById.get(id);
  return {
    read(table, key) {
      const held = own(table);
      return held === undefined ? undefined : state.read(held, key);
    },
    scan(table, from, until) {
      const held = own(table);
      return held === undefined ? [] : state.scan(held, from, until);
    },
  };
}
