/**
 * Goal: the threads, and the library that they use, give the verdict of the strict rule, also where rules differ.
 * Method: signatures over keys and points with every part of small order, whose verdict is known from how
 * they are made; then bits, bounds and halves are changed. OpenSSL judges all, plain JavaScript some. The
 * same seed makes the same ones; `FOLKMOOT_SIGNATURES=1000000` checks so many, some are enough day by day.
 */
import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import test from "node:test";
import { portableVerify } from "#client/signature.js";
import { nativeVerify } from "#engine/native-signature.js";
import type { SignedMessage } from "#engine/signatures/packed.js";
import { sodiumVerify } from "#engine/signatures/strict-library.js";
import { verifySoon } from "#engine/signatures/verify-soon.js";
import { present } from "#protocol/kernel/assert.js";
import {
  add,
  BASE,
  bytesOf,
  challenge,
  decode,
  encode,
  L,
  multiply,
  numberOf,
  type Point,
} from "./naive-ed25519.ts";

const COUNT = Number(process.env["FOLKMOOT_SIGNATURES"] ?? "6000");
const TOGETHER = 1_000;
/** Plain JavaScript takes a millisecond, so it judges one in so many. */
const PORTABLE_EVERY = 50;
const SECRETS = 12;

/** A secret number, and its point together with each of the eight points of small order. */
interface Secret {
  readonly number: bigint;
  readonly points: readonly Uint8Array[];
}

/** A signature, and its verdict where the way in which it was made tells it. */
interface Made {
  readonly signed: SignedMessage;
  readonly expected: boolean | undefined;
}

const ORDER_8 = decode(
  Buffer.from("26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05", "hex"),
) as Point;
const SMALL = Array.from({ length: 8 }, (_, times) => multiply(ORDER_8, BigInt(times)));

let drawn = 0;
/** The next 64 bytes that follow from the seed. */
function draw(): Buffer {
  drawn += 1;
  return createHash("sha512").update(`signatures ${drawn}`).digest();
}

function secret(): Secret {
  const number = numberOf(draw()) % L;
  const point = multiply(BASE, number);
  return { number, points: SMALL.map((small) => encode(add(point, small))) };
}

const keys = Array.from({ length: SECRETS }, secret);
const nonces = Array.from({ length: SECRETS }, secret);

/** Signs with a part of small order in the key and in R; right exactly where the two cancel out. */
function makeOne(): Made {
  const random = draw();
  const key = keys[random.readUInt8(0) % SECRETS] as Secret;
  const nonce = nonces[random.readUInt8(1) % SECRETS] as Secret;
  const isPlain = random.readUInt8(2) < 64;
  const ofKey = isPlain ? 0 : random.readUInt8(3) & 7;
  const ofR = isPlain ? 0 : random.readUInt8(4) & 7;
  const publicKey = key.points[ofKey] as Uint8Array;
  const r = nonce.points[ofR] as Uint8Array;
  const message = random.subarray(32, 32 + (random.readUInt8(5) & 31));
  const h = challenge(r, publicKey, message) % L;
  const s = bytesOf((nonce.number + h * key.number) % L);
  const signature = Buffer.concat([r, s]);
  const made = { publicKey, message, signature };
  const expected = (BigInt(ofR) + h * BigInt(ofKey)) % 8n === 0n;
  return random.readUInt8(6) < 128
    ? { signed: made, expected }
    : { signed: mutate(made, random), expected: undefined };
}

const FOREIGN = [
  ...SMALL.map(encode),
  bytesOf(2n ** 255n - 19n),
  bytesOf(2n ** 255n - 18n),
  bytesOf(2n ** 256n - 1n),
  bytesOf(2n),
  bytesOf(L),
  bytesOf(L - 1n),
];

/** Changes a signature in one of the ways in which somebody might try to get another verdict. */
function mutate(signed: SignedMessage, random: Buffer): SignedMessage {
  const publicKey = Buffer.from(signed.publicKey);
  const signature = Buffer.from(signed.signature);
  const { message } = signed;
  const bit = 1 << (random.readUInt8(7) & 7);
  const at = random.readUInt8(8);
  const foreign = FOREIGN[at % FOREIGN.length] as Uint8Array;
  switch (random.readUInt8(9) % 8) {
    case 0:
      publicKey[at & 31] = publicKey.readUInt8(at & 31) ^ bit;
      break;
    case 1:
      signature[at & 63] = signature.readUInt8(at & 63) ^ bit;
      break;
    case 2:
      signature.set(bytesOf(numberOf(signature.subarray(32)) + L), 32);
      break;
    case 3:
      publicKey.set(foreign);
      break;
    case 4:
      signature.set(foreign);
      break;
    case 5:
      signature.set(foreign, 32);
      break;
    case 6:
      return { publicKey, message: random, signature };
    default:
      signature.set(random.subarray(0, 32), 32 * (at & 1));
  }
  return { publicKey, message, signature };
}

test(`${COUNT} signatures of every kind have one verdict`, async () => {
  const sodium = present(sodiumVerify(), "libsodium loads");
  let right = 0;
  for (let begun = 0; begun < COUNT; begun += TOGETHER) {
    const all = Array.from({ length: TOGETHER }, makeOne);
    const verdicts = await Promise.all(all.map(({ signed }) => verifySoon(signed)));
    for (const [at, { signed, expected }] of all.entries()) {
      const { publicKey, message, signature } = signed;
      const verdict = nativeVerify(publicKey, message, signature);
      const hex = () =>
        [publicKey, message, signature].map((one) => Buffer.from(one).toString("hex"));
      const ofSodium = sodium(publicKey, message, signature);
      if (ofSodium !== verdict) assert.fail(`libsodium not as OpenSSL, ${verdict}: ${hex()}`);
      if (verdicts[at] !== verdict) assert.fail(`threads not as OpenSSL, ${verdict}: ${hex()}`);
      if (expected !== undefined && expected !== verdict) assert.fail(`not as made: ${hex()}`);
      if (at % PORTABLE_EVERY === 0) {
        assert.equal(portableVerify(publicKey, message, signature), verdict, `${hex()}`);
      }
      if (verdict) right += 1;
    }
  }
  assert.ok(right > COUNT / 8 && right < COUNT / 2, `${right} of ${COUNT} are right`);
});
