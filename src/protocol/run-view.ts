import type { Catalogue } from "./kernel/action.ts";
import type { AnyView, ViewContext } from "./kernel/view.ts";
import { findFault, type Law } from "./law.ts";

/** What a view is run on: a state, a moment, a question. */
export type ViewRun = Omit<ViewContext<unknown>, "catalogue">;

/** Returns an edition's own list of what it holds, for rules and views that handle it as data. */
export function catalogueOf(law: Law): Catalogue {
  return {
    action: (tag) => law.actionByTag.get(tag),
    fault: (number) => findFault(law, number),
  };
}

/**
 * Runs a view of a law: the same answer wherever the same rows are.
 *
 * Shape: `query` fits the view's own query.
 */
export function runView(law: Law, view: AnyView, run: ViewRun): unknown {
  const read = view.read as (context: ViewContext<unknown>) => unknown;
  return read({ ...run, catalogue: catalogueOf(law) });
}

/** Tells whether a view is made of something hidden now, and so cannot be proved to everyone. */
export function isHiddenNow(law: Law, view: AnyView, run: ViewRun): boolean {
  const isNow = view.hidden?.isNow as ((context: ViewContext<unknown>) => boolean) | undefined;
  return isNow?.({ ...run, catalogue: catalogueOf(law) }) ?? false;
}
