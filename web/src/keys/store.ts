import { storageName } from "../live/place.ts";
import { browserTable } from "./database.ts";

const { within } = browserTable({
  database: storageName("folkmoot-keys"),
  table: "identities",
  keyPath: "id",
});

/** Keeps a row; it is on the disk when this returns. */
export const keep = (row: { readonly id: string }): Promise<unknown> =>
  within("readwrite", (rows) => rows.put(row));

/** Returns all rows. */
export const kept = <Row>(): Promise<Row[]> => within<Row[]>("readonly", (rows) => rows.getAll());

/** Throws a row away. */
export const drop = (id: string): Promise<unknown> =>
  within("readwrite", (rows) => rows.delete(id));
