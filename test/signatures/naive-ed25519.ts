import { createHash } from "node:crypto";

/*
 * Ed25519 from its textbook, in big integers: slow, obvious, and sharing no
 * line with the verifiers that it checks.
 */

const P = 2n ** 255n - 19n;
const D = mod(-121665n * inverse(121666n));
const SQRT_OF_MINUS_ONE = power(2n, (P - 1n) / 4n);

/** The order of the base point. */
export const L = 2n ** 252n + 27742317777372353535851937790883648493n;

/** A point of the curve in extended coordinates: the affine x is X/Z, y is Y/Z, and T is XY/Z. */
export interface Point {
  readonly X: bigint;
  readonly Y: bigint;
  readonly Z: bigint;
  readonly T: bigint;
}

/** The neutral point. */
export const NEUTRAL: Point = affine(0n, 1n);

/** The base point. */
export const BASE = decode(encodeY(mod(4n * inverse(5n)), false)) as Point;

function affine(x: bigint, y: bigint): Point {
  return { X: x, Y: y, Z: 1n, T: mod(x * y) };
}

function mod(value: bigint, modulus = P): bigint {
  const rest = value % modulus;
  return rest < 0n ? rest + modulus : rest;
}

function power(base: bigint, exponent: bigint): bigint {
  let result = 1n;
  let square = mod(base);
  for (let rest = exponent; rest > 0n; rest >>= 1n) {
    if (rest & 1n) result = mod(result * square);
    square = mod(square * square);
  }
  return result;
}

function inverse(value: bigint): bigint {
  return power(value, P - 2n);
}

/** Adds two points by the one formula that holds for all. */
export function add(p: Point, q: Point): Point {
  const a = mod((p.Y - p.X) * (q.Y - q.X));
  const b = mod((p.Y + p.X) * (q.Y + q.X));
  const c = mod(2n * p.T * q.T * D);
  const d = mod(2n * p.Z * q.Z);
  const [e, f, g, h] = [b - a, d - c, d + c, b + a];
  return { X: mod(e * f), Y: mod(g * h), Z: mod(f * g), T: mod(e * h) };
}

/** Returns the opposite of a point. */
export function negate({ X, Y, Z, T }: Point): Point {
  return { X: mod(-X), Y, Z, T: mod(-T) };
}

/** Tells whether a point is the neutral one. */
export function isNeutral({ X, Y, Z }: Point): boolean {
  return mod(X) === 0n && mod(Y - Z) === 0n;
}

/** Multiplies a point by any number that is not negative. */
export function multiply(point: Point, by: bigint): Point {
  let result = NEUTRAL;
  let double = point;
  for (let rest = by; rest > 0n; rest >>= 1n) {
    if (rest & 1n) result = add(result, double);
    double = add(double, double);
  }
  return result;
}

/** Reads a number, its lowest byte first. */
export function numberOf(bytes: Uint8Array): bigint {
  return BigInt(`0x${Buffer.from(bytes).reverse().toString("hex") || "0"}`);
}

/** Writes a number in 32 bytes, its lowest byte first. */
export function bytesOf(value: bigint): Uint8Array {
  return new Uint8Array(Buffer.from(value.toString(16).padStart(64, "0"), "hex").reverse());
}

/** Writes y and the sign of x, whether or not such a point exists. */
export function encodeY(y: bigint, negative: boolean): Uint8Array {
  return bytesOf(y + (negative ? 2n ** 255n : 0n));
}

/** Writes a point in its canonical form. */
export function encode({ X, Y, Z }: Point): Uint8Array {
  const toAffine = inverse(Z);
  return encodeY(mod(Y * toAffine), (mod(X * toAffine) & 1n) === 1n);
}

/** Reads a point, also from forms that are not canonical. */
export function decode(bytes: Uint8Array): Point | undefined {
  const value = numberOf(bytes);
  const y = mod(value & (2n ** 255n - 1n));
  const square = mod((y * y - 1n) * inverse(D * y * y + 1n));
  let x = power(square, (P + 3n) / 8n);
  if (mod(x * x) !== square) x = mod(x * SQRT_OF_MINUS_ONE);
  if (mod(x * x) !== square) return undefined;
  const negative = value >> 255n === 1n;
  return affine(((x & 1n) === 1n) === negative ? x : mod(-x), y);
}

/** Returns the whole challenge of 512 bits, not yet taken modulo L. */
export function challenge(r: Uint8Array, key: Uint8Array, message: Uint8Array): bigint {
  return numberOf(createHash("sha512").update(r).update(key).update(message).digest());
}

/** Which of the ways in use an equation is checked in. */
export interface EquationWay {
  /** Multiply both sides by 8, as ZIP 215 does. */
  readonly cofactor: boolean;
  /** Take the challenge modulo L before it multiplies the key. */
  readonly reduce: boolean;
}

/** Checks the equation alone: no rule about canonical forms, small orders or the size of S. */
export function equationHolds(
  publicKey: Uint8Array,
  message: Uint8Array,
  signature: Uint8Array,
  { cofactor, reduce }: EquationWay,
): boolean {
  const rBytes = signature.subarray(0, 32);
  const key = decode(publicKey);
  const r = decode(rBytes);
  if (key === undefined || r === undefined) return false;
  const whole = challenge(rBytes, publicKey, message);
  const h = reduce ? whole % L : whole;
  const left = multiply(BASE, numberOf(signature.subarray(32)));
  const difference = add(left, negate(add(r, multiply(key, h))));
  const end = cofactor ? multiply(difference, 8n) : difference;
  return isNeutral(end);
}
