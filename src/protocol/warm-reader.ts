import { tokenOf } from "./kernel/key.ts";
import { readTrusted } from "./kernel/schema.ts";
import type { Reader, Writer } from "./kernel/state.ts";
import type { AnyTable } from "./kernel/table.ts";
import type { Tree } from "./kernel/tree/tree.ts";

/** Decoded rows that are kept at most; beyond it everything is forgotten and read again. */
export const WARM_ROWS_MAX = 1_000_000;

/** Reads the newest committed state, and remembers decoded rows across blocks. */
export interface WarmReader extends Reader {
  /** Takes over the rows that a block wrote; called when its version becomes the newest. */
  readonly taker: Writer;
  /** Forgets all decoded rows: another edition of the law may read them in another shape. */
  forgetAll(): void;
}

/**
 * Opens a reader on the newest committed version of a tree.
 *
 * Why: the rows of those who act are read in block after block; decoding costs more than finding them.
 * Every row here was written by this law under a root that was checked, so it is decoded without
 * being encoded again for comparison.
 */
export function createWarmReader(tree: Tree): WarmReader {
  const rows = new Map<number, Map<string | number, unknown>>();
  let held = 0;

  const remember = (table: AnyTable, token: string | number, row: unknown): void => {
    if (held >= WARM_ROWS_MAX) {
      rows.clear();
      held = 0;
    }
    let tokens = rows.get(table.id);
    if (tokens === undefined) {
      tokens = new Map();
      rows.set(table.id, tokens);
    }
    if (!tokens.has(token)) held += 1;
    tokens.set(token, row);
  };
  const forget = (table: AnyTable, token: string | number): void => {
    if (rows.get(table.id)?.delete(token)) held -= 1;
  };

  const reader: Reader = {
    read(table, key) {
      const token = tokenOf(key);
      const known = rows.get(table.id)?.get(token);
      if (known !== undefined) return known;
      const bytes = tree.get(tree.newest(), table.keyBytes(key));
      if (bytes === undefined) return undefined;
      const row = readTrusted(table.row, bytes);
      remember(table, token, row);
      return row;
    },
    *scan(table, from, until) {
      for (const { key, row } of tree.range(tree.newest(), from, until)) {
        yield { key, row: readTrusted(table.row, row) };
      }
    },
  };
  return {
    ...reader,
    forgetAll() {
      rows.clear();
      held = 0;
    },
    taker: {
      ...reader,
      write(table, key, row) {
        if (row === undefined) forget(table, tokenOf(key));
        else remember(table, tokenOf(key), row);
      },
    },
  };
}
