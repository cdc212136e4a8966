import { assert } from "../assert.ts";
import { type Arena, childOf, positionOf } from "./arena.ts";
import { bitAt, firstDifferenceInWords, KEY_BITS } from "./bits.ts";
import { MAX_ROW_BYTES } from "./digest.ts";
import { keyDifferenceInWords } from "./entry-key.ts";
import type { Heap } from "./heap.ts";
import { KEY_BYTES, KEY_WORDS } from "./key.ts";
import { keyOrder } from "./key-order.ts";

/** One row to write, or to delete. */
export interface RowChange {
  /** Exactly 32 bytes; see `treeKey`. */
  readonly key: Uint8Array;
  /** 1 to 65535 bytes; `undefined` deletes, which does nothing when no row has the key. */
  readonly row: Uint8Array | undefined;
}

/** Changes in key order, without those that change nothing, and where each meets the tree. */
export interface SortedChanges {
  count: number;
  /** Rows that the tree gains; negative when it loses some. */
  growth: number;
  readonly keys: Uint8Array;
  /** The same memory as `keys`. */
  readonly keyWords: Int32Array;
  /** Index of each change in the caller's list. */
  readonly order: Int32Array;
  /** First bit at which the key leaves all keys of the tree; 256 when the tree has the key. */
  readonly divergence: Int16Array;
  /** `inserts[i]`: how many of the changes before `i` bring a new key. */
  readonly inserts: Int32Array;
}

/**
 * Sorts changes and finds where each meets the tree below `root`.
 *
 * Bounds: keys are distinct and have 32 bytes, rows 1 to 65535 bytes; else the node stops.
 */
export function sortChanges(
  arena: Arena,
  heap: Heap,
  root: number,
  changes: readonly RowChange[],
): SortedChanges {
  const sorted = sortedByKey(changes);
  const leaves = nearestLeaves(arena, root, sorted.keys, changes.length);
  for (let i = 0; i < changes.length; i++) {
    const isDistinct = i === 0 || differenceOf(sorted, i - 1, i) < KEY_BITS;
    assert(isDistinct, "the keys of one apply are distinct");
    const leaf = leaves[i]!;
    const divergence =
      leaf === 0 ? 0 : keyDifferenceInWords(heap, ~leaf, sorted.keyWords, i * KEY_WORDS);
    const deletes = changes[sorted.order[i]!]!.row === undefined;
    if (!deletes || divergence === KEY_BITS) keep(sorted, i, divergence, deletes);
  }
  return sorted;
}

function sortedByKey(changes: readonly RowChange[]): SortedChanges {
  const many = changes.length;
  const packed = new Uint8Array(many * KEY_BYTES);
  for (let i = 0; i < many; i++) {
    const { key, row } = changes[i]!;
    assert(key.length === KEY_BYTES, "a tree key has 32 bytes");
    assert(row === undefined || isRowLength(row.length), "a row has 1 to 65535 bytes");
    packed.set(key, i * KEY_BYTES);
  }
  const order = keyOrder(packed, many);
  const from = new Int32Array(packed.buffer);
  const keys = new Uint8Array(many * KEY_BYTES);
  const keyWords = new Int32Array(keys.buffer);
  for (let i = 0; i < many; i++) copyKeyWords(from, order[i]!, keyWords, i);
  const divergence = new Int16Array(many);
  const inserts = new Int32Array(many + 1);
  return { count: 0, growth: 0, keys, keyWords, order, divergence, inserts };
}

/** Tells whether a row may have this length. */
export function isRowLength(length: number): boolean {
  return length > 0 && length <= MAX_ROW_BYTES;
}

/**
 * Follows all keys down to the leaves nearest to them, one step of each at a time.
 *
 * Why: in a large tree most steps wait for main memory; those of different keys can wait together.
 */
function nearestLeaves(arena: Arena, root: number, keys: Uint8Array, count: number): Int32Array {
  const current = new Int32Array(count).fill(root);
  let onTheWay = root > 0 ? count : 0;
  while (onTheWay > 0) {
    onTheWay = 0;
    for (let i = 0; i < count; i++) {
      const id = current[i]!;
      if (id <= 0) continue;
      current[i] = childOf(arena, id, bitAt(keys, i * KEY_BYTES, positionOf(arena, id)));
      onTheWay++;
    }
  }
  return current;
}

function differenceOf(sorted: SortedChanges, left: number, right: number): number {
  const { keyWords } = sorted;
  return firstDifferenceInWords(keyWords, left * KEY_WORDS, keyWords, right * KEY_WORDS);
}

/** Moves change `i` to the end of those kept so far, which never lies behind it. */
function keep(sorted: SortedChanges, i: number, divergence: number, deletes: boolean): void {
  const to = sorted.count++;
  const inserts = divergence < KEY_BITS ? 1 : 0;
  copyKeyWords(sorted.keyWords, i, sorted.keyWords, to);
  sorted.order[to] = sorted.order[i]!;
  sorted.divergence[to] = divergence;
  sorted.inserts[to + 1] = sorted.inserts[to]! + inserts;
  sorted.growth += deletes ? -1 : inserts;
}

function copyKeyWords(from: Int32Array, fromIndex: number, to: Int32Array, toIndex: number) {
  for (let word = 0; word < KEY_WORDS; word++) {
    to[toIndex * KEY_WORDS + word] = from[fromIndex * KEY_WORDS + word]!;
  }
}
