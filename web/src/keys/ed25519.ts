import { fromBase64Url } from "./encoding.ts";

const head = Uint8Array.of(48, 46, 2, 1, 0, 48, 5, 6, 3, 43, 101, 112, 4, 34, 4, 32);
const algorithm = "Ed25519";

/** A key pair of which the browser itself guards the secret half. */
export interface NativePair {
  readonly privateKey: CryptoKey;
  readonly publicKey: Uint8Array;
}

/** Says whether this page may use cryptography at all: only over https or on localhost. */
export const hasCrypto = (): boolean => globalThis.crypto?.subtle !== undefined;

/** Says whether this browser signs with Ed25519 by itself. */
export async function hasNativeEd25519(): Promise<boolean> {
  try {
    await crypto.subtle.generateKey(algorithm, false, ["sign", "verify"]);
    return true;
  } catch {
    return false;
  }
}

/** Makes a key whose secret half can be used but never read, not even by this page. */
export async function makeNativePair(): Promise<NativePair> {
  const pair = (await crypto.subtle.generateKey(algorithm, false, [
    "sign",
    "verify",
  ])) as CryptoKeyPair;
  const publicKey = new Uint8Array(await crypto.subtle.exportKey("raw", pair.publicKey));
  return { privateKey: pair.privateKey, publicKey };
}

const wrapped = (seed: Uint8Array): Uint8Array<ArrayBuffer> => Uint8Array.from([...head, ...seed]);

/** Takes a secret of 32 bytes into the browser's guard, from where it cannot be read again. */
export async function importNativePair(seed: Uint8Array): Promise<NativePair> {
  const readable = await crypto.subtle.importKey("pkcs8", wrapped(seed), algorithm, true, ["sign"]);
  const { x = "" } = await crypto.subtle.exportKey("jwk", readable);
  const privateKey = await crypto.subtle.importKey("pkcs8", wrapped(seed), algorithm, false, [
    "sign",
  ]);
  return { privateKey, publicKey: fromBase64Url(x) ?? new Uint8Array() };
}

/** Signs with a guarded key. */
export async function signNative(key: CryptoKey, message: Uint8Array): Promise<Uint8Array> {
  return new Uint8Array(await crypto.subtle.sign(algorithm, key, Uint8Array.from(message)));
}
