import { createHash } from "node:crypto";
import { signerFromSeed } from "#engine/embedded/signer.js";
import { nativeVerify } from "#engine/native-signature.js";
import { proveVrf, verifyVrf } from "#engine/vrf.js";
import { concatBytes, equalBytes, type VerifySignature, type VerifyVrf } from "#protocol/index.js";

/** A key that signs. */
export interface Key {
  readonly publicKey: Uint8Array;
  sign(message: Uint8Array): Uint8Array;
  /** Proves the value that it has for something, as machines do. */
  prove(alpha: Uint8Array): Uint8Array;
}

/** Makes keys from names, and checks what they sign. */
export interface KeyMaker {
  make(name: string): Key;
  readonly verify: VerifySignature;
  readonly vrf: VerifyVrf;
}

/** SHA-256 by the platform. */
export function sha256(...parts: readonly Uint8Array[]): Uint8Array {
  const hash = createHash("sha256");
  for (const part of parts) hash.update(part);
  return new Uint8Array(hash.digest());
}

function hashOf(name: string): Uint8Array {
  return sha256(new TextEncoder().encode(name));
}

/** Ed25519, as everybody uses it. */
export const realKeys: KeyMaker = {
  make(name) {
    const seed = hashOf(name);
    return { ...signerFromSeed(seed), prove: (alpha) => proveVrf(seed, alpha) };
  },
  verify: nativeVerify,
  vrf: verifyVrf,
};

function pretend(publicKey: Uint8Array, message: Uint8Array): Uint8Array {
  return concatBytes(sha256(publicKey, message), sha256(message, publicKey));
}

function pretendProof(publicKey: Uint8Array, alpha: Uint8Array): Uint8Array {
  return concatBytes(pretend(alpha, publicKey), new Uint8Array(16));
}

/**
 * Signatures that anybody could forge, but that nobody in the simulation does.
 *
 * Why: a real one costs as much as all the rest of an action; what is looked for here is elsewhere.
 */
export const pretendKeys: KeyMaker = {
  make(name) {
    const publicKey = hashOf(`key of ${name}`);
    publicKey[31] = (publicKey[31] as number) & 0x3f;
    return {
      publicKey,
      sign: (message) => pretend(publicKey, message),
      prove: (alpha) => pretendProof(publicKey, alpha),
    };
  },
  verify: (publicKey, message, signature) => equalBytes(pretend(publicKey, message), signature),
  vrf: (publicKey, alpha, proof) =>
    equalBytes(pretendProof(publicKey, alpha), proof) ? pretend(proof, alpha) : undefined,
};
