import type { Hasher } from "../hash.ts";
import { BLOCK_BYTES, FIRST_PART, HASH_BYTES, NEXT_PART, writeRowHead } from "./digest.ts";

const BLOCK_WORDS = 16;
const HASH_WORDS = 8;
const HEAD_WORDS = 2;

/** Blocks hashed per call of the hasher: 256 KiB, small enough to stay in a core's cache. */
const SLAB_BLOCKS = 4096;

/** Where rows are read from, one after the other, in 32-bit words and without one object per row. */
export interface RowSource {
  /** The memory that holds the current key and row. */
  words: Int32Array;
  /** Where in `words` the current key starts. */
  key: number;
  /** Words of the current key that are there; the rest of it is zeros. */
  keyWords: number;
  /** Where in `words` the current row starts; zeros follow it up to the next whole word. */
  row: number;
  /** Length of the current row. Units: bytes. */
  length: number;
  /** Moves to item `index`. */
  seek(index: number): void;
}

/** Buffers that batched hashing reuses. */
export interface Slab {
  readonly hasher: Hasher;
  readonly blocks: Uint8Array;
  /** The same memory as `blocks`. */
  readonly blockWords: Int32Array;
  readonly digests: Uint8Array;
  /** The same memory as `digests`. */
  readonly digestWords: Int32Array;
  readonly rows: Int32Array;
  readonly active: Int32Array;
  /** Number of blocks per batch. */
  readonly size: number;
}

/** Creates the buffers for batches of `size` blocks. */
export function createSlab(hasher: Hasher, size: number = SLAB_BLOCKS): Slab {
  const blocks = new Uint8Array(size * BLOCK_BYTES);
  const digests = new Uint8Array(size * HASH_BYTES);
  return {
    hasher,
    blocks,
    blockWords: new Int32Array(blocks.buffer),
    digests,
    digestWords: new Int32Array(digests.buffer),
    rows: new Int32Array(size * HASH_WORDS),
    active: new Int32Array(size),
    size,
  };
}

/** Hashes the first `count` blocks of the slab into its digests, in one call. */
export function hashSlab(slab: Slab, count: number): void {
  slab.hasher.sha256Blocks(
    slab.blocks.subarray(0, count * BLOCK_BYTES),
    slab.digests.subarray(0, count * HASH_BYTES),
  );
}

/**
 * Writes the leaf hash of each item into `out`: eight words, of which 31 bytes are the digest.
 *
 * Shape: item `i` goes to place `places[i]` of `out`, counted in digests.
 *
 * Why: one call of a native hasher costs as much as several hashes, so whole steps go at once.
 */
export function hashLeaves(
  slab: Slab,
  source: RowSource,
  places: Int32Array,
  out: Int32Array,
): void {
  for (let start = 0; start < places.length; start += slab.size) {
    const many = Math.min(slab.size, places.length - start);
    hashRows(slab, source, start, many);
    for (let i = 0; i < many; i++) {
      source.seek(start + i);
      const at = i * BLOCK_WORDS;
      copyWords(source.words, source.key, slab.blockWords, at, source.keyWords);
      for (let word = source.keyWords; word < HASH_WORDS; word++) slab.blockWords[at + word] = 0;
      copyWords(slab.rows, i * HASH_WORDS, slab.blockWords, at + HASH_WORDS, HASH_WORDS);
      slab.blocks[i * BLOCK_BYTES + BLOCK_BYTES - 1] = 0;
    }
    hashSlab(slab, many);
    for (let i = 0; i < many; i++) {
      const to = places[start + i]! * HASH_WORDS;
      copyWords(slab.digestWords, i * HASH_WORDS, out, to, HASH_WORDS);
    }
  }
}

/** Copies words by a loop, which beats a view and a native call for so few. */
export function copyWords(
  from: Int32Array,
  fromAt: number,
  to: Int32Array,
  toAt: number,
  count: number,
): void {
  for (let i = 0; i < count; i++) to[toAt + i] = from[fromAt + i]!;
}

/** Leaves the row digests of one slab's items in `slab.rows`. */
function hashRows(slab: Slab, source: RowSource, start: number, many: number): void {
  let active = 0;
  for (let i = 0; i < many; i++) {
    source.seek(start + i);
    writeRowHead(slab.blocks, i * BLOCK_BYTES, source.length);
    writePart(slab, i * BLOCK_WORDS + HEAD_WORDS, source, 0, FIRST_PART);
    if (source.length > FIRST_PART) slab.active[active++] = i;
  }
  hashSlab(slab, many);
  slab.rows.set(slab.digestWords.subarray(0, many * HASH_WORDS));
  for (let done = FIRST_PART; active > 0; done += NEXT_PART) {
    active = extendRows(slab, source, start, active, done);
  }
}

/** Takes every unfinished row one block further; returns how many remain unfinished. */
function extendRows(
  slab: Slab,
  source: RowSource,
  start: number,
  active: number,
  done: number,
): number {
  for (let j = 0; j < active; j++) {
    const i = slab.active[j]!;
    source.seek(start + i);
    copyWords(slab.rows, i * HASH_WORDS, slab.blockWords, j * BLOCK_WORDS, HASH_WORDS);
    writePart(slab, j * BLOCK_WORDS + HASH_WORDS, source, done, NEXT_PART);
  }
  hashSlab(slab, active);
  let remaining = 0;
  for (let j = 0; j < active; j++) {
    const i = slab.active[j]!;
    source.seek(start + i);
    copyWords(slab.digestWords, j * HASH_WORDS, slab.rows, i * HASH_WORDS, HASH_WORDS);
    if (source.length > done + NEXT_PART) slab.active[remaining++] = i;
  }
  return remaining;
}

/** Writes `width` bytes of the current row from byte `done` on, zeros after its end. */
function writePart(slab: Slab, to: number, source: RowSource, done: number, width: number): void {
  const words = slab.blockWords;
  const from = source.row + (done >>> 2);
  const end = to + (width >>> 2);
  const filled = Math.min(end, to + ((source.length - done + 3) >>> 2));
  for (let at = to, next = from; at < filled; at++, next++) words[at] = source.words[next]!;
  for (let at = filled; at < end; at++) words[at] = 0;
}
