import type { AnyTable, Entry, Writer } from "#protocol/index.js";

interface Drawer {
  readonly rows: Map<string, { readonly key: Uint8Array; readonly row: unknown }>;
  /** The names of all rows, in the order of their keys. */
  readonly names: string[];
}

/**
 * Makes a state that lives in sorted lists: no tree, no roots, fast for years of many people.
 *
 * Bounds: rows are not to be changed while a scan runs.
 */
export function createShelf(): Writer {
  const drawers = new Map<AnyTable, Drawer>();
  const drawerOf = (table: AnyTable): Drawer => {
    const known = drawers.get(table);
    if (known !== undefined) return known;
    const made: Drawer = { rows: new Map(), names: [] };
    drawers.set(table, made);
    return made;
  };
  return {
    read(table, key) {
      return drawers.get(table)?.rows.get(nameOf(table.keyBytes(key)))?.row;
    },
    *scan(table, from, until): Iterable<Entry> {
      const drawer = drawers.get(table);
      if (drawer === undefined) return;
      const end = until === undefined ? undefined : nameOf(until);
      for (let at = placeOf(drawer.names, nameOf(from)); at < drawer.names.length; at += 1) {
        const name = drawer.names[at] as string;
        if (end !== undefined && name >= end) return;
        yield drawer.rows.get(name) as Entry;
      }
    },
    write(table, key, row) {
      const drawer = drawerOf(table);
      const bytes = table.keyBytes(key);
      const name = nameOf(bytes);
      const isThere = drawer.rows.has(name);
      const place = isThere && row !== undefined ? 0 : placeOf(drawer.names, name);
      if (row !== undefined) {
        if (!isThere) drawer.names.splice(place, 0, name);
        drawer.rows.set(name, { key: bytes, row });
      } else if (isThere) {
        drawer.names.splice(place, 1);
        drawer.rows.delete(name);
      }
    },
  };
}

/** One character for each byte, so that words sort as keys do. */
function nameOf(key: Uint8Array): string {
  return String.fromCharCode(...key);
}

/** The place of the first name that does not come before another. */
function placeOf(names: readonly string[], name: string): number {
  let low = 0;
  let high = names.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((names[middle] as string) < name) low = middle + 1;
    else high = middle;
  }
  return low;
}
