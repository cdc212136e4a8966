import { ed25519 } from "@noble/curves/ed25519.js";
import { sha512 } from "@noble/hashes/sha2.js";
import { assert } from "../protocol/kernel/assert.ts";
import { concatBytes, equalBytes } from "../protocol/kernel/bytes.ts";
import type { VerifyVrf } from "../protocol/kernel/hash.ts";
import { isStrictKey } from "../protocol/kernel/signature.ts";

const { Point } = ed25519;
type CurvePoint = InstanceType<typeof Point>;

const SUITE = 3;
const CHALLENGE_BYTES = 16;
/** The length of a proof: a point, a challenge, a number. */
const PROOF_BYTES = 80;
const ORDER = Point.Fn.ORDER;

/**
 * Computes the proof of a machine's value: ECVRF-EDWARDS25519-SHA512-TAI.
 *
 * Why it needs care: the nonce is hashed from the same secret prefix as that of a signature, over
 * the 32 bytes of a point. A key that also signed those 32 bytes would give itself away; so the
 * key of a machine signs no message of 32 bytes (see `signer.ts`).
 * Cost: a few milliseconds.
 * Source: RFC 9381, sections 5.1 and 5.5.
 */
export function proveVrf(seed: Uint8Array, alpha: Uint8Array): Uint8Array {
  const { scalar, prefix, pointBytes } = ed25519.utils.getExtendedPublicKey(seed);
  const key = Point.fromBytes(pointBytes, false);
  const h = pointOf(pointBytes, alpha);
  const gamma = h.multiply(scalar);
  const nonce = numberOf(sha512(concatBytes(prefix, h.toBytes()))) % ORDER;
  const c = challengeOf([key, h, gamma, Point.BASE.multiply(nonce), h.multiply(nonce)]);
  const s = (nonce + c * scalar) % ORDER;
  return concatBytes(gamma.toBytes(), bytesOf(c, CHALLENGE_BYTES), bytesOf(s, 32));
}

/**
 * Verifies the proof of a machine's value; returns the value, or nothing.
 *
 * Bounds: the key is strict, points and numbers are canonical, so one value has one writing.
 * Cost: a few milliseconds.
 * Source: RFC 9381, sections 5.2 and 5.3, with the key checked as in section 5.4.5.
 */
export const verifyVrf: VerifyVrf = (publicKey, alpha, proof) => {
  if (proof.length !== PROOF_BYTES || !isStrictKey(publicKey)) return undefined;
  const key = decodePoint(publicKey);
  const gamma = decodePoint(proof.subarray(0, 32));
  const c = numberOf(proof.subarray(32, 48));
  const s = numberOf(proof.subarray(48));
  if (key === undefined || gamma === undefined || s >= ORDER) return undefined;
  const h = pointOf(publicKey, alpha);
  const u = Point.BASE.multiplyUnsafe(s).subtract(key.multiplyUnsafe(c));
  const v = h.multiplyUnsafe(s).subtract(gamma.multiplyUnsafe(c));
  if (challengeOf([key, h, gamma, u, v]) !== c) return undefined;
  const end = concatBytes(Uint8Array.of(SUITE, 3), gamma.clearCofactor().toBytes(), ZERO);
  return sha512(end);
};

const ZERO = Uint8Array.of(0);

/** Hashes to a point by trying and counting up. */
function pointOf(publicKey: Uint8Array, alpha: Uint8Array): CurvePoint {
  for (let count = 0; count < 256; count += 1) {
    const tail = Uint8Array.of(count, 0);
    const hash = sha512(concatBytes(Uint8Array.of(SUITE, 1), publicKey, alpha, tail));
    const point = decodePoint(hash.subarray(0, 32))?.clearCofactor();
    if (point !== undefined && !point.is0()) return point;
  }
  assert(false, "one of 256 hashes is a point");
}

function challengeOf(points: readonly CurvePoint[]): bigint {
  const written = points.map((point) => point.toBytes());
  const hash = sha512(concatBytes(Uint8Array.of(SUITE, 2), ...written, ZERO));
  return numberOf(hash.subarray(0, CHALLENGE_BYTES));
}

/** Reads a point; only its one canonical writing is one. */
function decodePoint(bytes: Uint8Array): CurvePoint | undefined {
  try {
    const point = Point.fromBytes(bytes, false);
    return equalBytes(point.toBytes(), bytes) ? point : undefined;
  } catch {
    return undefined;
  }
}

function numberOf(littleEndian: Uint8Array): bigint {
  let value = 0n;
  for (const byte of littleEndian.toReversed()) value = (value << 8n) | BigInt(byte);
  return value;
}

function bytesOf(value: bigint, length: number): Uint8Array {
  const bytes = new Uint8Array(length);
  for (let at = 0; at < length; at += 1) bytes[at] = Number((value >> BigInt(8 * at)) & 0xffn);
  return bytes;
}
