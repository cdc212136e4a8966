/** The length of an Ed25519 public key. */
export const PUBLIC_KEY_BYTES = 32;

/** The length of a signature. */
export const SIGNATURE_BYTES = 64;

/** p - 1, in the order of the wire: the lowest byte first. */
const Y_MAX = littleEndian(2n ** 255n - 20n);

/** L - 1: the largest S. */
const S_MAX = littleEndian(2n ** 252n + 27742317777372353535851937790883648493n - 1n);

/**
 * The y of the eight points of small order; each stands for both signs of x.
 *
 * Why: x is 0 only for y = 1 and y = p - 1, so this list also refuses a negative zero.
 */
const SMALL_ORDER_Y = [
  littleEndian(0n),
  littleEndian(1n),
  Y_MAX,
  littleEndian(0x7a03ac9277fdc74ec6cc392cfa53202a0f67100d760b3cba4fd84d3d706a17c7n),
  littleEndian(0x05fc536d880238b13933c6d305acdfd5f098eff289f4c345b027b2c28f95e826n),
];

function littleEndian(value: bigint): Uint8Array {
  const bytes = new Uint8Array(32);
  for (let at = 0; at < 32; at += 1) bytes[at] = Number((value >> BigInt(8 * at)) & 0xffn);
  return bytes;
}

function isAtMost(value: Uint8Array, most: Uint8Array): boolean {
  for (let at = 31; at >= 0; at -= 1) {
    const difference = (value[at] as number) - (most[at] as number);
    if (difference !== 0) return difference < 0;
  }
  return true;
}

function isSame(value: Uint8Array, other: Uint8Array): boolean {
  return value.every((byte, at) => byte === other[at]);
}

/** Checks points 2 and 3 of the rule below for 32 bytes. */
function isStrictPoint(encoded: Uint8Array): boolean {
  const y = new Uint8Array(encoded);
  y[31] = (y[31] as number) & 0x7f;
  return isAtMost(y, Y_MAX) && !SMALL_ORDER_Y.some((small) => isSame(y, small));
}

/**
 * Tells whether bytes may stand on the ledger as a public key: 32 bytes, canonical, not of small
 * order.
 *
 * Why: nothing more is needed at the door. Bytes that are no point on the curve are a key under
 * which no signature is ever valid, which hurts only anyone who registers them.
 */
export function isStrictKey(publicKey: Uint8Array): boolean {
  return publicKey.length === PUBLIC_KEY_BYTES && isStrictPoint(publicKey);
}

/**
 * Checks points 1 to 4 of the one strict Ed25519 rule: all that needs no arithmetic on the curve.
 *
 * A signature (R, S) by the key A over a message M is valid exactly when
 *
 * 1. the key has 32 bytes and the signature 64: R is the first half, S the second;
 * 2. A and R are canonical: their y is below p = 2^255 - 19, and x = 0 is not written as negative;
 * 3. neither A nor R is a point of small order;
 * 4. S is below L, the order of the base point;
 * 5. A decodes to a point, and with h = SHA-512(R, A, M) taken modulo L, the encoding of
 *    S times B minus h times A equals R byte for byte (no multiplication by the cofactor).
 *
 * Why: libraries differ exactly where this rule decides. After 1 to 4 every verifier that follows
 * the cofactorless equation gives the same answer, so nodes and browsers never split over a
 * signature, and a key needs no check of its subgroup when it enters the ledger.
 * Cost: microseconds; every verifier runs it before the equation.
 * Source: RFC 8032; `docs/spec/signatures.md` tells why each point is there.
 */
export function hasStrictShape(publicKey: Uint8Array, signature: Uint8Array): boolean {
  return (
    isStrictKey(publicKey) &&
    signature.length === SIGNATURE_BYTES &&
    isStrictPoint(signature.subarray(0, 32)) &&
    isAtMost(signature.subarray(32), S_MAX)
  );
}
