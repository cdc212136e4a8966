import { equalBytes } from "../kernel/bytes.ts";
import type { Hasher } from "../kernel/hash.ts";
import { hashJoined } from "../kernel/hash-joined.ts";

/**
 * The Merkle tree of RFC 6962: a list of byte strings under one hash.
 *
 * Why: CometBFT puts header fields, actions, validators, signatures, results and block parts
 * under this tree; leaf and inner hashes begin with different bytes, so neither can pass for the
 * other.
 * Source: RFC 6962 section 2.1.
 */
const LEAF = new Uint8Array([0]);
const INNER = new Uint8Array([1]);
const HASH_BYTES = 32;
const NOTHING = new Uint8Array(0);

/** Hashes one item of the list. */
export function leafHash(hasher: Hasher, item: Uint8Array): Uint8Array {
  return hashJoined(hasher, LEAF, item);
}

function innerHash(hasher: Hasher, left: Uint8Array, right: Uint8Array): Uint8Array {
  return hashJoined(hasher, INNER, left, right);
}

/** Returns the largest power of two below `count`, where the tree divides; `count` is above 1. */
function leftCount(count: number): number {
  let left = 1;
  while (left * 2 < count) left *= 2;
  return left;
}

/** Returns the root over a list; the root of the empty list is the hash of nothing. */
export function merkleRoot(hasher: Hasher, items: readonly Uint8Array[]): Uint8Array {
  if (items.length === 0) return hasher.sha256(NOTHING);
  const leaves = items.map((item) => leafHash(hasher, item));
  return rootOfLeaves(hasher, leaves, 0, leaves.length);
}

function rootOfLeaves(
  hasher: Hasher,
  leaves: readonly Uint8Array[],
  from: number,
  count: number,
): Uint8Array {
  if (count === 1) return leaves[from] ?? NOTHING;
  const left = leftCount(count);
  return innerHash(
    hasher,
    rootOfLeaves(hasher, leaves, from, left),
    rootOfLeaves(hasher, leaves, from + left, count - left),
  );
}

/**
 * The place of one item in a list and the hashes that lead from it to the root.
 *
 * Shape: `aunts` from the leaf upward, as CometBFT gives them.
 */
export interface InclusionProof {
  readonly total: number;
  readonly index: number;
  readonly aunts: readonly Uint8Array[];
}

/** Makes the proof that item `index` is in the list; `undefined` where there is no such item. */
export function proveInclusion(
  hasher: Hasher,
  items: readonly Uint8Array[],
  index: number,
): InclusionProof | undefined {
  if (!(index >= 0 && index < items.length && index % 1 === 0)) return undefined;
  const leaves = items.map((item) => leafHash(hasher, item));
  const aunts: Uint8Array[] = [];
  let from = 0;
  let count = leaves.length;
  while (count > 1) {
    const left = leftCount(count);
    const inLeft = index < from + left;
    const away = inLeft ? from + left : from;
    aunts.unshift(rootOfLeaves(hasher, leaves, away, inLeft ? count - left : left));
    if (!inLeft) from += left;
    count = inLeft ? left : count - left;
  }
  return { total: leaves.length, index, aunts };
}

/** A list as its owner knows it: how many items it has, and the root over them. */
export interface KnownList {
  readonly total: number;
  readonly root: Uint8Array;
}

/** The most items that a proof may be about: a whole number holds no more exactly. */
const ITEMS_MAX = 2 ** 53 - 1;

/**
 * Tells whether `item` is at its place in a list.
 *
 * Why the number of items must be known from elsewhere: the root does not bind it. The third of three
 * items is proved by the same hashes as the second of two, so a proof that names its own total could
 * put an item where it does not stand.
 */
export function includes(
  hasher: Hasher,
  list: KnownList,
  item: Uint8Array,
  proof: InclusionProof,
): boolean {
  const { total, index, aunts } = proof;
  if (total !== list.total || !isCount(total)) return false;
  if (!(index >= 0 && index < total && index % 1 === 0)) return false;
  if (aunts.some((aunt) => aunt.length !== HASH_BYTES)) return false;
  const sides = sidesFromRoot(index, total);
  if (sides.length !== aunts.length) return false;
  let hash = leafHash(hasher, item);
  for (let up = 0; up < aunts.length; up += 1) {
    const aunt = aunts[up] ?? NOTHING;
    const inLeft = sides[aunts.length - 1 - up] === "left";
    hash = inLeft ? innerHash(hasher, hash, aunt) : innerHash(hasher, aunt, hash);
  }
  return equalBytes(hash, list.root);
}

const isCount = (total: number): boolean => total >= 1 && total <= ITEMS_MAX && total % 1 === 0;

function sidesFromRoot(index: number, total: number): ("left" | "right")[] {
  const sides: ("left" | "right")[] = [];
  let from = 0;
  let count = total;
  while (count > 1) {
    const left = leftCount(count);
    const inLeft = index < from + left;
    sides.push(inLeft ? "left" : "right");
    if (!inLeft) from += left;
    count = inLeft ? left : count - left;
  }
  return sides;
}
