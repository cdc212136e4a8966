import { assert } from "../assert.ts";
import { MAX_ROW_BYTES } from "./digest.ts";
import { KEY_BYTES, KEY_WORDS } from "./key.ts";
import { createPieces, PIECE_BYTES, type Piece, type Pieces, takePiece } from "./pieces.ts";

/*
 * Rows with their keys, in segments of typed arrays. An entry is a head, the key up to its last word that is not
 * zero, the row, and zeros up to the next whole word. Most keys are a table and a few numbers, which are a third
 * of their 32 bytes. The head is one word: row length (16 bits), words of the key that are kept (4 bits).
 * An entry's id is its place in 8-byte units, so 31 bits reach 16 GiB.
 */
const UNIT_BITS = 3;
const SEGMENT_BITS = 17;
const SEGMENT_UNITS = PIECE_BYTES >>> UNIT_BITS;
const UNIT = SEGMENT_UNITS - 1;
const MAX_SEGMENTS = 1 << (31 - SEGMENT_BITS);
const HEAD_BYTES = 4;
const LOOPED_BYTES = 64;
const LENGTH_BITS = 16;

/** Up to this size each number of units is a class of its own; above, classes are coarser. */
const EXACT_UNITS = 64;

const CLASSES = sizeClass(HEAD_BYTES + KEY_BYTES + MAX_ROW_BYTES) + 1;
const NONE = -1;
const NO_BYTES = new Uint8Array(0);
const NO_WORDS = new Int32Array(0);

/** The rows of all versions. */
export interface Heap {
  readonly pieces: Pieces;
  /** One for each piece, by its number; empty where a number is not in use. */
  readonly bytes: Uint8Array[];
  /** The same memory as `bytes`. */
  readonly words: Int32Array[];
  /** First free entry of each size class, chained through their first words. */
  readonly free: Int32Array;
  /** Where the next entry goes, up to the `end` of its segment. */
  next: number;
  end: number;
  live: number;
  liveBytes: number;
}

/** Creates a heap without rows. */
export function createHeap(pieces: Pieces = createPieces()): Heap {
  const free = new Int32Array(CLASSES).fill(NONE);
  return { pieces, bytes: [], words: [], free, next: 0, end: 0, live: 0, liveBytes: 0 };
}

/** Takes a piece over in which rows have been kept elsewhere. */
export function adoptSegment(heap: Heap, { number, buffer }: Piece): void {
  assert(number < MAX_SEGMENTS, "the tree holds at most 16 GiB of rows");
  while (heap.bytes.length <= number) {
    heap.bytes.push(NO_BYTES);
    heap.words.push(NO_WORDS);
  }
  heap.bytes[number] = new Uint8Array(buffer);
  heap.words[number] = new Int32Array(buffer);
}

/**
 * Keeps a key (eight words) and a row, the `length` bytes at `rowAt`; returns the entry's id.
 *
 * Bounds: 1 to 65535 bytes.
 */
export function createEntry(
  heap: Heap,
  keyWords: Int32Array,
  keyAt: number,
  row: Uint8Array,
  rowAt: number,
  length: number,
): number {
  let kept = KEY_WORDS;
  while (kept > 0 && keyWords[keyAt + kept - 1] === 0) kept--;
  const entry = takeEntry(heap, kept, length);
  const words = entryWords(heap, entry);
  const to = keyOffset(entry) >>> 2;
  for (let word = 0; word < kept; word++) words[to + word] = keyWords[keyAt + word]!;
  copyBytes(row, rowAt, entryBytes(heap, entry), rowOffset(heap, entry), length);
  return entry;
}

/** Gives an entry's place back. */
export function freeEntry(heap: Heap, entry: number): void {
  const length = rowLength(heap, entry);
  const size = sizeClass(HEAD_BYTES + keptBytes(heap, entry) + length);
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
  return entryOffset(entry) + HEAD_BYTES;
}

/** How many words of an entry's key are kept; the rest of it is zeros. */
export function keptWords(heap: Heap, entry: number): number {
  return headOf(heap, entry) >>> LENGTH_BITS;
}

/** Where an entry's row starts in {@link entryBytes}; always a multiple of four. */
export function rowOffset(heap: Heap, entry: number): number {
  return keyOffset(entry) + keptBytes(heap, entry);
}

/** The length of an entry's row. */
export function rowLength(heap: Heap, entry: number): number {
  return headOf(heap, entry) & MAX_ROW_BYTES;
}

/** A fresh copy of an entry's row. */
export function copyRow(heap: Heap, entry: number): Uint8Array {
  const at = rowOffset(heap, entry);
  return entryBytes(heap, entry).slice(at, at + rowLength(heap, entry));
}

/** Memory set aside for rows, used or free. Units: bytes. */
export function reservedBytes(heap: Heap): number {
  return heap.bytes.reduce((sum, bytes) => sum + bytes.length, 0);
}

function entryOffset(entry: number): number {
  return (entry & UNIT) << UNIT_BITS;
}

/** Copies short bytes by a loop, which beats a view and a native call for so few. */
function copyBytes(
  from: Uint8Array,
  fromAt: number,
  to: Uint8Array,
  toAt: number,
  length: number,
): void {
  if (length > LOOPED_BYTES) to.set(from.subarray(fromAt, fromAt + length), toAt);
  else for (let i = 0; i < length; i++) to[toAt + i] = from[fromAt + i]!;
}

function headOf(heap: Heap, entry: number): number {
  return entryWords(heap, entry)[entryOffset(entry) >>> 2]!;
}

function keptBytes(heap: Heap, entry: number): number {
  return keptWords(heap, entry) << 2;
}

/** The number of units set aside for an entry; rounded up by at most an eighth, so that sizes recur. */
function sizeClass(bytes: number): number {
  const units = (bytes + 7) >>> UNIT_BITS;
  if (units <= EXACT_UNITS) return units;
  const grain = units <= EXACT_UNITS << 3 ? 8 : 64;
  return (units + grain - 1) & ~(grain - 1);
}

/** Sets a place aside for `kept` words of a key and a row of `length` bytes, both still to be written. */
function takeEntry(heap: Heap, kept: number, length: number): number {
  const bytes = HEAD_BYTES + (kept << 2) + length;
  const entry = takeUnits(heap, sizeClass(bytes));
  const words = entryWords(heap, entry);
  const at = entryOffset(entry);
  words[at >>> 2] = (kept << LENGTH_BITS) | length;
  words[(at + bytes - 1) >>> 2] = 0;
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
  if (heap.next + units > heap.end) addSegment(heap);
  const entry = heap.next;
  heap.next += units;
  return entry;
}

function addSegment(heap: Heap): void {
  const piece = takePiece(heap.pieces);
  adoptSegment(heap, piece);
  heap.next = piece.number << SEGMENT_BITS;
  heap.end = heap.next + SEGMENT_UNITS;
}
