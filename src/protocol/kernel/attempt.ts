import { failure, ok, type Result } from "./result.ts";

/**
 * Does work that may throw, and says in words what it threw.
 *
 * Why only here: rules refuse by values. The move to another edition is the one thing whose failure is
 * an outcome that everybody shares.
 */
export function attempt<V>(work: () => V): Result<V> {
  try {
    return ok(work());
  } catch (error) {
    return failure(error instanceof Error ? error.message : "it threw something else");
  }
}
