import { assert } from "../assert.ts";

/*
 * Inner nodes, in pages of 32-bit words. A reference to a child is one integer: positive for an inner node,
 * negative for a leaf (the bitwise complement of its heap entry), zero for nothing.
 * A node keeps the digests of both children side by side, which is the block to hash but for its two mark
 * bytes: copying a path never touches the siblings that it leaves alone. All of a node lies together,
 * because in a large tree nearly every node that is visited has to come from main memory.
 */
const PAGE_BITS = 13;
const PAGE_NODES = 1 << PAGE_BITS;
const SLOT = PAGE_NODES - 1;
const MAX_NODES = 1 << 30;

/** 32-bit words of one child's digest. */
export const DIGEST_WORDS = 8;

/* Where the words of a node are: two digests, two children, the position. */
const CHILDREN_AT = DIGEST_WORDS << 1;
const POSITION_AT = CHILDREN_AT + 2;
const NODE_WORDS = POSITION_AT + 1;

/** The inner nodes of all versions. */
export interface Arena {
  readonly pages: Int32Array[];
  next: number;
  free: number;
  live: number;
}

/** Creates an arena without nodes; id 0 is never a node, its digests are free for the caller's use. */
export function createArena(): Arena {
  const arena: Arena = { pages: [], next: 1, free: 0, live: 0 };
  addPage(arena);
  return arena;
}

/** Creates an inner node; its digests are still to be placed. */
export function createNode(arena: Arena, position: number, left: number, right: number): number {
  let id = arena.free;
  if (id !== 0) arena.free = childOf(arena, id, 0);
  else {
    id = arena.next++;
    assert(id < MAX_NODES, "the tree has at most 2^30 inner nodes");
    if ((id & SLOT) === 0) addPage(arena);
  }
  const page = arena.pages[id >>> PAGE_BITS]!;
  const at = (id & SLOT) * NODE_WORDS;
  page[at + CHILDREN_AT] = left;
  page[at + CHILDREN_AT + 1] = right;
  page[at + POSITION_AT] = position;
  arena.live++;
  return id;
}

/** Gives a node's place back. */
export function freeNode(arena: Arena, id: number): void {
  setChild(arena, id, 0, arena.free);
  arena.free = id;
  arena.live--;
}

/** The bit position at which a node's two sides part. */
export function positionOf(arena: Arena, id: number): number {
  return arena.pages[id >>> PAGE_BITS]![(id & SLOT) * NODE_WORDS + POSITION_AT]!;
}

/** The child on side 0 or 1. */
export function childOf(arena: Arena, id: number, side: number): number {
  return arena.pages[id >>> PAGE_BITS]![(id & SLOT) * NODE_WORDS + CHILDREN_AT + side]!;
}

/** Sets the child on side 0 or 1. */
export function setChild(arena: Arena, id: number, side: number, child: number): void {
  arena.pages[id >>> PAGE_BITS]![(id & SLOT) * NODE_WORDS + CHILDREN_AT + side] = child;
}

/** Where the digest of a node's child lies: `place` = id * 2 + side; see {@link digestsAt}. */
export function digestOffset(place: number): number {
  return ((place >>> 1) & SLOT) * NODE_WORDS + (place & 1) * DIGEST_WORDS;
}

/** The page that holds the digest at `place`, to be read at {@link digestOffset}. */
export function digestsAt(arena: Arena, place: number): Int32Array {
  return arena.pages[place >>> (PAGE_BITS + 1)]!;
}

/** Follows a key's bits from `reference` down to a leaf; the closest one that the tree has. */
export function nearestLeaf(arena: Arena, reference: number, key: Uint8Array, at: number): number {
  let current = reference;
  while (current > 0) {
    const page = arena.pages[current >>> PAGE_BITS]!;
    const node = (current & SLOT) * NODE_WORDS;
    const position = page[node + POSITION_AT]!;
    const bit = (key[at + (position >>> 3)]! >>> (7 - (position & 7))) & 1;
    current = page[node + CHILDREN_AT + bit]!;
  }
  return current;
}

/** The leaf with the smallest key below `reference`. */
export function leftmostLeaf(arena: Arena, reference: number): number {
  let current = reference;
  while (current > 0) current = childOf(arena, current, 0);
  return current;
}

function addPage(arena: Arena): void {
  arena.pages.push(new Int32Array(PAGE_NODES * NODE_WORDS));
}
