import {
  type Arena,
  childOf,
  createNode,
  DIGEST_WORDS,
  digestOffset,
  digestsAt,
  freeNode,
  positionOf,
  setChild,
} from "./arena.ts";
import { copyWords, hashLeaves, type RowSource, type Slab } from "./batch.ts";
import { bitAt, firstDifference, firstDifferenceInWords, KEY_BITS } from "./bits.ts";
import { isRowLength } from "./changes.ts";
import {
  addFresh,
  createFreshNodes,
  type FreshNodes,
  hashFresh,
  NO_PARENT,
} from "./fresh-nodes.ts";
import {
  createEntryFrom,
  entryBytes,
  entryWords,
  freeEntry,
  type Heap,
  keyOffset,
} from "./heap.ts";
import { createHeapSource } from "./heap-source.ts";
import { KEY_BYTES } from "./key.ts";

/** Rows hashed together; their nodes still lie in a core's cache when their parents are hashed. */
const BATCH_ROWS = 4096;

/** A whole tree in the making, from rows in key order. */
export interface Load {
  readonly arena: Arena;
  readonly heap: Heap;
  readonly slab: Slab;
  readonly fresh: FreshNodes;
  /** Entries of the batch; the first is the last of the batch before, which has no parent yet. */
  readonly entries: Int32Array;
  readonly source: RowSource;
  /** Leaf hash of each entry, eight words each. */
  readonly hashes: Int32Array;
  /** Inner nodes on the way to the last leaf; their right sides are open. */
  readonly open: Int32Array;
  depth: number;
  pending: number;
  size: number;
  readonly root: Int32Array;
}

/** Starts a load. */
export function createLoad(arena: Arena, heap: Heap, slab: Slab): Load {
  const entries = new Int32Array(BATCH_ROWS);
  return {
    arena,
    heap,
    slab,
    fresh: createFreshNodes(),
    entries,
    source: createHeapSource(heap, entries),
    hashes: new Int32Array(BATCH_ROWS * DIGEST_WORDS),
    open: new Int32Array(KEY_BITS),
    depth: 0,
    pending: 0,
    size: 0,
    root: new Int32Array(DIGEST_WORDS),
  };
}

/**
 * Adds the row of `length` bytes that directly follows its key in `bytes`; false, and nothing done,
 * unless its key is above all before and its length allowed.
 */
export function addRecord(load: Load, bytes: Uint8Array, at: number, length: number): boolean {
  if (!isRowLength(length) || at + KEY_BYTES + length > bytes.length) return false;
  if (!isAfterLast(load, bytes, at)) return false;
  if (load.pending === BATCH_ROWS) attachBatch(load);
  load.entries[load.pending++] = createEntryFrom(load.heap, bytes, at, length);
  load.size++;
  return true;
}

/** Closes the tree and returns its root reference; the root's digest is in `load.root`. */
export function finishLoad(load: Load): number {
  if (load.size === 0) return 0;
  attachBatch(load);
  let subtree = ~load.entries[0]!;
  load.root.set(load.hashes.subarray(0, DIGEST_WORDS));
  while (load.depth > 0) subtree = attach(load, subtree, 0, popOpen(load), 1);
  if (subtree > 0) addFresh(load.fresh, subtree, NO_PARENT);
  hashFresh(load.slab, load.arena, load.fresh, load.root);
  return subtree;
}

/** Gives back all that an unfinished load has taken. */
export function abandonLoad(load: Load): void {
  for (let i = 0; i < load.pending; i++) freeEntry(load.heap, load.entries[i]!);
  while (load.depth > 0) freeSubtree(load.arena, load.heap, popOpen(load));
  load.pending = 0;
}

/** Frees a subtree with all its rows. */
export function freeSubtree(arena: Arena, heap: Heap, reference: number): void {
  if (reference < 0) freeEntry(heap, ~reference);
  if (reference <= 0) return;
  const left = childOf(arena, reference, 0);
  const right = childOf(arena, reference, 1);
  freeNode(arena, reference);
  freeSubtree(arena, heap, left);
  freeSubtree(arena, heap, right);
}

/** Hashes the batch's leaves and hangs all but the last into the tree. */
function attachBatch(load: Load): void {
  const { arena, entries, pending } = load;
  hashLeaves(load.slab, load.source, pending, load.hashes);
  for (let i = 1; i < pending; i++) {
    const split = splitBetween(load.heap, entries[i - 1]!, entries[i]!);
    let subtree = ~entries[i - 1]!;
    while (load.depth > 0 && positionOf(arena, load.open[load.depth - 1]!) > split) {
      subtree = attach(load, subtree, i - 1, popOpen(load), 1);
    }
    load.open[load.depth++] = attach(load, subtree, i - 1, createNode(arena, split, 0, 0), 0);
  }
  hashFresh(load.slab, arena, load.fresh, load.root);
  const last = (pending - 1) * DIGEST_WORDS;
  load.hashes.copyWithin(0, last, last + DIGEST_WORDS);
  entries[0] = entries[pending - 1]!;
  load.pending = 1;
}

/** Makes a leaf (hash number `index`) or a closed node a child of `parent`; returns the parent. */
function attach(load: Load, child: number, index: number, parent: number, side: number): number {
  const place = (parent << 1) | side;
  setChild(load.arena, parent, side, child);
  if (child > 0) addFresh(load.fresh, child, place);
  else {
    const to = digestsAt(load.arena, place);
    copyWords(load.hashes, index * DIGEST_WORDS, to, digestOffset(place), DIGEST_WORDS);
  }
  return parent;
}

function popOpen(load: Load): number {
  return load.open[--load.depth]!;
}

function splitBetween(heap: Heap, left: number, right: number): number {
  return firstDifferenceInWords(
    entryWords(heap, left),
    keyOffset(left) >>> 2,
    entryWords(heap, right),
    keyOffset(right) >>> 2,
  );
}

function isAfterLast(load: Load, key: Uint8Array, at: number): boolean {
  if (load.size === 0) return true;
  const last = load.entries[load.pending - 1]!;
  const bytes = entryBytes(load.heap, last);
  const split = firstDifference(bytes, keyOffset(last), key, at);
  return split < KEY_BITS && bitAt(key, at, split) === 1;
}
