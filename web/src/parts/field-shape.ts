/** A rectangle in cells of one person each. */
export interface Cells {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Returns how many columns give a field about six times as wide as it is high. */
export function fieldColumns(people: number): number {
  let columns = 40;
  while (columns * columns < people * 6) columns += 1;
  return columns;
}

/**
 * Cuts the cells `from` to `until`, counted along rows, into at most three rectangles.
 *
 * Why: a field of ten thousand people is drawn with a handful of shapes, and each still has
 * exactly their own area.
 */
export function fieldCells(from: number, until: number, columns: number): Cells[] {
  const cells: Cells[] = [];
  let at = from;
  while (at < until) {
    const x = at % columns;
    const y = (at - x) / columns;
    const rows = x === 0 ? Math.floor((until - at) / columns) : 0;
    const width = rows > 0 ? columns : Math.min(columns - x, until - at);
    const height = Math.max(rows, 1);
    cells.push({ x, y, width, height });
    at += width * height;
  }
  return cells;
}
