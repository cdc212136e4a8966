import type { Client } from "./client.ts";
import type { AnswerOf, QueryOf, ViewName } from "./view-types.ts";

/** The views that answer a page of a list after a number. */
export type PagedView = {
  [N in ViewName]: AnswerOf<N> extends { readonly rows: readonly unknown[]; readonly next: number }
    ? N
    : never;
}[ViewName];

/** One row of a view that answers in pages. */
export type RowOf<N extends PagedView> =
  AnswerOf<N> extends { readonly rows: readonly (infer Row)[] } ? Row : never;

/** Reads all pages of a list, one after the other; nothing where what was asked for does not exist. */
export async function everyRow<N extends PagedView>(
  client: Pick<Client, "view">,
  name: N,
  query: Omit<QueryOf<N>, "after">,
): Promise<readonly RowOf<N>[] | undefined> {
  const rows: RowOf<N>[] = [];
  let after = 0;
  do {
    const reading = await client.view(name, { ...query, after } as QueryOf<N>);
    if (reading === undefined) return undefined;
    const page = reading.value as { readonly rows: readonly RowOf<N>[]; readonly next: number };
    rows.push(...page.rows);
    after = page.next;
  } while (after !== 0);
  return rows;
}
