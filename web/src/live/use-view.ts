import type { AnswerOf, QueryOf, Reading, ViewName } from "folkmoot/client";
import { type SeenView, UNSEEN, viewPath } from "folkmoot/client/at-once";
import { useCallback, useContext, useEffect, useState } from "preact/hooks";
import { type PageRead, PageReadsContext } from "./page-reads.ts";
import { reading } from "./reading.ts";

/** What a view of the law looks like when it arrives here. */
export type Shown<N extends ViewName> = AnswerOf<N>;

/** Something readable on the screen: what is known, and a way to ask again. */
export interface View<Value> extends SeenView<Value> {
  readonly reload: () => void;
}

/** Shows several readable addresses below the API, and keeps them true; `undefined` waits. */
export function usePaths<Value>(paths: readonly string[]): readonly SeenView<Value>[] {
  const [, redraw] = useState(0);
  const key = paths.join(" ");
  useEffect(() => {
    const stops = paths.map((path) => {
      const stop = reading.views.whileShown(path, () => redraw((count) => count + 1));
      void reading.views.refresh(path);
      return stop;
    });
    return () => {
      for (const stop of stops) stop();
    };
  }, [key]);
  return paths.map((path) => reading.views.seenOf<Value>(path));
}

/** Shows a readable address below the API: drawn from what is known, asked again on each change. */
export function usePath<Value>(path: string | undefined): View<Value> {
  const [seen] = usePaths<Value>(path === undefined ? [] : [path]);
  const reload = useCallback(() => {
    if (path !== undefined) void reading.views.refresh(path);
  }, [path]);
  return { ...(seen ?? UNSEEN), reload };
}

/** Notes which views stand on the page, so that all of them can be checked there. */
function useNoted(reads: readonly PageRead[]): void {
  const page = useContext(PageReadsContext);
  useEffect(() => {
    if (page === undefined) return;
    const stops = reads.map(page.note);
    return () => {
      for (const stop of stops) stop();
    };
  }, [page, reads.map(({ path }) => path).join(" ")]);
}

/** Shows a view of the law and keeps it true; without a query it waits for one. */
export function useView<N extends ViewName>(
  name: N,
  query: QueryOf<N> | undefined,
): View<Shown<N>> {
  const path = query === undefined ? undefined : viewPath(name, query);
  useNoted(path === undefined ? [] : [{ path, name, query }]);
  const view = usePath<Reading<Shown<N>>>(path);
  return { ...view, data: view.data?.value };
}

/** Shows the same view for several questions. */
export function useViews<N extends ViewName>(
  name: N,
  queries: readonly QueryOf<N>[],
): readonly (Shown<N> | undefined)[] {
  const reads = queries.map((query) => ({ path: viewPath(name, query), name, query }));
  useNoted(reads);
  const seen = usePaths<Reading<Shown<N>>>(reads.map(({ path }) => path));
  return seen.map((each) => each.data?.value);
}
