import { DIGEST_WORDS, digestOffset, digestsAt } from "./arena.ts";
import { hashLeaves } from "./batch.ts";
import { type RowChange, type SortedChanges, sortChanges } from "./changes.ts";
import { ROOT_BYTES } from "./digest.ts";
import { hashFresh } from "./fresh-nodes.ts";
import { createEntry } from "./heap.ts";
import { createHeapSource } from "./heap-source.ts";
import { takeInts } from "./int-list.ts";
import { KEY_WORDS } from "./key.ts";
import { type Merge, mergeChanges, takeRootDigest } from "./merge.ts";
import { rootBytes, type TreeParts } from "./parts.ts";
import { addProposal, versionOf } from "./versions.ts";

/** Where a merge finds the digest of the old root: node 0 does not exist, so its place is free. */
const ROOT_PLACE = 0;

/** Makes a new version from `from` and returns its number. */
export function applyChanges(
  parts: TreeParts,
  from: number,
  changes: readonly RowChange[],
): number {
  const { arena, heap, versions, fresh, created, replaced } = parts;
  const base = versionOf(versions, from);
  const sorted = sortChanges(arena, heap, base.root, changes);
  const entries = createEntries(parts, sorted, changes);
  const leaves = hashEntries(parts, entries, sorted.count);
  placeRoot(parts, base.digest);
  const merge: Merge = {
    arena,
    changes: sorted,
    entries,
    leaves,
    fresh,
    created,
    replaced,
    source: ROOT_PLACE,
  };
  const root = mergeChanges(merge, base.root, ROOT_PLACE);
  if (root !== 0) takeRootDigest(merge, parts.root);
  hashFresh(parts.slab, arena, fresh, parts.root);
  return addProposal(versions, {
    root,
    digest: root === 0 ? new Uint8Array(ROOT_BYTES) : rootBytes(parts.root),
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
      row === undefined ? -1 : createEntry(parts.heap, sorted.keyWords, i * KEY_WORDS, row);
  }
  return entries;
}

/** Returns the leaf hash of every new row, eight words each, at the row's place in the changes. */
function hashEntries(parts: TreeParts, entries: Int32Array, count: number): Int32Array {
  const written = entries.filter((entry) => entry >= 0);
  const hashes = new Int32Array(count * DIGEST_WORDS);
  hashLeaves(parts.slab, createHeapSource(parts.heap, written), written.length, hashes);
  let from = written.length;
  for (let to = count - 1; from < to + 1 && from > 0; to--) {
    if (entries[to]! < 0) continue;
    from--;
    hashes.copyWithin(to * DIGEST_WORDS, from * DIGEST_WORDS, (from + 1) * DIGEST_WORDS);
  }
  return hashes;
}

function placeRoot(parts: TreeParts, digest: Uint8Array): void {
  const words = new Int32Array(digest.slice().buffer);
  digestsAt(parts.arena, ROOT_PLACE).set(words, digestOffset(ROOT_PLACE));
}
