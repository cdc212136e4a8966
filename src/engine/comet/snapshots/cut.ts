import { KEY_BYTES } from "../../../protocol/kernel/tree/key.ts";
import type { Tree } from "../../../protocol/kernel/tree/tree.ts";

/** What rows and their place in the proof may take up of a chunk. Units: bytes. */
const ROWS_BYTES = 448 * 1024;

/** What a proof spends on a row besides the row: kind, length, key, and one inner node. */
const ROW_OVERHEAD = 3 + KEY_BYTES + 2;

/** A chunk, and where the next one begins; nothing behind the last. */
export interface Cut {
  readonly chunk: Uint8Array;
  readonly next: Uint8Array | undefined;
}

/**
 * Cuts a version of the tree into chunks, each the complete proof of one range of keys.
 *
 * Why by the rows alone: every node that holds this state cuts it at the same keys, so chunks of
 * different nodes fit together.
 * Bounds: the version must stay held until the last chunk is taken; no chunk is longer than
 * `CHUNK_BYTES_MAX`, since a proof spends at most 17 KiB on what lies beside its range.
 * Cost: one chunk at a time is made and held.
 */
export function* cutChunks(tree: Tree, version: number): Generator<Cut, void, undefined> {
  let from: Uint8Array | undefined = new Uint8Array(KEY_BYTES);
  while (from !== undefined) {
    const next = nextBoundary(tree, version, from);
    yield { chunk: tree.prove(version, from, next), next };
    from = next;
  }
}

/** The key of the first row that no longer fits behind `from`. */
function nextBoundary(tree: Tree, version: number, from: Uint8Array): Uint8Array | undefined {
  const rows = tree.scan(version, from, undefined);
  let used = 0;
  for (let at = rows(); at !== undefined; at = rows()) {
    const size = at.length + ROW_OVERHEAD;
    if (used > 0 && used + size > ROWS_BYTES) return at.key.slice();
    used += size;
  }
  return undefined;
}
