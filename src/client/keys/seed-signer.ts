import { ed25519 } from "@noble/curves/ed25519.js";
import type { Signer } from "./signer.ts";

/**
 * Signs with a key made from 32 secret bytes.
 *
 * Why: command lines, recovery files and invitation links hold a secret as bytes; a browser's own
 * device key does not, and signs through the platform.
 */
export function seedSigner(seed: Uint8Array): Signer {
  const publicKey = ed25519.getPublicKey(seed);
  return { publicKey, sign: async (message) => ed25519.sign(message, seed) };
}
