import type { Hasher } from "../hash.ts";
import { type Arena, childOf, digestOffset, leftmostLeaf, pageOf, positionOf } from "./arena.ts";
import { DIGEST_BYTES, leafDigest, rowDigest } from "./digest.ts";
import { copyKey } from "./entry-key.ts";
import { copyRow, entryBytes, type Heap, rowLength, rowOffset } from "./heap.ts";
import { KEY_BYTES, type KeyRange } from "./key.ts";
import { BESIDE, HIDDEN, INNER, MAX_PROOF_BYTES, ROW } from "./proof-format.ts";
import { isDisjoint, isInside } from "./region.ts";

const FIRST_CAPACITY = 1024;

/** Places of hidden subtrees stand behind all references of the stack: a place is below this, so is a reference. */
const HIDDEN_FROM = 2147483648;

/** A proof in the making: it can be left and gone on with, as long as its version is held. */
export interface ProofDraft {
  readonly hasher: Hasher;
  readonly arena: Arena;
  readonly heap: Heap;
  readonly range: KeyRange;
  /**
   * What is still to be written, the next one last: references of subtrees that are not hidden, and
   * from {@link HIDDEN_FROM} on the places of those that are.
   */
  readonly pending: number[];
  /** The leftmost leaf of each of them; zero where it is hidden. */
  readonly witnesses: number[];
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
  const draft = beginProof(hasher, arena, heap, root, range);
  goOn(draft, MAX_PROOF_BYTES + 1);
  return proofOf(draft);
}

/** Begins a proof of which nothing is written yet. */
export function beginProof(
  hasher: Hasher,
  arena: Arena,
  heap: Heap,
  root: number,
  range: KeyRange,
): ProofDraft {
  const bytes = new Uint8Array(FIRST_CAPACITY);
  const [pending, witnesses] = root === 0 ? [[], []] : [[root], [leftmostLeaf(arena, root)]];
  const draft = { hasher, arena, heap, range, pending, witnesses };
  return { ...draft, bytes, length: 0, overflowed: false };
}

/** Writes about so many bytes more; true once the proof is whole, or too long. */
export function goOn(draft: ProofDraft, count: number): boolean {
  const { pending, witnesses } = draft;
  const until = draft.length + count;
  while (!draft.overflowed && draft.length < until) {
    const next = pending.pop();
    const witness = witnesses.pop();
    if (next === undefined || witness === undefined) return true;
    if (next >= HIDDEN_FROM) writeHidden(draft, next - HIDDEN_FROM);
    else if (next < 0) writeLeaf(draft, ~next);
    else writeInner(draft, next, witness);
  }
  return draft.overflowed || pending.length === 0;
}

/** A proof that is whole; `undefined` where it is too long. */
export function proofOf(draft: ProofDraft): Uint8Array | undefined {
  return draft.overflowed ? undefined : draft.bytes.slice(0, draft.length);
}

function writeInner(draft: ProofDraft, id: number, witness: number): void {
  const { arena, heap, range } = draft;
  const first = copyKey(heap, ~witness);
  const position = positionOf(arena, id);
  const hidesRight = isDisjoint(first, 0, position, 1, range);
  // With both sides outside the range, one known key must still show where they lie.
  const hidesLeft = !hidesRight && isDisjoint(first, 0, position, 0, range);
  if (!reserve(draft, 2)) return;
  draft.bytes[draft.length++] = INNER;
  draft.bytes[draft.length++] = position;
  // What is pushed last is written first: the left side.
  const right = childOf(arena, id, 1);
  if (hidesRight) push(draft, HIDDEN_FROM + ((id << 1) | 1), 0);
  else push(draft, right, leftmostLeaf(arena, right));
  if (hidesLeft) push(draft, HIDDEN_FROM + (id << 1), 0);
  else push(draft, childOf(arena, id, 0), witness);
}

function push({ pending, witnesses }: ProofDraft, next: number, witness: number): void {
  pending.push(next);
  witnesses.push(witness);
}

/** Hides the child on one side: a node's digest lies in its parent, a leaf's is computed. */
function writeHidden(draft: ProofDraft, place: number): void {
  const { hasher, arena, heap } = draft;
  const [id, side] = [place >> 1, place & 1];
  if (!reserve(draft, 1 + DIGEST_BYTES)) return;
  draft.bytes[draft.length++] = HIDDEN;
  const child = childOf(arena, id, side);
  if (child > 0) {
    const kept = new Uint8Array(pageOf(arena, id).buffer);
    append(draft, kept, digestOffset(arena, id, side) << 2, DIGEST_BYTES);
  } else {
    const row = rowDigest(hasher, copyRow(heap, ~child));
    append(draft, leafDigest(hasher, copyKey(heap, ~child), row), 0, DIGEST_BYTES);
  }
}

function writeLeaf(draft: ProofDraft, entry: number): void {
  const { hasher, heap } = draft;
  const key = copyKey(heap, entry);
  if (isInside(key, 0, draft.range)) {
    const length = rowLength(heap, entry);
    if (!reserve(draft, 3 + KEY_BYTES + length)) return;
    draft.bytes[draft.length++] = ROW;
    draft.bytes[draft.length++] = length & 0xff;
    draft.bytes[draft.length++] = length >>> 8;
    append(draft, key, 0, KEY_BYTES);
    append(draft, entryBytes(heap, entry), rowOffset(heap, entry), length);
  } else {
    if (!reserve(draft, 1 + KEY_BYTES + DIGEST_BYTES)) return;
    draft.bytes[draft.length++] = BESIDE;
    append(draft, key, 0, KEY_BYTES);
    append(draft, rowDigest(hasher, copyRow(heap, entry)), 0, DIGEST_BYTES);
  }
}

/** Makes room for `count` more bytes; false when the proof has become too long. */
function reserve(draft: ProofDraft, count: number): boolean {
  const needed = draft.length + count;
  if (needed > MAX_PROOF_BYTES) draft.overflowed = true;
  else if (needed > draft.bytes.length) {
    const wider = new Uint8Array(Math.max(needed, draft.bytes.length << 1));
    wider.set(draft.bytes);
    draft.bytes = wider;
  }
  return !draft.overflowed;
}

function append(draft: ProofDraft, from: Uint8Array, at: number, count: number): void {
  draft.bytes.set(from.subarray(at, at + count), draft.length);
  draft.length += count;
}
