import { createPrivateKey, createPublicKey, sign } from "node:crypto";

/** Signs as a validator. */
export interface Signer {
  readonly publicKey: Uint8Array;
  sign(message: Uint8Array): Uint8Array;
}

/** What stands before the 32 bytes of an Ed25519 seed in its DER form (RFC 8410). */
const DER_PREFIX = Buffer.from("302e020100300506032b657004220420", "hex");

/**
 * Makes the signer of a machine: it signs blocks, offers and a machine's own words.
 *
 * Why no 32 bytes: a proof of a lot's value takes its nonce from the same secret over the 32 bytes
 * of a point; a signature over those bytes would use the nonce twice, and give the key away.
 * Throws: an error for a message of 32 bytes.
 */
export function machineSigner(seed: Uint8Array): Signer {
  const { publicKey, sign: signAny } = signerFromSeed(seed);
  return {
    publicKey,
    sign(message) {
      if (message.length === 32) throw new Error("a machine's key signs no message of 32 bytes");
      return signAny(message);
    },
  };
}

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
