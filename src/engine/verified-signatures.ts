import type { VerifySignature } from "../protocol/kernel/hash.ts";
import { nativeVerify, verifyAsync } from "./native-signature.ts";

/** Signatures that are remembered at most; each is forgotten when it is used. */
const REMEMBERED_MAX = 50_000;

/** Verifies ahead of time on the pool of threads, and answers the law at once. */
export interface VerifiedSignatures {
  /** Verifies now; what was found right before is not verified again. */
  readonly verify: VerifySignature;
  /** Verifies on a thread of the pool and remembers what is right. */
  verifyAhead(key: Uint8Array, message: Uint8Array, signature: Uint8Array): Promise<boolean>;
}

/**
 * Makes a memory of verified signatures.
 *
 * Why: a signature costs more than all the rest of an action; this uses every core for it while
 * the law runs on one, and never does it twice.
 */
export function createVerifiedSignatures(): VerifiedSignatures {
  const right = new Set<string>();
  return {
    verify: (key, message, signature) =>
      right.delete(tokenOf(key, message, signature)) || nativeVerify(key, message, signature),
    async verifyAhead(key, message, signature) {
      const valid = await verifyAsync(key, message, signature);
      if (valid && right.size < REMEMBERED_MAX) right.add(tokenOf(key, message, signature));
      return valid;
    },
  };
}

function tokenOf(...parts: readonly Uint8Array[]): string {
  let token = "";
  for (const part of parts) {
    token += Buffer.from(part.buffer, part.byteOffset, part.byteLength).toString("latin1");
  }
  return token;
}
