import type { PersonId } from "./ids.ts";
import { type Plain, toPlain } from "./plain.ts";
import { type RecordOf, record, type Shape } from "./schema.ts";
import type { AnyVisibility, Visibility } from "./visibility.ts";

/**
 * Something that happened, as data.
 *
 * Why: notices, activity lists and live screens follow events; no rule of the law ever reads one.
 */
export interface Event {
  /** Room and past tense, such as `decisions/vote-cast`. */
  readonly type: string;
  /** The people whom it concerns; it appears in their activity. */
  readonly people: readonly PersonId[];
  readonly data: { readonly [name: string]: Plain };
}

/** The declaration of a kind of event, which is also what makes one. */
export interface EventMaker<T extends string, D> {
  (people: readonly PersonId[], data: D): Event;
  readonly type: T;
  readonly data: Shape<D>;
  readonly visibility: Visibility<D>;
}

/** Any kind of event, for code that handles all of them alike. */
export interface AnyEvent {
  readonly type: string;
  readonly data: Shape<unknown>;
  readonly visibility: AnyVisibility;
}

/** Declares a kind of event: its type, the shape of what it tells, and who sees it. */
export function defineEvent<
  const T extends string,
  const F extends { readonly [name: string]: unknown },
>(type: T, fields: F, visibility: Visibility<RecordOf<F>>): EventMaker<T, RecordOf<F>> {
  const make = (people: readonly PersonId[], data: RecordOf<F>): Event => {
    return { type, people, data: toPlain(data) as Event["data"] };
  };
  return Object.assign(make, { type, data: record(fields), visibility });
}
