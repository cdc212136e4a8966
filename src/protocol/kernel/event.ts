import type { PersonId } from "./ids.ts";
import { type Plain, toPlain } from "./plain.ts";

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

/** Declares an event and returns the function that makes one. */
export function defineEvent<D extends { readonly [name: string]: unknown }>(
  type: string,
): (people: readonly PersonId[], data: D) => Event {
  return (people, data) => ({ type, people, data: toPlain(data) as Event["data"] });
}
