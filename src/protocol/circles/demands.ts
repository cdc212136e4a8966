import { type CircleId, EVERYONE, NOBODY, type PersonId } from "../kernel/ids.ts";
import { divCeil } from "../kernel/integer.ts";
import type { Reader } from "../kernel/state.ts";
import { circleSize, isInCircle } from "./circle.ts";
import { LEAST_OF_FEW, THIRD_FROM } from "./types.ts";

/** Who decides about which circle, and whom of it that concerns. */
export interface OwnMatter {
  /** The circle that decides. */
  readonly author: CircleId;
  readonly circle: CircleId;
  /** The person it takes something from; they need not agree. */
  readonly concerned?: PersonId;
}

/**
 * How many must say yes to what a circle decides about itself and what it has: a third of its people,
 * and of fewer than five two, or all but the one concerned.
 *
 * Why: else two of twelve let in their friends, put out the others or spend the purse while these
 * sleep. The circle around it decides by its own policy, so that an own circle that sleeps can be helped.
 * Cost: one row for each person in the circle, as its roll does.
 */
export function leastOfOwn(state: Reader, { author, circle, concerned = NOBODY }: OwnMatter) {
  if (author !== circle || circle === EVERYONE) return 0;
  const people = circleSize(state, circle);
  if (people >= THIRD_FROM) return divCeil(people, 3);
  const others = isInCircle(state, circle, concerned) ? people - 1 : people;
  return Math.max(1, Math.min(LEAST_OF_FEW, others));
}
