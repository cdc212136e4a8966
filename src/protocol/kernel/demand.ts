import type { Policy } from "./decision-kind.ts";
import type { PersonId } from "./ids.ts";

/**
 * What a decision that carries an action has to meet, beyond its circle's policy for the kind.
 *
 * Why declared by the action: anyone who opens a decision freezes the demands of all it carries, without
 * knowing any of them by name.
 */
export interface Demand {
  /** Policies that it has to meet as well, in share, quorum and time. */
  readonly policies?: readonly Policy[];
  /** Whether it makes a way to decide easier and nothing about it harder. */
  readonly isLoosening?: boolean;
  /** People who have to say yes at least. */
  readonly leastYes?: number;
  /** Whether people are out of a circle by it, so that voting lasts for the days to answer. */
  readonly putsOut?: boolean;
  /** Who is to be heard before it takes effect. */
  readonly heard?: PersonId;
}
