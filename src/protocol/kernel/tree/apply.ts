import { type RowChange, type SortedChanges, sortChanges } from "./changes.ts";
import { ROOT_BYTES, rootBytes } from "./digest.ts";
import { createEntry } from "./heap.ts";
import { takeInts } from "./int-list.ts";
import { KEY_WORDS } from "./key.ts";
import { digestOfRoot, type Merge, mergeChanges } from "./merge.ts";
import type { TreeParts } from "./parts.ts";
import { addGiven, hashAll } from "./unhashed.ts";
import { addProposal, versionOf } from "./versions.ts";

/** Makes a new version from `from` and returns its number. */
export function applyChanges(
  parts: TreeParts,
  from: number,
  changes: readonly RowChange[],
): number {
  const { arena, heap, slab, versions, unhashed, created, replaced } = parts;
  const base = versionOf(versions, from);
  const sorted = sortChanges(arena, heap, base.root, changes);
  const entries = createEntries(parts, sorted, changes);
  const merge: Merge = {
    arena,
    changes: sorted,
    entries,
    unhashed,
    created,
    replaced,
    source: addGiven(unhashed, new Int32Array(base.digest.slice().buffer), 0),
  };
  const root = mergeChanges(merge, base.root);
  hashAll(slab, arena, heap, unhashed);
  return addProposal(versions, {
    root,
    digest: root === 0 ? new Uint8Array(ROOT_BYTES) : rootBytes(digestOfRoot(merge)),
    size: base.size + sorted.growth,
    parent: from,
    pins: 0,
    created: takeInts(created),
    replaced: takeInts(replaced),
  });
}

/** Puts the new rows into the heap, in key order; -1 stands for a deletion. */
function createEntries(
  parts: TreeParts,
  sorted: SortedChanges,
  changes: readonly RowChange[],
): Int32Array {
  const entries = new Int32Array(sorted.count);
  for (let i = 0; i < sorted.count; i++) {
    const row = changes[sorted.order[i]!]!.row;
    entries[i] =
      row === undefined
        ? -1
        : createEntry(parts.heap, sorted.keyWords, i * KEY_WORDS, row, 0, row.length);
  }
  return entries;
}
