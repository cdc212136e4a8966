import { verify } from "node:crypto";
import type { VerifySignature } from "../protocol/kernel/hash.ts";
import { hasStrictShape } from "../protocol/kernel/signature.ts";
import { createKeyCache } from "./key-cache.ts";
import type { SignedMessage } from "./signatures/packed.ts";

/** The most keys that each thread keeps ready: the devices that act within a busy hour, about 8 MB. */
const CACHED_KEYS_MAX = 4_096;

const keys = createKeyCache(CACHED_KEYS_MAX);

/**
 * Verifies a signature by the strict rule with Node's own cryptography.
 *
 * Cost: about 0.13 ms; a new key adds a tenth of that.
 */
export const nativeVerify: VerifySignature = (publicKey, message, signature) =>
  hasStrictShape(publicKey, signature) && verify(null, message, keys.keyOf(publicKey), signature);

/** Verifies a signature like `nativeVerify`, on a thread of Node's own pool. */
export function verifyInPool({ publicKey, message, signature }: SignedMessage): Promise<boolean> {
  if (!hasStrictShape(publicKey, signature)) return Promise.resolve(false);
  return new Promise((resolve, reject) => {
    verify(null, message, keys.keyOf(publicKey), signature, (error, valid) => {
      if (error === null) resolve(valid);
      else reject(error);
    });
  });
}
