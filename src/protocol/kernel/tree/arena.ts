import { assert } from "../assert.ts";

/*
 * Inner nodes, struct of arrays in pages. A reference to a child is one integer: positive for an inner
 * node, negative for a leaf (the bitwise complement of its heap entry), zero for nothing.
 * A node keeps the digests of both children side by side, which is the block to hash but for its two
 * mark bytes: copying a path never touches the siblings that it leaves alone.
 */
const PAGE_BITS = 13;
const PAGE_NODES = 1 << PAGE_BITS;
const SLOT = PAGE_NODES - 1;
const MAX_NODES = 1 << 30;

/** 32-bit words of one child's digest. */
export const DIGEST_WORDS = 8;

/** The inner nodes of all versions. */
export interface Arena {
  readonly digests: Uint32Array[];
  readonly children: Int32Array[];
  readonly positions: Uint8Array[];
  next: number;
  free: number;
  live: number;
}

/** Creates an arena without nodes; id 0 is never a node, its digests are free for the caller's use. */
export function createArena(): Arena {
  const arena: Arena = { digests: [], children: [], positions: [], next: 1, free: 0, live: 0 };
  addPage(arena);
  return arena;
}

/** Creates an inner node; its digests are still to be placed. */
export function createNode(arena: Arena, position: number, left: number, right: number): number {
  let id = arena.free;
  if (id !== 0) arena.free = arena.children[id >>> PAGE_BITS]![(id & SLOT) << 1]!;
  else {
    id = arena.next++;
    assert(id < MAX_NODES, "the tree has at most 2^30 inner nodes");
    if ((id & SLOT) === 0) addPage(arena);
  }
  arena.positions[id >>> PAGE_BITS]![id & SLOT] = position;
  const children = arena.children[id >>> PAGE_BITS]!;
  children[(id & SLOT) << 1] = left;
  children[((id & SLOT) << 1) | 1] = right;
  arena.live++;
  return id;
}

/** Gives a node's place back. */
export function freeNode(arena: Arena, id: number): void {
  arena.children[id >>> PAGE_BITS]![(id & SLOT) << 1] = arena.free;
  arena.free = id;
  arena.live--;
}

/** The bit position at which a node's two sides part. */
export function positionOf(arena: Arena, id: number): number {
  return arena.positions[id >>> PAGE_BITS]![id & SLOT]!;
}

/** The child on side 0 or 1. */
export function childOf(arena: Arena, id: number, side: number): number {
  return arena.children[id >>> PAGE_BITS]![((id & SLOT) << 1) | side]!;
}

/** Sets the child on side 0 or 1. */
export function setChild(arena: Arena, id: number, side: number, child: number): void {
  arena.children[id >>> PAGE_BITS]![((id & SLOT) << 1) | side] = child;
}

/** Where the digest of a node's child lies: `place` = id * 2 + side; see {@link digestsAt}. */
export function digestOffset(place: number): number {
  return ((place >>> 1) & SLOT) * (DIGEST_WORDS << 1) + (place & 1) * DIGEST_WORDS;
}

/** The page of digests that holds `place`, to be read at {@link digestOffset}. */
export function digestsAt(arena: Arena, place: number): Uint32Array {
  return arena.digests[place >>> (PAGE_BITS + 1)]!;
}

/** Follows a key's bits from `reference` down to a leaf; the closest one that the tree has. */
export function nearestLeaf(arena: Arena, reference: number, key: Uint8Array, at: number): number {
  let current = reference;
  while (current > 0) {
    const slot = current & SLOT;
    const position = arena.positions[current >>> PAGE_BITS]![slot]!;
    const bit = (key[at + (position >>> 3)]! >>> (7 - (position & 7))) & 1;
    current = arena.children[current >>> PAGE_BITS]![(slot << 1) | bit]!;
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
  arena.digests.push(new Uint32Array(PAGE_NODES * DIGEST_WORDS * 2));
  arena.children.push(new Int32Array(PAGE_NODES * 2));
  arena.positions.push(new Uint8Array(PAGE_NODES));
}
