import { hash } from "node:crypto";
import { hashInto } from "@chainsafe/hashtree";
import type { Hasher } from "../protocol/kernel/hash.ts";

/**
 * SHA-256 at the machine's own speed: the hasher of nodes.
 *
 * Why: hashtree takes a whole level of the tree per call; node:crypto takes bytes of any length.
 */
export const nativeHasher: Hasher = {
  sha256: (bytes) => new Uint8Array(hash("sha256", bytes, "buffer")),
  sha256Blocks: (blocks, digests) => hashInto(blocks, digests),
};
