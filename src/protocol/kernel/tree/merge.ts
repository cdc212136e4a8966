import {
  type Arena,
  childOf,
  createNode,
  DIGEST_WORDS,
  digestOffset,
  pageOf,
  positionOf,
} from "./arena.ts";
import { copyWords } from "./batch.ts";
import { bitAt, firstDifferenceInWords, KEY_BITS } from "./bits.ts";
import type { SortedChanges } from "./changes.ts";
import { type IntList, pushInt } from "./int-list.ts";
import { KEY_BYTES, KEY_WORDS } from "./key.ts";
import { addLeaf, addNode, IN_PLACE, type Unhashed } from "./unhashed.ts";

/** Everything that merging changes into a version works with. */
export interface Merge {
  readonly arena: Arena;
  readonly changes: SortedChanges;
  /** New heap entry of each change, negative for a deletion. */
  readonly entries: Int32Array;
  readonly unhashed: Unhashed;
  /** References that the new version adds and the old one does not have. */
  readonly created: IntList;
  /** References of the old version that the new one does not have. */
  readonly replaced: IntList;
  /**
   * Where the digest of the subtree returned last is to be had. Zero or more: an item of `unhashed`.
   * Below zero, the complement of node * 2 + side: its old parent keeps it.
   */
  source: number;
}

/**
 * Merges all changes into the tree below `root` and returns the new root.
 *
 * Shape: in the beginning, `source` is the old root's.
 */
export function mergeChanges(merge: Merge, root: number): number {
  if (root !== 0) return mergeBelow(merge, root, merge.source, 0, merge.changes.count);
  return merge.changes.count === 0 ? 0 : build(merge, 0, merge.changes.count);
}

/** The digest of the root just returned, once all that was unhashed is hashed. */
export function digestOfRoot(merge: Merge): Int32Array {
  const digest = new Int32Array(DIGEST_WORDS);
  const { source, unhashed } = merge;
  if (source < 0) copyKept(merge, source, digest, 0);
  else copyWords(unhashed.digests, source * DIGEST_WORDS, digest, 0, DIGEST_WORDS);
  return digest;
}

/** Merges changes `low` to `high` into the subtree at `reference`; `source` has its digest when it is a node. */
function mergeBelow(
  merge: Merge,
  reference: number,
  source: number,
  low: number,
  high: number,
): number {
  if (low === high) {
    merge.source = reference < 0 ? addLeaf(merge.unhashed, reference) : source;
    return reference;
  }
  const position = reference < 0 ? KEY_BITS : positionOf(merge.arena, reference);
  const split = firstDivergence(merge.changes, low, high);
  if (split < position) return mergeBeside(merge, reference, source, low, high, split);
  pushInt(merge.replaced, reference);
  if (reference < 0) return leaf(merge, low);
  const middle = firstWithBit(merge.changes, low, high, position);
  const left = mergeSide(merge, reference, 0, low, middle);
  const leftSource = merge.source;
  const right = mergeSide(merge, reference, 1, middle, high);
  return join(merge, position, left, leftSource, right, merge.source);
}

function mergeSide(merge: Merge, id: number, side: number, low: number, high: number): number {
  return mergeBelow(merge, childOf(merge.arena, id, side), ~((id << 1) | side), low, high);
}

/** Some changes part from the subtree at bit `split`, above its own position: they go beside it. */
function mergeBeside(
  merge: Merge,
  reference: number,
  source: number,
  low: number,
  high: number,
  split: number,
): number {
  const middle = firstWithBit(merge.changes, low, high, split);
  const newOnLeft = low < middle && merge.changes.divergence[low] === split;
  const left = newOnLeft
    ? build(merge, low, middle)
    : mergeBelow(merge, reference, source, low, middle);
  const leftSource = merge.source;
  const right = newOnLeft
    ? mergeBelow(merge, reference, source, middle, high)
    : build(merge, middle, high);
  return join(merge, split, left, leftSource, right, merge.source);
}

/** Builds a subtree of new rows only. */
function build(merge: Merge, low: number, high: number): number {
  if (high - low === 1) return leaf(merge, low);
  const words = merge.changes.keyWords;
  const split = firstDifferenceInWords(words, low * KEY_WORDS, words, (high - 1) * KEY_WORDS);
  const middle = firstWithBit(merge.changes, low, high, split);
  const left = build(merge, low, middle);
  const leftSource = merge.source;
  const right = build(merge, middle, high);
  return join(merge, split, left, leftSource, right, merge.source);
}

function leaf(merge: Merge, index: number): number {
  const entry = merge.entries[index]!;
  if (entry < 0) return 0;
  pushInt(merge.created, ~entry);
  merge.source = addLeaf(merge.unhashed, ~entry);
  return ~entry;
}

/** Puts two sides under one node; a side that is empty leaves the other as it is. */
function join(
  merge: Merge,
  position: number,
  left: number,
  leftSource: number,
  right: number,
  rightSource: number,
): number {
  merge.source = left === 0 ? rightSource : leftSource;
  if (left === 0) return right;
  if (right === 0) return left;
  const id = createNode(merge.arena, position, left, right);
  pushInt(merge.created, id);
  const leftItem = takeDigest(merge, id, 0, leftSource);
  merge.source = addNode(merge.unhashed, id, leftItem, takeDigest(merge, id, 1, rightSource));
  return id;
}

/** Copies a digest that an old parent keeps to the new one; returns the item of one that is not there yet. */
function takeDigest(merge: Merge, id: number, side: number, source: number): number {
  if (source >= 0) return source;
  copyKept(merge, source, pageOf(merge.arena, id), digestOffset(merge.arena, id, side));
  return IN_PLACE;
}

function copyKept({ arena }: Merge, source: number, to: Int32Array, at: number): void {
  const parent = ~source >>> 1;
  const from = digestOffset(arena, parent, ~source & 1);
  copyWords(pageOf(arena, parent), from, to, at, DIGEST_WORDS);
}

/** The smallest bit at which any of the changes leaves the tree; 256 when all keys are known. */
function firstDivergence(changes: SortedChanges, low: number, high: number): number {
  if (changes.inserts[low] === changes.inserts[high]) return KEY_BITS;
  let first = KEY_BITS;
  for (let i = low; i < high; i++) {
    if (changes.divergence[i]! < first) first = changes.divergence[i]!;
  }
  return first;
}

/** The first change from `low` on whose key has bit `position`; they agree on all bits before it. */
function firstWithBit(changes: SortedChanges, low: number, high: number, position: number): number {
  let from = low;
  let until = high;
  while (from < until) {
    const middle = (from + until) >>> 1;
    if (bitAt(changes.keys, middle * KEY_BYTES, position) === 0) from = middle + 1;
    else until = middle;
  }
  return from;
}
