import type { Reader } from "./state.ts";
import type { RecordOf, Shape } from "./schema.ts";
import type { Surroundings } from "./action.ts";

/** What a view receives. */
export interface ViewContext<Q> extends Pick<Surroundings, "now" | "community" | "sha256"> {
  readonly state: Reader;
  readonly query: Q;
}

/** A pure reading of the state for people; anyone may ask for it, and anyone may compute it again. */
export interface View<Q, V> {
  /** Room and noun, such as `money/wallet`. */
  readonly name: string;
  /** What it shows, in one sentence. */
  readonly summary: string;
  readonly query: Shape<Q>;
  /** Returns the reading, or `undefined` when what was asked for does not exist. */
  readonly read: (context: ViewContext<Q>) => V | undefined;
}

/** Any view, for code that handles all of them alike. */
export interface AnyView {
  readonly name: string;
  readonly summary: string;
  readonly query: Shape<unknown>;
  readonly read: (context: never) => unknown;
}

/** Declares a view. */
export function defineView<const F extends { readonly [name: string]: unknown }, V>(
  declared: View<RecordOf<F>, V>,
): View<RecordOf<F>, V> {
  return declared;
}
