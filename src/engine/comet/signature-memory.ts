import type { VerifySignature } from "../../protocol/kernel/hash.ts";
import { nativeVerify, verifyAsync } from "../native-signature.ts";
import type { VerifiedSignatures } from "../verified-signatures.ts";

/** How many right signatures are remembered at least. */
const GENERATION = 20_000;

/**
 * Verifies each signature once, however often an action is looked at.
 *
 * Why more than once: under CometBFT the same action is checked, proposed and carried out; whether
 * a signature is right never changes, so it is remembered for a while.
 */
export function createSignatureMemory(): VerifiedSignatures {
  let young = new Set<string>();
  let old = new Set<string>();
  const remember = (token: string): void => {
    if (young.size >= GENERATION) {
      old = young;
      young = new Set();
    }
    young.add(token);
  };
  const verify: VerifySignature = (key, message, signature) => {
    const token = tokenOf(key, message, signature);
    if (young.has(token) || old.has(token)) return true;
    const isRight = nativeVerify(key, message, signature);
    if (isRight) remember(token);
    return isRight;
  };
  return {
    verify,
    async verifyAhead(key, message, signature) {
      const isRight = await verifyAsync(key, message, signature);
      if (isRight) remember(tokenOf(key, message, signature));
      return isRight;
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
