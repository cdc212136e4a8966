import { hash } from "node:crypto";
import { hashInto } from "@chainsafe/hashtree";
import type { Hasher } from "../protocol/kernel/hash.ts";

const DIGEST_BYTES = 32;

/**
 * SHA-256 at the machine's own speed: the hasher of nodes.
 *
 * Why: hashtree takes a whole level of the tree per call; node:crypto takes bytes of any length.
 * Why a digest comes as text: one that comes as bytes has memory outside the heap, and takes twice as long.
 */
export const nativeHasher: Hasher = {
  sha256(bytes) {
    const digest = hash("sha256", bytes, "binary");
    const copy = new Uint8Array(DIGEST_BYTES);
    for (let at = 0; at < DIGEST_BYTES; at++) copy[at] = digest.charCodeAt(at);
    return copy;
  },
  sha256Blocks: (blocks, digests) => hashInto(blocks, digests),
};
