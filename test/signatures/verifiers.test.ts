import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import test from "node:test";
import fc from "fast-check";
import { platformVerifier, portableVerify, verifyAsync } from "#client/signature.js";
import { createKeyCache } from "#engine/key-cache.js";
import { nativeVerify, verifyInPool } from "#engine/native-signature.js";
import { sodiumVerify } from "#engine/signatures/strict-library.js";
import { verifySoon } from "#engine/signatures/verify-soon.js";
import { present } from "#protocol/kernel/assert.js";
import { hasStrictShape, isStrictKey } from "#protocol/kernel/signature.js";
import { PROBES } from "#protocol/kernel/signature-probes.js";
import { repositoryRoot } from "../conformance/light-client-data.ts";
import {
  decode,
  encode,
  equationHolds,
  isNeutral,
  L,
  multiply,
  numberOf,
} from "./naive-ed25519.ts";

interface Vector {
  name: string;
  why: string;
  publicKey: string;
  message: string;
  signature: string;
  valid: boolean;
}

interface Signed {
  publicKey: Uint8Array;
  message: Uint8Array;
  signature: Uint8Array;
}

const file = join(repositoryRoot(), "vectors", "signatures", "ed25519.json");
const { vectors } = JSON.parse(readFileSync(file, "utf8")) as { vectors: Vector[] };

function bytes(text: string): Uint8Array {
  return new Uint8Array(Buffer.from(text, "hex"));
}

function signedOf(vector: Omit<Vector, "name" | "why">): Signed {
  return {
    publicKey: bytes(vector.publicKey),
    message: bytes(vector.message),
    signature: bytes(vector.signature),
  };
}

/** The strict rule word for word, by the textbook arithmetic. */
function naiveVerdict({ publicKey, message, signature }: Signed): boolean {
  if (publicKey.length !== 32 || signature.length !== 64) return false;
  if (numberOf(signature.subarray(32)) >= L) return false;
  for (const encoded of [publicKey, signature.subarray(0, 32)]) {
    const point = decode(encoded);
    if (point === undefined || !Buffer.from(encode(point)).equals(encoded)) return false;
    if (isNeutral(multiply(point, 8n))) return false;
  }
  return equationHolds(publicKey, message, signature, { cofactor: false, reduce: true });
}

const verifiers: Record<string, (signed: Signed) => boolean | Promise<boolean>> = {
  "the textbook": naiveVerdict,
  "node, at once": (s) => nativeVerify(s.publicKey, s.message, s.signature),
  "node, on the thread pool": verifyInPool,
  "node, one at a time": verifySoon,
  libsodium: (s) => present(sodiumVerify(), "it loads")(s.publicKey, s.message, s.signature),
  "plain JavaScript": (s) => portableVerify(s.publicKey, s.message, s.signature),
  "the platform": (s) => verifyAsync(s.publicKey, s.message, s.signature),
};

for (const [name, verify] of Object.entries(verifiers)) {
  test(`every vector has its verdict by ${name}`, async () => {
    for (const vector of vectors) {
      assert.equal(await verify(signedOf(vector)), vector.valid, `${vector.name}: ${vector.why}`);
    }
  });
}

test("the vectors cover what libraries differ in", () => {
  const laxWays = [
    { cofactor: true, reduce: true },
    { cofactor: false, reduce: false },
  ];
  for (const way of laxWays) {
    const differing = vectors.filter((vector) => {
      const signed = signedOf(vector);
      if (!hasStrictShape(signed.publicKey, signed.signature)) return false;
      const { publicKey, message, signature } = signed;
      return equationHolds(publicKey, message, signature, way) !== vector.valid;
    });
    assert.ok(differing.length >= 3, JSON.stringify(way));
  }
  const refusedByShapeAlone = vectors.filter((vector) => {
    const { publicKey, message, signature } = signedOf(vector);
    if (publicKey.length !== 32 || signature.length !== 64) return false;
    const holds = equationHolds(publicKey, message, signature, { cofactor: false, reduce: true });
    return holds && !vector.valid;
  });
  assert.ok(refusedByShapeAlone.length >= 15);
  assert.ok(
    refusedByShapeAlone.every(
      (vector) => !hasStrictShape(bytes(vector.publicKey), bytes(vector.signature)),
    ),
  );
});

test("many at once give the same verdicts in the same order", async () => {
  const verdicts = await Promise.all(vectors.map((vector) => verifySoon(signedOf(vector))));
  assert.deepEqual(
    verdicts,
    vectors.map((vector) => vector.valid),
  );
});

test("node's own WebCrypto passes the probes", async () => {
  assert.equal(await platformVerifier(globalThis.crypto.subtle).isStrict(), true);
});

test("a platform that multiplies by the cofactor is found out and left aside", async () => {
  const lax = laxPlatform(true, true);
  const verifier = platformVerifier(lax);
  assert.equal(await verifier.isStrict(), false);
  for (const vector of PROBES) {
    const { publicKey, message, signature } = signedOf(vector);
    assert.equal(await verifier.verify(publicKey, message, signature), vector.valid);
  }
});

test("a platform that does not reduce the challenge is found out", async () => {
  assert.equal(await platformVerifier(laxPlatform(false, false)).isStrict(), false);
});

test("a platform that follows the textbook passes", async () => {
  assert.equal(await platformVerifier(laxPlatform(false, true)).isStrict(), true);
});

test("without a platform the portable verifier answers", async () => {
  const verifier = platformVerifier(undefined);
  const [good, wrong] = PROBES.map(signedOf) as [Signed, Signed];
  assert.equal(await verifier.isStrict(), false);
  assert.equal(await verifier.verify(good.publicKey, good.message, good.signature), true);
  assert.equal(await verifier.verify(wrong.publicKey, wrong.message, wrong.signature), false);
});

/** A WebCrypto that checks nothing but the equation, in a chosen way. */
function laxPlatform(cofactor: boolean, reduce: boolean) {
  const keys = new Map<CryptoKey, Uint8Array>();
  return {
    importKey: async (_format: string, raw: Uint8Array) => {
      const key = {} as CryptoKey;
      keys.set(key, raw);
      return key;
    },
    verify: async (_name: string, key: CryptoKey, signature: Uint8Array, message: Uint8Array) =>
      equationHolds(keys.get(key) as Uint8Array, message, signature, { cofactor, reduce }),
  } as unknown as Pick<SubtleCrypto, "importKey" | "verify">;
}

test("random keys and changed signatures: all verifiers agree", async () => {
  const good = signedOf(vectors[0] as Vector);
  const changed = fc.record({
    place: fc.integer({ min: 0, max: 95 }),
    bit: fc.integer({ min: 0, max: 7 }),
  });
  await fc.assert(
    fc.asyncProperty(changed, async ({ place, bit }) => {
      const all = Buffer.concat([good.publicKey, good.signature]);
      all[place] = (all[place] as number) ^ (1 << bit);
      const signed = {
        publicKey: new Uint8Array(all.subarray(0, 32)),
        message: good.message,
        signature: new Uint8Array(all.subarray(32)),
      };
      const native = nativeVerify(signed.publicKey, signed.message, signed.signature);
      assert.equal(native, false);
      assert.equal(portableVerify(signed.publicKey, signed.message, signed.signature), native);
    }),
    { numRuns: 40 },
  );
});

test("no bytes of any length make a verifier throw", () => {
  const anyBytes = fc.uint8Array({ maxLength: 70 });
  fc.assert(
    fc.property(anyBytes, anyBytes, anyBytes, (publicKey, message, signature) => {
      assert.equal(nativeVerify(publicKey, message, signature), false);
      assert.equal(portableVerify(publicKey, message, signature), false);
      assert.equal(isStrictKey(publicKey) && publicKey.length !== 32, false);
    }),
    { numRuns: 200 },
  );
});

test("a key of 32 bytes of any content never makes a verifier throw", () => {
  const key = fc.uint8Array({ minLength: 32, maxLength: 32 });
  const signature = fc.uint8Array({ minLength: 64, maxLength: 64 });
  fc.assert(
    fc.property(key, signature, (publicKey, random) => {
      const shaped = Uint8Array.from(random);
      shaped[63] = 0;
      assert.equal(nativeVerify(publicKey, random, shaped), false);
      assert.equal(portableVerify(publicKey, random, shaped), false);
    }),
    { numRuns: 60 },
  );
});

test("the cache of keys forgets the oldest and never grows beyond its limit", () => {
  const cache = createKeyCache(3);
  const key = (number: number) => new Uint8Array(32).fill(number);
  const first = cache.keyOf(key(1));
  assert.equal(cache.keyOf(key(1)), first);
  for (const number of [2, 3, 4, 5]) cache.keyOf(key(number));
  assert.equal(cache.size(), 3);
  assert.notEqual(cache.keyOf(key(1)), first);
});
