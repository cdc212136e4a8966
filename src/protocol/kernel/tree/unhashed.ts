import { type Arena, childOf, DIGEST_WORDS, digestOffset, pageOf, positionOf } from "./arena.ts";
import { copyWords, hashLeaves, hashSlab, type Slab } from "./batch.ts";
import { KEY_BITS } from "./bits.ts";
import { BLOCK_BYTES, DIGEST_BYTES, INNER_MARK } from "./digest.ts";
import type { Heap } from "./heap.ts";
import { createHeapSource } from "./heap-source.ts";
import { createIntList, type IntList, pushInt } from "./int-list.ts";

/** Stands for the item of a side whose digest the node has already. */
export const IN_PLACE = -1;

const BLOCK_WORDS = DIGEST_WORDS << 1;
const GIVEN = 0;

/**
 * Leaves and inner nodes whose digests are still to be computed, numbered in the order in which they were added.
 *
 * Why: one call of a native hasher costs as much as several hashes, so digests wait until there are many.
 */
export interface Unhashed {
  /** The reference of each item; zero where its digest was given. */
  readonly references: IntList;
  /** For each inner node, the item on its left side, or {@link IN_PLACE}. */
  readonly lefts: IntList;
  readonly rights: IntList;
  /** The digest of each item, eight words each, of which 31 bytes count. */
  digests: Int32Array;
}

/** Creates an empty collection. */
export function createUnhashed(): Unhashed {
  return {
    references: createIntList(),
    lefts: createIntList(),
    rights: createIntList(),
    digests: new Int32Array(0),
  };
}

/** Adds an item whose digest is known: the eight words at `at`. Returns its number. */
export function addGiven(unhashed: Unhashed, words: Int32Array, at: number): number {
  const item = add(unhashed, GIVEN, GIVEN, GIVEN);
  reserve(unhashed);
  copyWords(words, at, unhashed.digests, item * DIGEST_WORDS, DIGEST_WORDS);
  return item;
}

/** Adds a leaf and returns its number. */
export function addLeaf(unhashed: Unhashed, leaf: number): number {
  return add(unhashed, leaf, GIVEN, GIVEN);
}

/** Adds an inner node above two items, and returns its number. */
export function addNode(unhashed: Unhashed, id: number, left: number, right: number): number {
  return add(unhashed, id, left, right);
}

/**
 * Computes all digests, hands them to the nodes that keep them, and empties the collection.
 *
 * Why the deepest first: positions rise strictly downward, so all nodes of one position can be hashed in one call.
 * Shape: an item's digest can be read from `digests` until the next item is added.
 */
export function hashAll(slab: Slab, arena: Arena, heap: Heap, unhashed: Unhashed): void {
  reserve(unhashed);
  const leaves = leavesOf(unhashed.references);
  const source = createHeapSource(heap, unhashed.references.items, leaves);
  hashLeaves(slab, source, leaves, unhashed.digests);
  const { starts, order } = nodesByPosition(arena, unhashed.references);
  for (let position = KEY_BITS - 1; position >= 0; position--) {
    const end = starts[position + 1]!;
    for (let start = starts[position]!; start < end; start += slab.size) {
      const nodes = order.subarray(start, Math.min(end, start + slab.size));
      hashNodes(slab, arena, unhashed, nodes, position);
    }
  }
  unhashed.references.count = 0;
  unhashed.lefts.count = 0;
  unhashed.rights.count = 0;
}

function add(unhashed: Unhashed, reference: number, left: number, right: number): number {
  pushInt(unhashed.references, reference);
  pushInt(unhashed.lefts, left);
  pushInt(unhashed.rights, right);
  return unhashed.references.count - 1;
}

/** Makes room for the digests of all items. */
function reserve(unhashed: Unhashed): void {
  const words = unhashed.references.items.length * DIGEST_WORDS;
  if (unhashed.digests.length >= words) return;
  const wider = new Int32Array(words);
  wider.set(unhashed.digests);
  unhashed.digests = wider;
}

function leavesOf(references: IntList): Int32Array {
  const leaves = new Int32Array(references.count);
  let count = 0;
  for (let item = 0; item < references.count; item++) {
    if (references.items[item]! < 0) leaves[count++] = item;
  }
  return leaves.subarray(0, count);
}

/** Counting sort of the inner nodes: `order[starts[p] .. starts[p + 1])` have position p. */
function nodesByPosition(
  arena: Arena,
  references: IntList,
): { starts: Int32Array; order: Int32Array } {
  const positions = new Uint8Array(references.count);
  const starts = new Int32Array(KEY_BITS + 1);
  for (let item = 0; item < references.count; item++) {
    const reference = references.items[item]!;
    if (reference <= 0) continue;
    positions[item] = positionOf(arena, reference);
    starts[positions[item]! + 1]!++;
  }
  for (let position = 0; position < KEY_BITS; position++) {
    starts[position + 1]! += starts[position]!;
  }
  const next = starts.slice();
  const order = new Int32Array(starts[KEY_BITS]!);
  for (let item = 0; item < references.count; item++) {
    if (references.items[item]! > 0) order[next[positions[item]!]!++] = item;
  }
  return { starts, order };
}

/** Hashes nodes of one position, whose children have been hashed before. */
function hashNodes(
  slab: Slab,
  arena: Arena,
  unhashed: Unhashed,
  nodes: Int32Array,
  position: number,
): void {
  const { digests, references, lefts, rights } = unhashed;
  for (let i = 0; i < nodes.length; i++) {
    const item = nodes[i]!;
    const id = references.items[item]!;
    const to = i * BLOCK_WORDS;
    bringDigest(slab, to, arena, digests, id, 0, lefts.items[item]!);
    bringDigest(slab, to + DIGEST_WORDS, arena, digests, id, 1, rights.items[item]!);
    slab.blocks[i * BLOCK_BYTES + DIGEST_BYTES] = position;
    slab.blocks[i * BLOCK_BYTES + BLOCK_BYTES - 1] = INNER_MARK;
  }
  hashSlab(slab, nodes.length);
  for (let i = 0; i < nodes.length; i++) {
    copyWords(slab.digestWords, i * DIGEST_WORDS, digests, nodes[i]! * DIGEST_WORDS, DIGEST_WORDS);
  }
}

/** Brings the digest of one side into the block, and into the node when it keeps it. */
function bringDigest(
  slab: Slab,
  to: number,
  arena: Arena,
  digests: Int32Array,
  id: number,
  side: number,
  item: number,
): void {
  const isNode = childOf(arena, id, side) > 0;
  const page = pageOf(arena, id);
  const at = digestOffset(arena, id, side);
  if (item === IN_PLACE) copyWords(page, at, slab.blockWords, to, DIGEST_WORDS);
  else {
    const from = item * DIGEST_WORDS;
    copyWords(digests, from, slab.blockWords, to, DIGEST_WORDS);
    if (isNode) copyWords(digests, from, page, at, DIGEST_WORDS);
  }
}
