/** A row of a table, field by field. */
export type Fields = { readonly [name: string]: unknown };
/** What is written, by the key's values and a space between. */
export type Written = ReadonlyMap<string, string>;

/** A table beside what the books say of it. */
export interface Page {
  readonly table: string;
  /** What the books say, by the key's values and a space between. */
  readonly books: Written;
  /** What of a row is to be the same. */
  readonly of: (row: Fields, key: readonly unknown[]) => string;
}
