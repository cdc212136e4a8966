import { createPublicKey, type KeyObject } from "node:crypto";

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
 * Why: each key object holds memory outside the heap, so the cache must not grow with what
 * strangers send.
 * Cost: a hundredth of a millisecond for a new key as a JSON Web Key (RFC 8037); ten times that in
 * its DER form.
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
      const key = { kty: "OKP", crv: "Ed25519", x: bytes.toString("base64url") };
      const made = createPublicKey({ key, format: "jwk" });
      const oldest = keys.size >= limit ? keys.keys().next() : undefined;
      if (oldest?.done === false) keys.delete(oldest.value);
      keys.set(name, made);
      return made;
    },
  };
}
