import type { Hasher } from "../hash.ts";
import { type Arena, createArena, DIGEST_WORDS } from "./arena.ts";
import { createSlab, type Slab } from "./batch.ts";
import { type Copies, createCopies } from "./copies.ts";
import { createFreshNodes, type FreshNodes } from "./fresh-nodes.ts";
import { createHeap, type Heap } from "./heap.ts";
import { createIntList, type IntList } from "./int-list.ts";
import { createVersions, type Versions } from "./versions.ts";

/** All memory of one tree. */
export interface TreeParts {
  readonly hasher: Hasher;
  readonly arena: Arena;
  readonly heap: Heap;
  readonly versions: Versions;
  readonly copies: Copies;
  readonly slab: Slab;
  readonly fresh: FreshNodes;
  readonly created: IntList;
  readonly replaced: IntList;
  /** The digest of the root being made. */
  readonly root: Int32Array;
}

/** Creates the memory of a tree that holds nothing. */
export function createTreeParts(hasher: Hasher): TreeParts {
  return {
    hasher,
    arena: createArena(),
    heap: createHeap(),
    versions: createVersions(),
    copies: createCopies(),
    slab: createSlab(hasher),
    fresh: createFreshNodes(),
    created: createIntList(),
    replaced: createIntList(),
    root: new Int32Array(DIGEST_WORDS),
  };
}

/** Returns the 32 bytes of a root: its digest, then zero. */
export function rootBytes(words: Int32Array): Uint8Array {
  const bytes = new Uint8Array(words.slice().buffer);
  bytes[bytes.length - 1] = 0;
  return bytes;
}
