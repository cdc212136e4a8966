import { createPrivateKey, createPublicKey, sign } from "node:crypto";

/** Signs as a validator. */
export interface Signer {
  readonly publicKey: Uint8Array;
  sign(message: Uint8Array): Uint8Array;
}

/** What stands before the 32 bytes of an Ed25519 seed in its DER form (RFC 8410). */
const DER_PREFIX = Buffer.from("302e020100300506032b657004220420", "hex");

/** Makes a signer from a seed of 32 bytes. */
export function signerFromSeed(seed: Uint8Array): Signer {
  if (seed.length !== 32) throw new Error("a seed is 32 bytes");
  const der = Buffer.concat([DER_PREFIX, seed]);
  const key = createPrivateKey({ key: der, format: "der", type: "pkcs8" });
  const spki = createPublicKey(key).export({ format: "der", type: "spki" });
  return {
    publicKey: new Uint8Array(spki.subarray(spki.length - 32)),
    sign: (message) => new Uint8Array(sign(null, message, key)),
  };
}
