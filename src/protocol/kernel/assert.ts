/** Thrown when something that cannot happen has happened; anyone who runs the law stops at that height. */
export class InvariantError extends Error {
  override readonly name = "InvariantError";
}

/**
 * Stops the node unless `condition` holds.
 *
 * Why: going on with a broken invariant would spread it to every copy; stopping keeps the last good state.
 * Throws: InvariantError.
 */
export function assert(condition: boolean, invariant: string): asserts condition {
  if (!condition) throw new InvariantError(invariant);
}

/** Marks a branch that the types rule out; reaching it is a broken invariant. */
export function unreachable(value: never): never {
  throw new InvariantError(`no case handles ${String(value)}`);
}

/** Returns `value`, stopping the node when it is missing although the law says that it is there. */
export function present<V>(value: V | undefined, invariant: string): V {
  assert(value !== undefined, invariant);
  return value;
}
