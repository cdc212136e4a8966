import { type Arena, childOf, nearestLeaf, positionOf } from "./arena.ts";
import { bitAt, firstDifference, isBelow, KEY_BITS } from "./bits.ts";
import { entryBytes, type Heap, keyOffset, rowLength, rowOffset } from "./heap.ts";

/** Returns the heap entry of a key below `root`, -1 when there is none. */
export function findEntry(arena: Arena, heap: Heap, root: number, key: Uint8Array): number {
  const leaf = nearestLeaf(arena, root, key, 0);
  if (leaf === 0) return -1;
  const entry = ~leaf;
  const same = firstDifference(key, 0, entryBytes(heap, entry), keyOffset(entry)) === KEY_BITS;
  return same ? entry : -1;
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
  const entry = ~leaf;
  const divergence = firstDifference(from, 0, entryBytes(heap, entry), keyOffset(entry));
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
  if (until === undefined) return true;
  return isBelow(entryBytes(heap, entry), keyOffset(entry), until);
}

/** Rows one after the other, read in place. */
export interface RowCursor {
  /** The tree's own memory: to be read at once, neither kept nor written. */
  bytes: Uint8Array;
  /** Offset of the current key. */
  key: number;
  /** Offset of the current row, which directly follows the key. */
  row: number;
  /** Length of the current row. */
  length: number;
}

/** Moves a cursor to the next row before `until`; false at the end. */
export function advance(walk: Walk, cursor: RowCursor, until: Uint8Array | undefined): boolean {
  const entry = nextEntry(walk);
  if (entry < 0 || !isBefore(walk.heap, entry, until)) return false;
  cursor.bytes = entryBytes(walk.heap, entry);
  cursor.key = keyOffset(entry);
  cursor.row = rowOffset(entry);
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
