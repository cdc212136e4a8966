import { equalBytes, type Seen, toHex } from "#protocol/index.js";

/** Every state that has been, by height: a naive memory without end. */
export interface HistoryBook {
  /** Takes note of the root after a block; says what is wrong where another is known. */
  note(seen: Seen): string | undefined;
  /** Tells whether the history is the one that a signature names. */
  holds(seen: Seen): boolean;
}

/** Opens it with nothing. */
export function createHistoryBook(): HistoryBook {
  const roots = new Map<number, Uint8Array>();
  return {
    note({ height, root }) {
      const known = roots.get(height);
      roots.set(height, root);
      if (known === undefined || equalBytes(known, root)) return undefined;
      return `after block ${height} the root was ${toHex(known)}, and now ${toHex(root)}`;
    },
    holds({ height, root }) {
      const known = roots.get(height);
      return known !== undefined && equalBytes(known, root);
    },
  };
}
