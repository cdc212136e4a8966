import type { Hasher } from "../hash.ts";
import { KEY_BYTES } from "./key.ts";

/** Input length of C, the only hash that the tree uses: SHA-256 of exactly 64 bytes. Units: bytes. */
export const BLOCK_BYTES = 64;

/** Length of a SHA-256 hash. Units: bytes. */
export const HASH_BYTES = 32;

/** What is kept of a hash: the last byte of each half of a block is free to say more. Units: bytes. */
export const DIGEST_BYTES = 31;

/** Length of a root: a digest and one zero byte. Units: bytes. */
export const ROOT_BYTES = 32;

/** Tag in the first block of every row digest (u32, little-endian). */
export const ROW_TAG = 0x52000000;

/** Longest row; the proof format writes lengths as u16. Empty rows do not exist. Units: bytes. */
export const MAX_ROW_BYTES = 0xffff;

/** Last byte of an inner node's block; a leaf's ends with zero, so neither can pass for the other. */
export const INNER_MARK = 1;

/** Row bytes that fit into the first block beside tag and length. Units: bytes. */
export const FIRST_PART = 56;

/** Row bytes that each following block takes beside the hash so far. Units: bytes. */
export const NEXT_PART = 32;

/** D: the digest of a row (31 bytes), chained over blocks that start with its tag and length. */
export function rowDigest(hasher: Hasher, row: Uint8Array): Uint8Array {
  const block = new Uint8Array(BLOCK_BYTES);
  writeRowHead(block, 0, row.length);
  block.set(row.subarray(0, FIRST_PART), BLOCK_BYTES - FIRST_PART);
  let hash = compress(hasher, block);
  for (let done = FIRST_PART; done < row.length; done += NEXT_PART) {
    block.fill(0);
    block.set(hash);
    block.set(row.subarray(done, done + NEXT_PART), HASH_BYTES);
    hash = compress(hasher, block);
  }
  return hash.subarray(0, DIGEST_BYTES);
}

/** The digest of a leaf (31 bytes): C(key, digest of the row, 0). */
export function leafDigest(hasher: Hasher, key: Uint8Array, row: Uint8Array): Uint8Array {
  const block = new Uint8Array(BLOCK_BYTES);
  block.set(key);
  block.set(row, KEY_BYTES);
  return compress(hasher, block).subarray(0, DIGEST_BYTES);
}

/** The 32 bytes of a root: the digest in eight words, its last byte zero. */
export function rootBytes(digest: Int32Array): Uint8Array {
  const bytes = new Uint8Array(digest.slice().buffer);
  bytes[DIGEST_BYTES] = 0;
  return bytes;
}

/** Writes what the first block of a row starts with: tag and length, both u32, little-endian. */
export function writeRowHead(blocks: Uint8Array, at: number, length: number): void {
  for (let i = 0; i < 4; i++) {
    blocks[at + i] = (ROW_TAG >>> (i << 3)) & 0xff;
    blocks[at + 4 + i] = (length >>> (i << 3)) & 0xff;
  }
}

/** C: SHA-256 of one block of exactly 64 bytes. */
function compress(hasher: Hasher, block: Uint8Array): Uint8Array {
  const hash = new Uint8Array(HASH_BYTES);
  hasher.sha256Blocks(block, hash);
  return hash;
}
