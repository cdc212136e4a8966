import { assert } from "../assert.ts";
import { createIntList, type IntList, popInt, pushInt } from "./int-list.ts";
import { createPieces, PIECE_BYTES, type Piece, type Pieces, takePiece } from "./pieces.ts";

/*
 * Inner nodes, in pages of 32-bit words. A reference to a child is one integer: positive for an inner node
 * (the place of its first word), negative for a leaf (the bitwise complement of its heap entry), zero for nothing.
 * A node keeps the digests of those children that are inner nodes: copying a path never touches the siblings
 * that it leaves alone. The digest of a leaf is computed from its row when it is asked for, since half of all
 * children are leaves. All of a node lies together, because in a large tree nearly every node that is visited
 * has to come from main memory.
 *   left child | right child | position | left digest (8), if left is a node | right digest (8), if right is one
 */
const PAGE_BITS = 18;
const PAGE_WORDS = PIECE_BYTES >>> 2;
const WORD = PAGE_WORDS - 1;
const MAX_PAGES = 1 << (30 - PAGE_BITS);
const NO_PAGE = new Int32Array(0);

/** 32-bit words of a digest. */
export const DIGEST_WORDS = 8;

const POSITION_AT = 2;
const DIGESTS_AT = 3;

/** The inner nodes of all versions. */
export interface Arena {
  readonly pieces: Pieces;
  /** One for each piece, by its number; empty where a number is not in use. */
  readonly pages: Int32Array[];
  /** Places given back, by how many digests they have room for. */
  readonly free: readonly [IntList, IntList, IntList];
  /** Where the next node goes, up to the `end` of its page. */
  next: number;
  end: number;
  live: number;
}

/** Creates an arena without nodes. */
export function createArena(pieces: Pieces = createPieces()): Arena {
  const free = [createIntList(), createIntList(), createIntList()] as const;
  return { pieces, pages: [], free, next: 0, end: 0, live: 0 };
}

/** Takes a piece over in which nodes have been made elsewhere. */
export function adoptPage(arena: Arena, { number, buffer }: Piece): void {
  assert(number < MAX_PAGES, "the tree has at most 4 GiB of inner nodes");
  while (arena.pages.length <= number) arena.pages.push(NO_PAGE);
  arena.pages[number] = new Int32Array(buffer);
}

/** Creates an inner node; the digests of children that are nodes are still to be placed. */
export function createNode(arena: Arena, position: number, left: number, right: number): number {
  const id = takePlace(arena, digestsOf(left, right));
  const page = arena.pages[id >>> PAGE_BITS]!;
  const at = id & WORD;
  page[at] = left;
  page[at + 1] = right;
  page[at + POSITION_AT] = position;
  arena.live++;
  return id;
}

/** Gives a node's place back. */
export function freeNode(arena: Arena, id: number): void {
  pushInt(arena.free[digestsOf(childOf(arena, id, 0), childOf(arena, id, 1))], id);
  arena.live--;
}

/** The bit position at which a node's two sides part. */
export function positionOf(arena: Arena, id: number): number {
  return arena.pages[id >>> PAGE_BITS]![(id & WORD) + POSITION_AT]!;
}

/** The child on side 0 or 1. */
export function childOf(arena: Arena, id: number, side: number): number {
  return arena.pages[id >>> PAGE_BITS]![(id & WORD) + side]!;
}

/** The page that holds a node, to be read at {@link digestOffset}. */
export function pageOf(arena: Arena, id: number): Int32Array {
  return arena.pages[id >>> PAGE_BITS]!;
}

/** Where in its page a node keeps the digest of the child on side 0 or 1, which must be a node. */
export function digestOffset(arena: Arena, id: number, side: number): number {
  const first = (id & WORD) + DIGESTS_AT;
  return side === 1 && childOf(arena, id, 0) > 0 ? first + DIGEST_WORDS : first;
}

/** Follows a key's bits from `reference` down to a leaf; the closest one that the tree has. */
export function nearestLeaf(arena: Arena, reference: number, key: Uint8Array, at: number): number {
  let current = reference;
  while (current > 0) {
    const page = arena.pages[current >>> PAGE_BITS]!;
    const node = current & WORD;
    const position = page[node + POSITION_AT]!;
    const bit = (key[at + (position >>> 3)]! >>> (7 - (position & 7))) & 1;
    current = page[node + bit]!;
  }
  return current;
}

/** The leaf with the smallest key below `reference`. */
export function leftmostLeaf(arena: Arena, reference: number): number {
  let current = reference;
  while (current > 0) current = childOf(arena, current, 0);
  return current;
}

/** How many children are nodes, whose digests their parent keeps. */
function digestsOf(left: number, right: number): 0 | 1 | 2 {
  if (left > 0) return right > 0 ? 2 : 1;
  return right > 0 ? 1 : 0;
}

function takePlace(arena: Arena, digests: 0 | 1 | 2): number {
  const free = arena.free[digests];
  if (free.count > 0) return popInt(free);
  const words = DIGESTS_AT + digests * DIGEST_WORDS;
  if (arena.next + words > arena.end) addPage(arena);
  const id = arena.next;
  arena.next += words;
  return id;
}

function addPage(arena: Arena): void {
  const piece = takePiece(arena.pieces);
  adoptPage(arena, piece);
  const first = piece.number << PAGE_BITS;
  arena.end = first + PAGE_WORDS;
  // The first word of all stays free: a reference of zero is nothing.
  arena.next = Math.max(first, 1);
}
