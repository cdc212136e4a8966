import type { RuleContext } from "./action.ts";
import type { RecordOf, Shape } from "./schema.ts";
import type { Reader } from "./state.ts";
import type { AnyVisibility, Visibility } from "./visibility.ts";

/** What a view receives. */
export interface ViewContext<Q>
  extends Pick<RuleContext, "now" | "community" | "sha256" | "catalogue"> {
  readonly state: Reader;
  readonly query: Q;
}

/**
 * When a view is made of something hidden, so that it cannot be proved to everyone, and why.
 *
 * Why here: a device that is refused a proof finds out for itself whether there is a reason, and says it
 * in the law's own words; a node could otherwise refuse what does not suit it.
 */
export interface HiddenPart<Q> {
  /** The reason, in sentences for people, which also say from when on it can be proved. */
  readonly reason: string;
  /** Tells whether it is so now; reads what everyone may read and nothing else. */
  readonly isNow: (context: ViewContext<Q>) => boolean;
}

/** A pure reading of the state for people; anyone who has the rows may compute it again. */
export interface View<Q, V, N extends string = string> {
  /** Room and noun, such as `money/wallet`. */
  readonly name: N;
  /** What it shows, in one sentence. */
  readonly summary: string;
  /** Who may have what it reads for a query. */
  readonly visibility: Visibility<Q>;
  /** When it cannot be proved to everyone who may have it; nothing where it always can. */
  readonly hidden?: HiddenPart<Q>;
  readonly query: Shape<Q>;
  /** Returns the reading, or `undefined` when what was asked for does not exist. */
  readonly read: (context: ViewContext<Q>) => V | undefined;
}

/** Any view, for code that handles all of them alike. */
export interface AnyView {
  readonly name: string;
  readonly summary: string;
  readonly visibility: AnyVisibility;
  readonly hidden?: HiddenPart<never>;
  readonly query: Shape<unknown>;
  readonly read: (context: never) => unknown;
}

/** Declares a view. */
export function defineView<
  const N extends string,
  const F extends { readonly [name: string]: unknown },
  V,
>(declared: View<RecordOf<F>, V, N>): View<RecordOf<F>, V, N> {
  return declared;
}
