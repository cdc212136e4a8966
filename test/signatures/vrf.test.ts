// Goal: a machine has one value for each matter, and everybody agrees on which proof holds.
// Method: the examples of RFC 9381; a second, naive implementation; proofs changed at every byte.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { test } from "node:test";
import fc from "fast-check";
import { machineSigner } from "#engine/embedded/signer.js";
import { proveVrf, verifyVrf } from "#engine/vrf.js";
import { createVrfMemory } from "#engine/vrf-memory.js";
import { fromHex, toHex } from "#protocol/index.js";
import { repositoryRoot } from "../conformance/light-client-data.ts";
import { bytesOf, L, numberOf } from "./naive-ed25519.ts";
import { naiveProof, naiveValue } from "./naive-vrf.ts";

interface Vector {
  readonly seed: string;
  readonly publicKey: string;
  readonly alpha: string;
  readonly proof: string;
  readonly value: string;
}

const file = join(repositoryRoot(), "vectors", "vrf", "ed25519-sha512-tai.json");
const { vectors } = JSON.parse(await readFile(file, "utf8")) as { readonly vectors: Vector[] };
const bytes = (text: string): Uint8Array => fromHex(text) ?? assert.fail(text);
const hex = (value: Uint8Array | undefined) => value && toHex(value);

const seedOf = (number: number) => new Uint8Array(32).fill(number);
const words = new TextEncoder().encode("lot 7");
const key = machineSigner(seedOf(7)).publicKey;
const proof = proveVrf(seedOf(7), words);

test("the examples of RFC 9381 come out, by both implementations", () => {
  assert.equal(vectors.length, 3);
  for (const vector of vectors) {
    const [seed, publicKey, alpha] = [vector.seed, vector.publicKey, vector.alpha].map(bytes);
    assert.ok(seed && publicKey && alpha);
    assert.equal(toHex(proveVrf(seed, alpha)), vector.proof);
    assert.equal(toHex(naiveProof(seed, alpha)), vector.proof);
    assert.equal(hex(verifyVrf(publicKey, alpha, bytes(vector.proof))), vector.value);
    assert.equal(hex(naiveValue(publicKey, alpha, bytes(vector.proof))), vector.value);
  }
});

test("both implementations agree on random keys and matters", () => {
  fc.assert(
    fc.property(
      fc.uint8Array({ minLength: 32, maxLength: 32 }),
      fc.uint8Array({ maxLength: 80 }),
      (seed, alpha) => {
        const publicKey = machineSigner(seed).publicKey;
        const made = proveVrf(seed, alpha);
        assert.equal(toHex(made), toHex(naiveProof(seed, alpha)));
        const value = hex(verifyVrf(publicKey, alpha, made));
        assert.equal(value?.length, 128);
        assert.equal(hex(naiveValue(publicKey, alpha, made)), value);
      },
    ),
    { numRuns: 10 },
  );
});

test("a proof with any byte changed, of another key or for another matter is refused", () => {
  for (let at = 0; at < proof.length; at += 1) {
    const spoiled = proof.slice();
    spoiled[at] = (spoiled[at] as number) ^ (1 << (at % 8));
    assert.equal(verifyVrf(key, words, spoiled), undefined, `byte ${at}`);
    if (at % 16 === 0) assert.equal(naiveValue(key, words, spoiled), undefined, `byte ${at}`);
  }
  assert.equal(verifyVrf(machineSigner(seedOf(8)).publicKey, words, proof), undefined);
  assert.equal(verifyVrf(key, words.subarray(1), proof), undefined);
});

test("decoding is strict: lengths, the number's size, points, keys of small order", () => {
  assert.equal(verifyVrf(key, words, proof.subarray(0, 79)), undefined);
  assert.equal(verifyVrf(key, words, new Uint8Array([...proof, 0])), undefined);
  const s = numberOf(proof.subarray(48));
  assert.ok(s + L < 2n ** 256n);
  const larger = new Uint8Array([...proof.subarray(0, 48), ...bytesOf(s + L)]);
  assert.equal(verifyVrf(key, words, larger), undefined);
  const noPoint = new Uint8Array([...new Uint8Array(32).fill(255), ...proof.subarray(32)]);
  assert.equal(verifyVrf(key, words, noPoint), undefined);
  const neutral = new Uint8Array(32);
  neutral[0] = 1;
  const nothing = new Uint8Array([...neutral, ...new Uint8Array(48)]);
  assert.equal(verifyVrf(neutral, words, nothing), undefined);
  assert.equal(naiveValue(neutral, words, nothing), undefined);
  assert.equal(verifyVrf(new Uint8Array(31), words, proof), undefined);
});

test("a value that is remembered is the same, and what does not hold is never remembered", () => {
  const memory = createVrfMemory();
  const value = hex(verifyVrf(key, words, proof));
  for (let at = 0; at < 3; at += 1) assert.equal(hex(memory(key, words, proof)), value);
  const spoiled = proof.slice();
  spoiled[70] = (spoiled[70] as number) ^ 1;
  for (let at = 0; at < 3; at += 1) assert.equal(memory(key, words, spoiled), undefined);
});

test("a machine's key signs nothing of 32 bytes, by which its nonce could be had twice", () => {
  const signer = machineSigner(seedOf(7));
  assert.throws(() => signer.sign(new Uint8Array(32)), /32 bytes/);
  for (const length of [0, 31, 33, 64]) {
    assert.equal(signer.sign(new Uint8Array(length)).length, 64);
  }
});
