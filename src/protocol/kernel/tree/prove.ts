import type { Hasher } from "../hash.ts";
import { type Arena, childOf, digestOffset, digestsAt, leftmostLeaf, positionOf } from "./arena.ts";
import { DIGEST_BYTES, rowDigest } from "./digest.ts";
import { copyRow, entryBytes, type Heap, keyOffset, rowLength } from "./heap.ts";
import { KEY_BYTES, type KeyRange } from "./key.ts";
import { BESIDE, HIDDEN, INNER, MAX_PROOF_BYTES, ROW } from "./proof-format.ts";
import { isDisjoint, isInside } from "./region.ts";

const FIRST_CAPACITY = 1024;

/** A proof in the making. */
interface Draft {
  readonly hasher: Hasher;
  readonly arena: Arena;
  readonly heap: Heap;
  readonly range: KeyRange;
  bytes: Uint8Array;
  length: number;
  /** The proof would be longer than any verifier reads. */
  overflowed: boolean;
}

/**
 * Makes the proof that the rows of a range are these and no others, below `root`.
 *
 * Shape: see `proof-format.ts`; `undefined` when it would be longer than {@link MAX_PROOF_BYTES}.
 */
export function proveRange(
  hasher: Hasher,
  arena: Arena,
  heap: Heap,
  root: number,
  range: KeyRange,
): Uint8Array | undefined {
  const bytes = new Uint8Array(FIRST_CAPACITY);
  const draft: Draft = { hasher, arena, heap, range, bytes, length: 0, overflowed: false };
  if (root !== 0) write(draft, root, leftmostLeaf(arena, root));
  return draft.overflowed ? undefined : draft.bytes.slice(0, draft.length);
}

/** Writes a subtree that is not hidden; `witness` is its leftmost leaf. */
function write(draft: Draft, reference: number, witness: number): void {
  if (draft.overflowed) return;
  if (reference < 0) writeLeaf(draft, ~reference);
  else writeInner(draft, reference, witness);
}

function writeInner(draft: Draft, id: number, witness: number): void {
  const { arena, heap, range } = draft;
  const position = positionOf(arena, id);
  const key = entryBytes(heap, ~witness);
  const at = keyOffset(~witness);
  const hidesRight = isDisjoint(key, at, position, 1, range);
  // With both sides outside the range, one known key must still show where they lie.
  const hidesLeft = !hidesRight && isDisjoint(key, at, position, 0, range);
  if (!reserve(draft, 2)) return;
  draft.bytes[draft.length++] = INNER;
  draft.bytes[draft.length++] = position;
  if (hidesLeft) writeHidden(draft, id << 1);
  else write(draft, childOf(arena, id, 0), witness);
  const right = childOf(arena, id, 1);
  if (hidesRight) writeHidden(draft, (id << 1) | 1);
  else write(draft, right, leftmostLeaf(arena, right));
}

function writeHidden(draft: Draft, place: number): void {
  if (!reserve(draft, 1 + DIGEST_BYTES)) return;
  const page = digestsAt(draft.arena, place);
  draft.bytes[draft.length++] = HIDDEN;
  append(draft, new Uint8Array(page.buffer), digestOffset(place) << 2, DIGEST_BYTES);
}

function writeLeaf(draft: Draft, entry: number): void {
  const bytes = entryBytes(draft.heap, entry);
  const key = keyOffset(entry);
  if (isInside(bytes, key, draft.range)) {
    const length = rowLength(draft.heap, entry);
    if (!reserve(draft, 3 + KEY_BYTES + length)) return;
    draft.bytes[draft.length++] = ROW;
    draft.bytes[draft.length++] = length & 0xff;
    draft.bytes[draft.length++] = length >>> 8;
    append(draft, bytes, key, KEY_BYTES + length);
  } else {
    if (!reserve(draft, 1 + KEY_BYTES + DIGEST_BYTES)) return;
    draft.bytes[draft.length++] = BESIDE;
    append(draft, bytes, key, KEY_BYTES);
    append(draft, rowDigest(draft.hasher, copyRow(draft.heap, entry)), 0, DIGEST_BYTES);
  }
}

/** Makes room for `count` more bytes; false when the proof has become too long. */
function reserve(draft: Draft, count: number): boolean {
  const needed = draft.length + count;
  if (needed > MAX_PROOF_BYTES) draft.overflowed = true;
  else if (needed > draft.bytes.length) {
    const wider = new Uint8Array(Math.max(needed, draft.bytes.length << 1));
    wider.set(draft.bytes);
    draft.bytes = wider;
  }
  return !draft.overflowed;
}

function append(draft: Draft, from: Uint8Array, at: number, count: number): void {
  draft.bytes.set(from.subarray(at, at + count), draft.length);
  draft.length += count;
}
