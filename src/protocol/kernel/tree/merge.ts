import {
  type Arena,
  childOf,
  createNode,
  DIGEST_WORDS,
  digestOffset,
  digestsAt,
  positionOf,
} from "./arena.ts";
import { copyWords } from "./batch.ts";
import { bitAt, firstDifferenceInWords, KEY_BITS } from "./bits.ts";
import type { SortedChanges } from "./changes.ts";
import { addFresh, type FreshNodes, NO_PARENT } from "./fresh-nodes.ts";
import { type IntList, pushInt } from "./int-list.ts";
import { KEY_BYTES, KEY_WORDS } from "./key.ts";

/*
 * Where the digest of a subtree is to be had. Zero or more: the place in its old parent. Below zero, the
 * complement of index * 2 (a new leaf, already hashed) or of index * 2 + 1 (a fresh inner node).
 */
const NEW_LEAF = 0;
const FRESH_NODE = 1;

/** Everything that merging changes into a version works with. */
export interface Merge {
  readonly arena: Arena;
  readonly changes: SortedChanges;
  /** New heap entry of each change, negative for a deletion. */
  readonly entries: Int32Array;
  /** Leaf hash of each change, eight words each. */
  readonly leaves: Int32Array;
  readonly fresh: FreshNodes;
  /** References that the new version adds and the old one does not have. */
  readonly created: IntList;
  /** References of the old version that the new one does not have. */
  readonly replaced: IntList;
  /** Where the digest of the subtree returned last is to be had. */
  source: number;
}

/** Merges all changes into the tree below `root` and returns the new root. */
export function mergeChanges(merge: Merge, root: number, rootPlace: number): number {
  if (root !== 0) return mergeBelow(merge, root, rootPlace, 0, merge.changes.count);
  return merge.changes.count === 0 ? 0 : build(merge, 0, merge.changes.count);
}

/** Puts the digest of the root just returned into `out`; a fresh one follows when it is hashed. */
export function takeRootDigest(merge: Merge, out: Int32Array): void {
  const { source } = merge;
  if (source < 0 && (~source & 1) === FRESH_NODE)
    merge.fresh.parents.items[~source >>> 1] = NO_PARENT;
  else copyDigest(merge, source, out, 0);
}

/** Merges changes `low` to `high` into the subtree at `reference`. */
function mergeBelow(
  merge: Merge,
  reference: number,
  place: number,
  low: number,
  high: number,
): number {
  if (low === high) {
    merge.source = place;
    return reference;
  }
  const position = reference < 0 ? KEY_BITS : positionOf(merge.arena, reference);
  const split = firstDivergence(merge.changes, low, high);
  if (split < position) return mergeBeside(merge, reference, place, low, high, split);
  pushInt(merge.replaced, reference);
  if (reference < 0) return leaf(merge, low);
  const middle = firstWithBit(merge.changes, low, high, position);
  const left = mergeBelow(merge, childOf(merge.arena, reference, 0), reference << 1, low, middle);
  const leftSource = merge.source;
  const rightPlace = (reference << 1) | 1;
  const right = mergeBelow(merge, childOf(merge.arena, reference, 1), rightPlace, middle, high);
  return join(merge, position, left, leftSource, right, merge.source);
}

/** Some changes part from the subtree at bit `split`, above its own position: they go beside it. */
function mergeBeside(
  merge: Merge,
  reference: number,
  place: number,
  low: number,
  high: number,
  split: number,
): number {
  const middle = firstWithBit(merge.changes, low, high, split);
  const newOnLeft = low < middle && merge.changes.divergence[low] === split;
  const left = newOnLeft
    ? build(merge, low, middle)
    : mergeBelow(merge, reference, place, low, middle);
  const leftSource = merge.source;
  const right = newOnLeft
    ? mergeBelow(merge, reference, place, middle, high)
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
  merge.source = ~((index << 1) | NEW_LEAF);
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
  placeDigest(merge, leftSource, id << 1);
  placeDigest(merge, rightSource, (id << 1) | 1);
  pushInt(merge.created, id);
  merge.source = ~((addFresh(merge.fresh, id, NO_PARENT) << 1) | FRESH_NODE);
  return id;
}

function placeDigest(merge: Merge, source: number, place: number): void {
  if (source < 0 && (~source & 1) === FRESH_NODE) merge.fresh.parents.items[~source >>> 1] = place;
  else copyDigest(merge, source, digestsAt(merge.arena, place), digestOffset(place));
}

function copyDigest(merge: Merge, source: number, to: Int32Array, at: number): void {
  const from = source < 0 ? merge.leaves : digestsAt(merge.arena, source);
  const offset = source < 0 ? (~source >>> 1) * DIGEST_WORDS : digestOffset(source);
  copyWords(from, offset, to, at, DIGEST_WORDS);
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
