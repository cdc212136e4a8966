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

/** A pure reading of the state for people; anyone who has the rows may compute it again. */
export interface View<Q, V, N extends string = string> {
  /** Room and noun, such as `money/wallet`. */
  readonly name: N;
  /** What it shows, in one sentence. */
  readonly summary: string;
  /** Who may have what it reads for a query. */
  readonly visibility: Visibility<Q>;
  readonly query: Shape<Q>;
  /** Returns the reading, or `undefined` when what was asked for does not exist. */
  readonly read: (context: ViewContext<Q>) => V | undefined;
}

/** Any view, for code that handles all of them alike. */
export interface AnyView {
  readonly name: string;
  readonly summary: string;
  readonly visibility: AnyVisibility;
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
