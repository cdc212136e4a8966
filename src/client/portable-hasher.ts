import { sha256 } from "@noble/hashes/sha2.js";
import type { Hasher } from "../protocol/kernel/hash.ts";

const BLOCK_BYTES = 64;
const HASH_BYTES = 32;

/** SHA-256 in plain JavaScript: the hasher of browsers, or of any place without a native one. */
export const portableHasher: Hasher = {
  sha256: (bytes) => sha256(bytes),
  sha256Blocks(blocks, digests) {
    for (let at = 0, to = 0; at < blocks.length; at += BLOCK_BYTES, to += HASH_BYTES) {
      digests.set(sha256(blocks.subarray(at, at + BLOCK_BYTES)), to);
    }
  },
};
