/**
 * A secret of 32 bytes, locked by a key that only this browser can use.
 *
 * Why: for browsers that cannot sign with Ed25519 themselves; the seed is open only while signing.
 */
export interface LockedSeed {
  readonly lock: CryptoKey;
  readonly nonce: Uint8Array<ArrayBuffer>;
  readonly locked: Uint8Array<ArrayBuffer>;
}

const curves = () => import("@noble/curves/ed25519.js");

/** Locks a seed. */
export async function lockSeed(seed: Uint8Array): Promise<LockedSeed> {
  const lock = await crypto.subtle.generateKey({ name: "AES-GCM", length: 256 }, false, [
    "encrypt",
    "decrypt",
  ]);
  const nonce = crypto.getRandomValues(new Uint8Array(12));
  const cipher = { name: "AES-GCM", iv: nonce };
  const locked = await crypto.subtle.encrypt(cipher, lock, Uint8Array.from(seed));
  return { lock, nonce, locked: new Uint8Array(locked) };
}

/** Returns the public half of a seed. */
export async function publicOfSeed(seed: Uint8Array): Promise<Uint8Array> {
  return (await curves()).ed25519.getPublicKey(seed);
}

/** Opens the seed for one signature and wipes it. */
export async function signLocked(key: LockedSeed, message: Uint8Array): Promise<Uint8Array> {
  const cipher = { name: "AES-GCM", iv: key.nonce };
  const seed = new Uint8Array(await crypto.subtle.decrypt(cipher, key.lock, key.locked));
  try {
    return (await curves()).ed25519.sign(message, seed);
  } finally {
    seed.fill(0);
  }
}
