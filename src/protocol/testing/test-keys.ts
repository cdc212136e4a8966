import {
  createHash,
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  type KeyObject,
  sign,
  verify,
} from "node:crypto";
import type { Hasher, VerifyVrf } from "../kernel/hash.ts";

const sha256 = (bytes: Uint8Array) => new Uint8Array(createHash("sha256").update(bytes).digest());

/** SHA-256 by the platform, one block after another. */
export const testHasher: Hasher = {
  sha256,
  sha256Blocks(blocks, digests) {
    for (let at = 0; at < blocks.length; at += 64) {
      digests.set(sha256(blocks.subarray(at, at + 64)), at >> 1);
    }
  },
};

const SPKI = Buffer.from("302a300506032b6570032100", "hex");

/** Verifies by the platform. */
export function testVerify(key: Uint8Array, message: Uint8Array, signature: Uint8Array): boolean {
  try {
    const der = Buffer.concat([SPKI, key]);
    return verify(
      null,
      message,
      createPublicKey({ key: der, format: "der", type: "spki" }),
      signature,
    );
  } catch {
    return false;
  }
}

/** A key pair of a test person. */
export interface TestKey {
  readonly publicKey: Uint8Array;
  sign(message: Uint8Array): Uint8Array;
}

const VALUE = Buffer.from("a value of a test machine");

/**
 * Proves a value as a test's machine does: a signature stands for it.
 *
 * Why: the law is given whatever verifies values, and nothing here forges one; the real ones are
 * tested where they are made.
 */
export function testProof(key: TestKey, alpha: Uint8Array): Uint8Array {
  return new Uint8Array(Buffer.concat([key.sign(Buffer.concat([VALUE, alpha]))], 80));
}

/** Verifies a value of a test's machine. */
export const testVrf: VerifyVrf = (key, alpha, proof) => {
  const signature = proof.slice(0, 64);
  const isWhole = proof.length === 80 && proof.subarray(64).every((byte) => byte === 0);
  const message = new Uint8Array(Buffer.concat([VALUE, alpha]));
  if (!isWhole || !testVerify(key, message, signature)) return undefined;
  return new Uint8Array(createHash("sha512").update(signature).digest());
};

/** Makes a new key pair. */
export function makeKey(): TestKey {
  return keyFrom(generateKeyPairSync("ed25519").privateKey);
}

const PKCS8 = Buffer.from("302e020100300506032b657004220420", "hex");

/** Returns the key pair whose secret seed is the SHA-256 of a word; the same for the same word. */
export function keyOf(word: string): TestKey {
  const seed = createHash("sha256").update(word).digest();
  const key = Buffer.concat([PKCS8, seed]);
  return keyFrom(createPrivateKey({ key, format: "der", type: "pkcs8" }));
}

function keyFrom(privateKey: KeyObject): TestKey {
  const spki = createPublicKey(privateKey).export({ format: "der", type: "spki" });
  return {
    publicKey: new Uint8Array(spki.subarray(spki.length - 32)),
    sign: (message) => new Uint8Array(sign(null, message, privateKey)),
  };
}
