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

/** The way from the root to the leaf nearest to the key looked up last. */
interface Finger {
  readonly path: Int32Array;
  depth: number;
  leaf: number;
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
  const finger: Finger = { path: new Int32Array(KEY_BITS), depth: 0, leaf: root };
  for (let i = 0; i < changes.length; i++) {
    const shared = i === 0 ? 0 : differenceOf(sorted, i - 1, i);
    assert(shared < KEY_BITS, "the keys of one apply are distinct");
    moveFinger(arena, finger, sorted.keys, i * KEY_BYTES, shared);
    const { leaf } = finger;
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

/** Takes the finger to the leaf nearest to a key that shares `shared` bits with the previous one. */
function moveFinger(
  arena: Arena,
  finger: Finger,
  keys: Uint8Array,
  at: number,
  shared: number,
): void {
  let current = finger.leaf;
  while (finger.depth > 0) {
    const last = finger.path[finger.depth - 1]!;
    if (positionOf(arena, last) < shared) break;
    current = last;
    finger.depth--;
  }
  while (current > 0) {
    finger.path[finger.depth++] = current;
    current = childOf(arena, current, bitAt(keys, at, positionOf(arena, current)));
  }
  finger.leaf = current;
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
