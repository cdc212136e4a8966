/** Rows that one page of a view has at most. */
export const PAGE_ROWS = 50;

/** Part of a long list, in the order of its numbers. */
export interface Page<T> {
  readonly rows: readonly T[];
  /** What the next page comes after; 0 where this is the last one. */
  readonly next: number;
}

/**
 * Takes one page of what may be a long list.
 *
 * Shape: `numberOf` gives the number of an entry, by which the list is in order; a page after a number
 * begins with the first entry above it. What `show` has no row for is passed over.
 * Bounds: looks at no more than `PAGE_ROWS` entries and one more, however many of them have a row.
 */
export function pageOf<E, T>(
  entries: Iterable<E>,
  numberOf: (entry: E) => number,
  show: (entry: E) => T | undefined,
): Page<T> {
  const rows: T[] = [];
  let seen = 0;
  let last = 0;
  for (const entry of entries) {
    if (seen === PAGE_ROWS) return { rows, next: last };
    seen += 1;
    last = numberOf(entry);
    const row = show(entry);
    if (row !== undefined) rows.push(row);
  }
  return { rows, next: 0 };
}
