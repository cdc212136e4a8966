import { createHash } from "node:crypto";
import {
  add,
  BASE,
  decode,
  encode,
  isNeutral,
  L,
  multiply,
  negate,
  numberOf,
} from "./naive-ed25519.ts";

/*
 * ECVRF-EDWARDS25519-SHA512-TAI from the text of RFC 9381, on the textbook's curve: slow, obvious,
 * and sharing no line with what it checks.
 */

const sha512 = (...parts: readonly (Uint8Array | number)[]): Uint8Array => {
  const hash = createHash("sha512");
  for (const part of parts) hash.update(typeof part === "number" ? Uint8Array.of(part) : part);
  return new Uint8Array(hash.digest());
};

/** Reads a point in its one canonical form. */
function strictPoint(bytes: Uint8Array) {
  const point = decode(bytes);
  return point !== undefined && Buffer.from(encode(point)).equals(bytes) ? point : undefined;
}

function hashToCurve(publicKey: Uint8Array, alpha: Uint8Array) {
  for (let count = 0; ; count += 1) {
    const point = strictPoint(sha512(3, 1, publicKey, alpha, count, 0).subarray(0, 32));
    if (point === undefined) continue;
    const cleared = multiply(point, 8n);
    if (!isNeutral(cleared)) return cleared;
  }
}

/** Proves a value. */
export function naiveProof(seed: Uint8Array, alpha: Uint8Array): Uint8Array {
  const hashed = sha512(seed);
  const low = hashed.slice(0, 32);
  low[0] = (low[0] as number) & 0xf8;
  low[31] = ((low[31] as number) & 0x7f) | 0x40;
  const x = numberOf(low);
  const key = encode(multiply(BASE, x));
  const h = hashToCurve(key, alpha);
  const gamma = encode(multiply(h, x));
  const k = numberOf(sha512(hashed.subarray(32), encode(h))) % L;
  const u = encode(multiply(BASE, k));
  const v = encode(multiply(h, k));
  const c = sha512(3, 2, key, encode(h), gamma, u, v, 0).subarray(0, 16);
  const s = (k + numberOf(c) * x) % L;
  const end = Buffer.from(s.toString(16).padStart(64, "0"), "hex").reverse();
  return new Uint8Array(Buffer.concat([gamma, c, end]));
}

/** Verifies a proof; returns the value, or nothing. */
export function naiveValue(
  publicKey: Uint8Array,
  alpha: Uint8Array,
  proof: Uint8Array,
): Uint8Array | undefined {
  if (proof.length !== 80) return undefined;
  const key = strictPoint(publicKey);
  const gamma = strictPoint(proof.subarray(0, 32));
  const c = proof.subarray(32, 48);
  const s = numberOf(proof.subarray(48));
  if (key === undefined || gamma === undefined || s >= L) return undefined;
  if (isNeutral(multiply(key, 8n))) return undefined;
  const h = hashToCurve(publicKey, alpha);
  const u = add(multiply(BASE, s), negate(multiply(key, numberOf(c))));
  const v = add(multiply(h, s), negate(multiply(gamma, numberOf(c))));
  const points = [publicKey, encode(h), proof.subarray(0, 32), encode(u), encode(v)];
  if (!Buffer.from(sha512(3, 2, ...points, 0).subarray(0, 16)).equals(c)) return undefined;
  return sha512(3, 3, encode(multiply(gamma, 8n)), 0);
}
