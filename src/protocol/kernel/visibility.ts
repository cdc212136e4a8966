import type { CircleId, PersonId } from "./ids.ts";
import type { Reader } from "./state.ts";

/** Something that people answer in secret until a moment; the room that has it says which are open. */
export interface Matter {
  /** Room and noun, such as `decisions/decision`. */
  readonly name: string;
  isOpen(state: Reader, matter: number): boolean;
  /** The numbers of all that are open. */
  open(state: Reader): Iterable<number>;
}

/** Only the people of a circle see it. */
export interface ToCircle<T> {
  readonly to: "circle";
  circleOf(thing: T, state: Reader): CircleId;
}

/** Only the person whose it is sees it. */
export interface ToAuthor<T> {
  readonly to: "author";
  authorOf(thing: T): PersonId;
}

/** Everyone sees it once the matter is closed; before that only the person whose it is. */
export interface HiddenUntilClosed<T> {
  readonly to: "author-until-closed";
  readonly matter: Matter;
  matterOf(thing: T): number;
  authorOf(thing: T): PersonId;
}

/** Hides answers whose rows stand by the matter and by who gives them. */
export function answersTo<M extends number>(
  matter: Matter,
): HiddenUntilClosed<readonly [M, PersonId]> {
  return {
    to: "author-until-closed",
    matter,
    matterOf: ([number]) => number,
    authorOf: ([, person]) => person,
  };
}

/**
 * Who may see something; every table, view, action and event says it.
 *
 * Why: whatever shows something to somebody asks this and nothing else, so that no way out is
 * forgotten. A table is asked by a row's key, a view by its query, an action by its author and
 * input, an event by what it tells.
 * Bounds: in a table that not everyone sees, each row has a salt (see `salt`), and in one that is
 * hidden until closed the key begins with the matter.
 */
export type Visibility<T> =
  | "everyone"
  | "members"
  | ToCircle<T>
  | ToAuthor<T>
  | HiddenUntilClosed<T>;

/** Any visibility, for code that handles all of them alike; it casts what it has decoded itself. */
export type AnyVisibility = Visibility<never>;

/** What the visibility of an action is asked by. */
export interface Authored<I> {
  readonly author: PersonId;
  readonly input: I;
}
