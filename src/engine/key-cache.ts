import { createPublicKey, type KeyObject } from "node:crypto";

/** What stands before the 32 bytes of an Ed25519 key in its DER form (RFC 8410). */
const DER_PREFIX = Buffer.from("302a300506032b6570032100", "hex");

/** Keys that are ready to verify with. */
export interface KeyCache {
  /** Returns the key object of 32 bytes, making it when it is not at hand. */
  keyOf(publicKey: Uint8Array): KeyObject;
  /** How many keys are ready. */
  size(): number;
}

/**
 * Makes a cache of key objects that forgets the key that came first when it is full.
 *
 * Why: making a key object costs as much as checking a signature, but each holds memory outside
 * the heap, so the cache must not grow with what strangers send.
 */
export function createKeyCache(limit: number): KeyCache {
  const keys = new Map<string, KeyObject>();
  return {
    size: () => keys.size,
    keyOf(publicKey) {
      const bytes = Buffer.from(publicKey.buffer, publicKey.byteOffset, publicKey.byteLength);
      const name = bytes.toString("latin1");
      const cached = keys.get(name);
      if (cached !== undefined) return cached;
      const key = Buffer.concat([DER_PREFIX, bytes]);
      const made = createPublicKey({ key, format: "der", type: "spki" });
      const oldest = keys.size >= limit ? keys.keys().next() : undefined;
      if (oldest?.done === false) keys.delete(oldest.value);
      keys.set(name, made);
      return made;
    },
  };
}
