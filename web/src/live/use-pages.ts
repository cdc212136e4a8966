import type { PagedView, QueryOf, RowOf } from "folkmoot/client";
import { useEffect, useState } from "preact/hooks";
import type { Problem } from "./problem.ts";
import { usePaths, useViews } from "./use-view.ts";

/** A long list as far as it was asked for. */
export interface Pages<Row> {
  /** Nothing while the first page is on its way. */
  readonly rows: readonly Row[] | undefined;
  readonly problem: Problem | undefined;
  /** Asks for the next page; nothing where there is none. */
  readonly more: (() => void) | undefined;
}

interface PageOf<Row> {
  readonly rows: readonly Row[];
  readonly next: number;
}

/** Shows a view that answers in pages: the first one, and more of them as somebody asks. */
export function usePages<N extends PagedView>(
  name: N,
  query: Omit<QueryOf<N>, "after"> | undefined,
): Pages<RowOf<N>> {
  const asked = JSON.stringify(query);
  const [afters, ask] = useAfters(asked);
  const queries =
    query === undefined ? [] : afters.map((after) => ({ ...query, after }) as QueryOf<N>);
  const pages = useViews(name, queries) as readonly (PageOf<RowOf<N>> | undefined)[];
  return joined(pages, ask);
}

/** People who were found by name or number. */
export function useFound(search: string): Pages<number> {
  const wanted = search.trim();
  const [afters, ask] = useAfters(wanted);
  const paths = afters.map(
    (after) => `/names?search=${encodeURIComponent(wanted.slice(0, 100))}&after=${after}`,
  );
  const seen = usePaths<{ readonly people: readonly number[]; readonly next: number }>(
    wanted === "" ? [] : paths,
  );
  const pages = seen.map(({ data }) => data && { rows: data.people, next: data.next });
  return { ...joined(pages, ask), problem: seen.find(({ problem }) => problem)?.problem };
}

/** After which numbers pages are asked for; begins again where the question is another. */
function useAfters(question: string | undefined) {
  const [asked, setAsked] = useState({ question, afters: [0] as readonly number[] });
  useEffect(() => setAsked({ question, afters: [0] }), [question]);
  const afters = asked.question === question ? asked.afters : [0];
  const ask = (next: number): void => setAsked({ question, afters: [...afters, next] });
  return [afters, ask] as const;
}

function joined<Row>(
  pages: readonly (PageOf<Row> | undefined)[],
  ask: (next: number) => void,
): Pages<Row> {
  const next = pages.at(-1)?.next ?? 0;
  return {
    rows: pages[0] === undefined ? undefined : pages.flatMap((page) => page?.rows ?? []),
    problem: undefined,
    more: next === 0 ? undefined : () => ask(next),
  };
}
