import { editionIn, type Header } from "./chain/index.ts";
import { editionOf } from "./editions.ts";
import { failure, ok, type Result } from "./kernel/result.ts";
import { decode } from "./kernel/schema.ts";
import type { ProvedRow } from "./kernel/tree/verify.ts";
import type { Law } from "./law.ts";

/** A proved row as its edition of the law reads it. */
export interface ReadRow {
  readonly key: readonly unknown[];
  readonly row: Readonly<Record<string, unknown>>;
}

/**
 * Reads rows of a table that were proved against a header's root, as the edition has them that the
 * header names.
 *
 * Why by the header: it carries the root of the state before its block, which is in the form of
 * the edition under which the block is carried out.
 */
export function readProved(
  law: Pick<Law, "editions">,
  header: Pick<Header, "version">,
  tableName: string,
  rows: readonly ProvedRow[],
): Result<readonly ReadRow[]> {
  const number = editionIn(header);
  const edition = editionOf(law, number);
  if (edition === undefined) return failure(`edition ${number} of the law is not in this program`);
  const table = edition.tableByName.get(tableName);
  if (table === undefined) return failure(`edition ${number} has no table ${tableName}`);
  const read: ReadRow[] = [];
  for (const { key, row } of rows) {
    const decoded = decode(table.row, row);
    if (!decoded.ok) return failure(`a row of ${tableName}: ${decoded.reason}`);
    read.push({ key: table.readKey(key), row: decoded.value as ReadRow["row"] });
  }
  return ok(read);
}
