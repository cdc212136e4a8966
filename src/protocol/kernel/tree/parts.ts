import type { Hasher } from "../hash.ts";
import { type Arena, createArena } from "./arena.ts";
import { createSlab, type Slab } from "./batch.ts";
import { type Copies, createCopies } from "./copies.ts";
import { createHeap, type Heap } from "./heap.ts";
import { createIntList, type IntList } from "./int-list.ts";
import { createUnhashed, type Unhashed } from "./unhashed.ts";
import { createVersions, type Versions } from "./versions.ts";

/** All memory of one tree. */
export interface TreeParts {
  readonly hasher: Hasher;
  readonly arena: Arena;
  readonly heap: Heap;
  readonly versions: Versions;
  readonly copies: Copies;
  readonly slab: Slab;
  readonly unhashed: Unhashed;
  readonly created: IntList;
  readonly replaced: IntList;
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
    unhashed: createUnhashed(),
    created: createIntList(),
    replaced: createIntList(),
  };
}
