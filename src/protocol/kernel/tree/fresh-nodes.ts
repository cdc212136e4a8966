import { type Arena, DIGEST_WORDS, digestOffset, digestsAt, positionOf } from "./arena.ts";
import { copyWords, hashSlab, type Slab } from "./batch.ts";
import { KEY_BITS } from "./bits.ts";
import { BLOCK_BYTES, DIGEST_BYTES, INNER_MARK } from "./digest.ts";
import { createIntList, type IntList, pushInt } from "./int-list.ts";

/** Where the digest of a root goes, which has no parent to keep it. */
export const NO_PARENT = -1;

const BLOCK_WORDS = DIGEST_WORDS << 1;

/** New inner nodes whose digests are still to be computed and handed to their parents. */
export interface FreshNodes {
  readonly ids: IntList;
  /** For each id, the place (see `digestOffset`) that its digest goes to. */
  readonly parents: IntList;
}

/** Creates an empty collection. */
export function createFreshNodes(): FreshNodes {
  return { ids: createIntList(), parents: createIntList() };
}

/** Adds a node; its parent may be set later, before hashing. Returns its index. */
export function addFresh(fresh: FreshNodes, id: number, parent: number): number {
  pushInt(fresh.ids, id);
  pushInt(fresh.parents, parent);
  return fresh.ids.count - 1;
}

/**
 * Hashes all fresh nodes, those with the deepest positions first, and empties the collection.
 *
 * Why: positions rise strictly downward, so all nodes of one position can be hashed in one call.
 * Shape: the digest of the node without a parent goes to `root`.
 */
export function hashFresh(slab: Slab, arena: Arena, fresh: FreshNodes, root: Int32Array): void {
  const { starts, order } = byPosition(arena, fresh);
  for (let position = KEY_BITS - 1; position >= 0; position--) {
    const end = starts[position + 1]!;
    for (let start = starts[position]!; start < end; start += slab.size) {
      const many = Math.min(slab.size, end - start);
      for (let i = 0; i < many; i++) {
        writeBlock(slab, i, arena, fresh.ids.items[order[start + i]!]!, position);
      }
      hashSlab(slab, many);
      for (let i = 0; i < many; i++) {
        handUp(slab, i, arena, fresh.parents.items[order[start + i]!]!, root);
      }
    }
  }
  fresh.ids.count = 0;
  fresh.parents.count = 0;
}

/** Counting sort of the fresh nodes by position: `order[starts[p] .. starts[p + 1])` have position p. */
function byPosition(arena: Arena, fresh: FreshNodes): { starts: Int32Array; order: Int32Array } {
  const count = fresh.ids.count;
  const positions = new Uint8Array(count);
  const starts = new Int32Array(KEY_BITS + 1);
  for (let i = 0; i < count; i++) {
    positions[i] = positionOf(arena, fresh.ids.items[i]!);
    starts[positions[i]! + 1]!++;
  }
  for (let position = 0; position < KEY_BITS; position++) {
    starts[position + 1]! += starts[position]!;
  }
  const next = starts.slice();
  const order = new Int32Array(count);
  for (let i = 0; i < count; i++) order[next[positions[i]!]!++] = i;
  return { starts, order };
}

function writeBlock(slab: Slab, index: number, arena: Arena, id: number, position: number): void {
  const from = digestsAt(arena, id << 1);
  const at = digestOffset(id << 1);
  const to = index * BLOCK_WORDS;
  copyWords(from, at, slab.blockWords, to, BLOCK_WORDS);
  slab.blocks[index * BLOCK_BYTES + DIGEST_BYTES] = position;
  slab.blocks[index * BLOCK_BYTES + BLOCK_BYTES - 1] = INNER_MARK;
}

function handUp(slab: Slab, index: number, arena: Arena, place: number, root: Int32Array): void {
  const to = place === NO_PARENT ? root : digestsAt(arena, place);
  const at = place === NO_PARENT ? 0 : digestOffset(place);
  copyWords(slab.digestWords, index * DIGEST_WORDS, to, at, DIGEST_WORDS);
}
