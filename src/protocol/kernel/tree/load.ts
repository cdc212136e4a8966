import {
  type Arena,
  adoptPage,
  childOf,
  createNode,
  DIGEST_WORDS,
  digestOffset,
  freeNode,
  pageOf,
  positionOf,
} from "./arena.ts";
import type { Slab } from "./batch.ts";
import { bitAt, firstDifference, KEY_BITS } from "./bits.ts";
import { isRowLength } from "./changes.ts";
import { ROOT_BYTES, rootBytes } from "./digest.ts";
import { adoptSegment, createEntry, freeEntry, type Heap } from "./heap.ts";
import { KEY_BYTES } from "./key.ts";
import type { TreePart } from "./part.ts";
import { addGiven, addLeaf, addNode, createUnhashed, hashAll, type Unhashed } from "./unhashed.ts";

/** Leaves and nodes hashed together; all of them still lie in a core's cache then. */
const BATCH_ITEMS = 8192;
const NOTHING = 0;
/** A split above every position: no node stays open. */
const ABOVE_ALL = -1;

/** A whole tree in the making, from rows in key order. */
export interface Load {
  readonly arena: Arena;
  readonly heap: Heap;
  readonly slab: Slab;
  readonly unhashed: Unhashed;
  /** Key of the last row. */
  readonly key: Uint8Array;
  /** The same memory as `key`. */
  readonly keyWords: Int32Array;
  /** The leaf or subtree that came last, which has no parent yet, and its item. */
  last: number;
  lastItem: number;
  /** The inner nodes above it that still lack their right side: position, left side, its item. */
  readonly open: {
    readonly positions: Int32Array;
    readonly lefts: Int32Array;
    readonly items: Int32Array;
  };
  depth: number;
  size: number;
}

/** Starts a load. */
export function createLoad(arena: Arena, heap: Heap, slab: Slab): Load {
  const key = new Uint8Array(KEY_BYTES);
  return {
    arena,
    heap,
    slab,
    unhashed: createUnhashed(),
    key,
    keyWords: new Int32Array(key.buffer),
    last: NOTHING,
    lastItem: 0,
    open: {
      positions: new Int32Array(KEY_BITS + 1),
      lefts: new Int32Array(KEY_BITS + 1),
      items: new Int32Array(KEY_BITS + 1),
    },
    depth: 0,
    size: 0,
  };
}

/**
 * Adds the row of `length` bytes that directly follows its key in `bytes`; false, and nothing done,
 * unless its key is above all before and its length allowed.
 */
export function addRecord(load: Load, bytes: Uint8Array, at: number, length: number): boolean {
  if (!isRowLength(length) || at + KEY_BYTES + length > bytes.length) return false;
  if (load.last !== NOTHING) {
    const split = firstDifference(load.key, 0, bytes, at);
    if (!isAbove(bytes, at, split)) return false;
    openNode(load, split);
  }
  for (let byte = 0; byte < KEY_BYTES; byte++) load.key[byte] = bytes[at + byte]!;
  load.last = ~createEntry(load.heap, load.keyWords, 0, bytes, at + KEY_BYTES, length);
  load.lastItem = addLeaf(load.unhashed, load.last);
  load.size++;
  return true;
}

/**
 * Adds a subtree of many rows that was made elsewhere; false, and nothing done, unless its keys are above
 * all before.
 */
export function addPart(load: Load, part: TreePart): boolean {
  const isFirst = load.last === NOTHING;
  const split = isFirst ? ABOVE_ALL : firstDifference(load.key, 0, part.first, 0);
  if (!isFirst && !isAbove(part.first, 0, split)) return false;
  const { arena, heap } = load;
  for (const piece of part.nodePieces) adoptPage(arena, piece);
  for (const piece of part.rowPieces) adoptSegment(heap, piece);
  arena.live += part.nodes;
  heap.live += part.rows;
  heap.liveBytes += part.rowBytes;
  const words = new Int32Array(part.digest.slice().buffer);
  graft(load, split, { reference: part.root, words, at: 0, isLast: true });
  load.key.set(part.last);
  load.size += part.rows;
  return true;
}

/** Closes the tree and returns its root with its digest. */
export function finishLoad(load: Load): { readonly root: number; readonly digest: Uint8Array } {
  if (load.last === NOTHING) return { root: 0, digest: new Uint8Array(ROOT_BYTES) };
  closeBelow(load, ABOVE_ALL);
  hashAll(load.slab, load.arena, load.heap, load.unhashed);
  const at = load.open.items[0]! * DIGEST_WORDS;
  const digest = rootBytes(load.unhashed.digests.subarray(at, at + DIGEST_WORDS));
  return { root: load.open.lefts[0]!, digest };
}

/** Gives back all that an unfinished load has taken. */
export function abandonLoad(load: Load): void {
  freeSubtree(load.arena, load.heap, load.last);
  for (; load.depth > 0; load.depth--) {
    freeSubtree(load.arena, load.heap, load.open.lefts[load.depth - 1]!);
  }
}

/** Frees a subtree with all its rows. */
export function freeSubtree(arena: Arena, heap: Heap, reference: number): void {
  if (reference < 0) freeEntry(heap, ~reference);
  if (reference <= 0) return;
  freeSubtree(arena, heap, childOf(arena, reference, 0));
  freeSubtree(arena, heap, childOf(arena, reference, 1));
  freeNode(arena, reference);
}

/** Tells whether a key is above another that it leaves at bit `split`. */
function isAbove(key: Uint8Array, at: number, split: number): boolean {
  return split < KEY_BITS && bitAt(key, at, split) === 1;
}

/** A subtree to be hung in, and the words at `at` that are its digest when it is a node. */
interface Graft {
  readonly reference: number;
  readonly words: Int32Array;
  readonly at: number;
  /** Nothing of the same part follows it. */
  readonly isLast: boolean;
}

/**
 * Hangs a subtree in, whose first key leaves the last one at bit `split`.
 *
 * Why in pieces: what lies above the split joins the way to the last key, and what follows the subtree joins
 * the way to its own last key; only what lies beside both stays as it is.
 */
function graft(load: Load, split: number, { reference, words, at, isLast }: Graft): void {
  const { arena, unhashed } = load;
  if (reference > 0 && (isLast || positionOf(arena, reference) < split)) {
    const side = (bit: number): Graft => ({
      reference: childOf(arena, reference, bit),
      words: pageOf(arena, reference),
      at: digestOffset(arena, reference, bit),
      isLast: isLast && bit === 1,
    });
    graft(load, split, side(0));
    graft(load, positionOf(arena, reference), side(1));
    freeNode(arena, reference);
    return;
  }
  if (load.last !== NOTHING) openNode(load, split);
  load.last = reference;
  load.lastItem = reference < 0 ? addLeaf(unhashed, reference) : addGiven(unhashed, words, at);
}

/** Opens a node at bit `split`, in which the next key leaves the last: its left side is complete now. */
function openNode(load: Load, split: number): void {
  closeBelow(load, split);
  load.open.positions[load.depth++] = split;
  if (load.unhashed.references.count >= BATCH_ITEMS) hashBatch(load);
}

/** Closes the open nodes with positions above `split`; their subtree becomes the next left side. */
function closeBelow(load: Load, split: number): void {
  const { arena, unhashed } = load;
  const { positions, lefts, items } = load.open;
  let subtree = load.last;
  let item = load.lastItem;
  while (load.depth > 0 && positions[load.depth - 1]! > split) {
    const top = --load.depth;
    subtree = createNode(arena, positions[top]!, lefts[top]!, subtree);
    item = addNode(unhashed, subtree, items[top]!, item);
  }
  lefts[load.depth] = subtree;
  items[load.depth] = item;
}

/** Hashes what is closed, and takes along the digests that open nodes wait with. */
function hashBatch({ slab, arena, heap, unhashed, open, depth }: Load): void {
  hashAll(slab, arena, heap, unhashed);
  // Items of open nodes rise on the way down, so no digest is overwritten before it is taken along.
  for (let at = 0; at < depth; at++) {
    const from = open.items[at]! * DIGEST_WORDS;
    open.items[at] = addGiven(unhashed, unhashed.digests, from);
  }
}
