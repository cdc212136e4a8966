/**
 * How old the newest block may be and still be new: nobody makes another one only for its time.
 * Units: milliseconds.
 *
 * Why a minute: what ends then, a vote for one, ends within it; and nobody can have blocks made faster.
 */
export const FRESH_FOR = 60_000;

/** Tells whether the newest block is so old that somebody who may ask gets a newer one. */
export function isStale(now: number, newest: { readonly time: number }): boolean {
  return now - newest.time > FRESH_FOR;
}

/** Tells whether something was to happen by now that no block has brought about. */
export function isOverdue(
  now: number,
  newest: { readonly time: number },
  due: number | undefined,
): boolean {
  // What was due by the newest block was done there, whatever is still listed.
  return due !== undefined && due <= now && due > newest.time;
}
