import { type Arena, childOf, nearestLeaf, positionOf } from "./arena.ts";
import { bitAt, KEY_BITS } from "./bits.ts";
import { isEntryBelow, keyDifference, readKey } from "./entry-key.ts";
import { entryBytes, type Heap, rowLength, rowOffset } from "./heap.ts";
import { KEY_BYTES } from "./key.ts";

/** Returns the heap entry of a key below `root`, -1 when there is none. */
export function findEntry(arena: Arena, heap: Heap, root: number, key: Uint8Array): number {
  const leaf = nearestLeaf(arena, root, key, 0);
  if (leaf === 0) return -1;
  return keyDifference(heap, ~leaf, key) === KEY_BITS ? ~leaf : -1;
}

/** A place in key order: the subtrees that are still to be walked, the next one last. */
export interface Walk {
  readonly arena: Arena;
  readonly heap: Heap;
  readonly pending: number[];
}

/** Starts a walk at the first key that is not below `from`. */
export function walkFrom(arena: Arena, heap: Heap, root: number, from: Uint8Array): Walk {
  const walk: Walk = { arena, heap, pending: [] };
  const leaf = nearestLeaf(arena, root, from, 0);
  if (leaf === 0) return walk;
  const divergence = keyDifference(heap, ~leaf, from);
  let current = root;
  while (current > 0) {
    const position = positionOf(arena, current);
    if (position > divergence) break;
    const bit = bitAt(from, 0, position);
    if (bit === 0) walk.pending.push(childOf(arena, current, 1));
    current = childOf(arena, current, bit);
  }
  // The subtree reached parts from `from` at `divergence`, all of it to one side.
  if (divergence === KEY_BITS || bitAt(from, 0, divergence) === 0) walk.pending.push(current);
  return walk;
}

/** Returns the heap entry of the next row, -1 at the end. */
export function nextEntry(walk: Walk): number {
  let current = walk.pending.pop();
  if (current === undefined) return -1;
  while (current > 0) {
    walk.pending.push(childOf(walk.arena, current, 1));
    current = childOf(walk.arena, current, 0);
  }
  return ~current;
}

/** Tells whether an entry's key lies before `until` (`undefined`: the end of everything). */
export function isBefore(heap: Heap, entry: number, until: Uint8Array | undefined): boolean {
  return until === undefined || isEntryBelow(heap, entry, until);
}

/** Rows one after the other, read in place. */
export interface RowCursor {
  /** The current key, 32 bytes: to be read at once, for the next key takes its place. */
  readonly key: Uint8Array;
  /** The tree's own memory: to be read at once, neither kept nor written. */
  bytes: Uint8Array;
  /** Offset of the current row. */
  row: number;
  /** Length of the current row. */
  length: number;
}

/** Creates a cursor before all rows. */
export function createCursor(): RowCursor {
  return { key: new Uint8Array(KEY_BYTES), bytes: new Uint8Array(0), row: 0, length: 0 };
}

/** Moves a cursor to the next row before `until`; false at the end. */
export function advance(walk: Walk, cursor: RowCursor, until: Uint8Array | undefined): boolean {
  const entry = nextEntry(walk);
  if (entry < 0 || !isBefore(walk.heap, entry, until)) return false;
  readKey(walk.heap, entry, cursor.key);
  cursor.bytes = entryBytes(walk.heap, entry);
  cursor.row = rowOffset(walk.heap, entry);
  cursor.length = rowLength(walk.heap, entry);
  return true;
}

/** Counts the nodes and rows that any of some roots reaches; every one once. */
export function countReachable(arena: Arena, roots: readonly number[]): Reachable {
  const seen = new Set<number>();
  const pending = roots.filter((root) => root !== 0);
  let nodes = 0;
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    if (seen.has(next)) continue;
    seen.add(next);
    if (next < 0) continue;
    nodes++;
    pending.push(childOf(arena, next, 0), childOf(arena, next, 1));
  }
  return { nodes, rows: seen.size - nodes };
}

/** How many nodes and rows are in use. */
export interface Reachable {
  readonly nodes: number;
  readonly rows: number;
}
