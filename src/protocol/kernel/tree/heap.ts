import { assert } from "../assert.ts";
import { MAX_ROW_BYTES } from "./digest.ts";
import { KEY_BYTES, KEY_WORDS } from "./key.ts";

/*
 * Rows with their keys, in segments of typed arrays. An entry is: row length (one word), key, row,
 * zeros up to the next whole word; its id is its place in 8-byte units, so 31 bits reach 16 GiB.
 */
const UNIT_BITS = 3;
const SEGMENT_BITS = 17;
const SEGMENT_UNITS = 1 << SEGMENT_BITS;
const UNIT = SEGMENT_UNITS - 1;
const MAX_SEGMENTS = 1 << (31 - SEGMENT_BITS);
const LENGTH_BYTES = 4;
const ROW_AT = LENGTH_BYTES + KEY_BYTES;

/** Up to this size each number of units is a class of its own; above, classes are coarser. */
const EXACT_UNITS = 64;

const CLASSES = sizeClass(MAX_ROW_BYTES) + 1;
const NONE = -1;

/** The rows of all versions. */
export interface Heap {
  readonly bytes: Uint8Array[];
  /** The same memory as `bytes`. */
  readonly words: Int32Array[];
  /** First free entry of each size class, chained through their first words. */
  readonly free: Int32Array;
  next: number;
  live: number;
  liveBytes: number;
}

/** Creates a heap without rows. */
export function createHeap(): Heap {
  const free = new Int32Array(CLASSES).fill(NONE);
  return { bytes: [], words: [], free, next: 0, live: 0, liveBytes: 0 };
}

/** Keeps a key (eight words) and its row; returns the entry's id. Bounds: 1 to 65535 bytes. */
export function createEntry(
  heap: Heap,
  keyWords: Int32Array,
  keyAt: number,
  row: Uint8Array,
): number {
  const entry = takeEntry(heap, row.length);
  const words = entryWords(heap, entry);
  const to = keyOffset(entry) >>> 2;
  for (let word = 0; word < KEY_WORDS; word++) words[to + word] = keyWords[keyAt + word]!;
  entryBytes(heap, entry).set(row, rowOffset(entry));
  return entry;
}

/** Keeps a key and the row of `length` bytes that directly follows it in `bytes`. */
export function createEntryFrom(heap: Heap, bytes: Uint8Array, at: number, length: number): number {
  const entry = takeEntry(heap, length);
  const record = bytes.subarray(at, at + KEY_BYTES + length);
  entryBytes(heap, entry).set(record, keyOffset(entry));
  return entry;
}

/** Gives an entry's place back. */
export function freeEntry(heap: Heap, entry: number): void {
  const length = rowLength(heap, entry);
  const size = sizeClass(length);
  entryWords(heap, entry)[entryOffset(entry) >>> 2] = heap.free[size]!;
  heap.free[size] = entry;
  heap.live--;
  heap.liveBytes -= length;
}

/** The buffer that holds an entry. */
export function entryBytes(heap: Heap, entry: number): Uint8Array {
  return heap.bytes[entry >>> SEGMENT_BITS]!;
}

/** The buffer that holds an entry, as 32-bit words. */
export function entryWords(heap: Heap, entry: number): Int32Array {
  return heap.words[entry >>> SEGMENT_BITS]!;
}

/** Where an entry's key starts in {@link entryBytes}; always a multiple of four. */
export function keyOffset(entry: number): number {
  return entryOffset(entry) + LENGTH_BYTES;
}

/** Where an entry's row starts in {@link entryBytes}. */
export function rowOffset(entry: number): number {
  return entryOffset(entry) + ROW_AT;
}

/** The length of an entry's row. */
export function rowLength(heap: Heap, entry: number): number {
  return entryWords(heap, entry)[entryOffset(entry) >>> 2]!;
}

/** A fresh copy of an entry's row. */
export function copyRow(heap: Heap, entry: number): Uint8Array {
  const at = rowOffset(entry);
  return entryBytes(heap, entry).slice(at, at + rowLength(heap, entry));
}

/** Memory set aside for rows, used or free. Units: bytes. */
export function reservedBytes(heap: Heap): number {
  return heap.bytes.length * (SEGMENT_UNITS << UNIT_BITS);
}

function entryOffset(entry: number): number {
  return (entry & UNIT) << UNIT_BITS;
}

/** The number of units set aside for a row; rounded up by at most an eighth, so that sizes recur. */
function sizeClass(length: number): number {
  const units = (ROW_AT + length + 7) >>> UNIT_BITS;
  if (units <= EXACT_UNITS) return units;
  const grain = units <= EXACT_UNITS << 3 ? 8 : 64;
  return (units + grain - 1) & ~(grain - 1);
}

/** Sets a place aside for a row of `length` bytes; key and row are still to be written. */
function takeEntry(heap: Heap, length: number): number {
  const entry = takeUnits(heap, sizeClass(length));
  const words = entryWords(heap, entry);
  const at = entryOffset(entry);
  words[at >>> 2] = length;
  words[(at + ROW_AT + length - 1) >>> 2] = 0;
  heap.live++;
  heap.liveBytes += length;
  return entry;
}

function takeUnits(heap: Heap, units: number): number {
  const reused = heap.free[units]!;
  if (reused !== NONE) {
    heap.free[units] = entryWords(heap, reused)[entryOffset(reused) >>> 2]! | 0;
    return reused;
  }
  const room = heap.bytes.length << SEGMENT_BITS;
  if (heap.next + units > room) {
    heap.next = room;
    addSegment(heap);
  }
  const entry = heap.next;
  heap.next += units;
  return entry;
}

function addSegment(heap: Heap): void {
  assert(heap.bytes.length < MAX_SEGMENTS, "the tree holds at most 16 GiB of rows");
  const bytes = new Uint8Array(SEGMENT_UNITS << UNIT_BITS);
  heap.bytes.push(bytes);
  heap.words.push(new Int32Array(bytes.buffer));
}
