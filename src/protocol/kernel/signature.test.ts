/** Goal: each machine takes the same keys and signatures, whichever library verifies them. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { makeKey } from "../testing/test-keys.ts";
import { hasStrictShape, isStrictKey } from "./signature.ts";

const P = 2n ** 255n - 19n;
const ORDER = 2n ** 252n + 27742317777372353535851937790883648493n;

function littleEndian(value: bigint): Uint8Array {
  return Uint8Array.from({ length: 32 }, (_, at) => Number((value >> BigInt(8 * at)) & 0xffn));
}

const withSign = (encoded: Uint8Array) => {
  const signed = encoded.slice();
  signed[31] = (signed[31] ?? 0) | 0x80;
  return signed;
};

test("a key is 32 bytes of a number below the field's prime, on either side of the curve", () => {
  const { publicKey } = makeKey();
  assert.deepEqual([isStrictKey(publicKey), isStrictKey(withSign(littleEndian(2n)))], [true, true]);
  assert.deepEqual(
    [isStrictKey(littleEndian(P - 2n)), isStrictKey(littleEndian(P))],
    [true, false],
  );
  assert.equal(isStrictKey(littleEndian(P + 3n)), false);
  assert.equal(isStrictKey(publicKey.slice(1)), false);
  assert.equal(isStrictKey(Uint8Array.of(...publicKey, 0)), false);
});

test("points whose signatures fit any message are no keys, with either sign", () => {
  const small = [
    0n,
    1n,
    P - 1n,
    0x7a03ac9277fdc74ec6cc392cfa53202a0f67100d760b3cba4fd84d3d706a17c7n,
    0x05fc536d880238b13933c6d305acdfd5f098eff289f4c345b027b2c28f95e826n,
  ].map(littleEndian);
  for (const key of small) {
    assert.deepEqual([isStrictKey(key), isStrictKey(withSign(key))], [false, false]);
  }
});

test("a signature is such a point and a number below the group's order, of 64 bytes", () => {
  const { publicKey, sign } = makeKey();
  const signature = sign(Uint8Array.of(1));
  const point = signature.slice(0, 32);
  const scalar = (value: bigint) => Uint8Array.of(...point, ...littleEndian(value));
  const fits = (given: Uint8Array, key = publicKey) => hasStrictShape(key, given);
  assert.equal(fits(signature), true);
  assert.deepEqual([fits(scalar(ORDER - 1n)), fits(scalar(ORDER))], [true, false]);
  assert.deepEqual([fits(signature.slice(1)), fits(signature, littleEndian(1n))], [false, false]);
  assert.equal(fits(Uint8Array.of(...signature, 0)), false);
  const smallPoint = Uint8Array.of(...littleEndian(1n), ...signature.slice(32));
  assert.equal(fits(smallPoint), false);
});
