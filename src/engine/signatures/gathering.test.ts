/**
 * Goal: no verdict is lost, mixed up or held back, whatever becomes of a thread.
 * Method: threads that answer, that end, and that never begin, beside real ones.
 */
import assert from "node:assert/strict";
import { test } from "node:test";
import { signerFromSeed } from "../embedded/signer.ts";
import { nativeHasher } from "../native-hasher.ts";
import { verifyInPool } from "../native-signature.ts";
import { gatherSignatures } from "./gathering.ts";
import { packSigned, type SignedMessage, unpackSigned } from "./packed.ts";
import { createVerifyThreads, type VerifyThreads } from "./threads.ts";

const PROGRAM = new URL("./verify-thread.js", import.meta.url);
const signer = signerFromSeed(new Uint8Array(32).fill(7));

/** Every third is wrong, and every message has another length. */
function signed(count: number): SignedMessage[] {
  return Array.from({ length: count }, (_, at) => {
    const message = new Uint8Array(at).fill(at);
    const signature = signer.sign(at % 3 === 0 ? nativeHasher.sha256(message) : message);
    return { publicKey: signer.publicKey, message, signature };
  });
}

const verdictsOf = (count: number) => Array.from({ length: count }, (_, at) => at % 3 !== 0);

test("what is packed is read again as it was", () => {
  const all = signed(9);
  assert.deepEqual([...unpackSigned(packSigned(all))], all);
  assert.deepEqual([...unpackSigned(packSigned([]))], []);
});

test("few and many have their verdicts in their order", async () => {
  const verify = gatherSignatures(createVerifyThreads(PROGRAM, 2), verifyInPool);
  for (const count of [1, 7, 8, 64, 65, 200]) {
    assert.deepEqual(await Promise.all(signed(count).map(verify)), verdictsOf(count), `${count}`);
  }
});

test("few go to no thread, many go together", async () => {
  const asked: number[] = [];
  const threads: VerifyThreads = {
    async verify(packed) {
      const all = [...unpackSigned(packed)];
      asked.push(all.length);
      return new Uint8Array(all.length).fill(1);
    },
  };
  const verify = gatherSignatures(threads, async () => false);
  const verdicts = await Promise.all(signed(7).map(verify));
  assert.deepEqual([verdicts.includes(true), asked], [false, []]);
  await Promise.all(signed(150).map(verify));
  assert.deepEqual(asked, [64, 64, 22]);
});

test("a key or a signature of another length is wrong, and keeps the others as they are", async () => {
  const verify = gatherSignatures(createVerifyThreads(PROGRAM, 1), verifyInPool);
  const all = signed(20);
  const short = { ...(all[1] as SignedMessage), signature: new Uint8Array(63) };
  const long = { ...(all[1] as SignedMessage), publicKey: new Uint8Array(33) };
  const verdicts = await Promise.all([short, ...all, long].map(verify));
  assert.deepEqual(verdicts, [false, ...verdictsOf(20), false]);
});

test("what a thread does not answer is verified without it, and the next thread answers again", async () => {
  const ends = new URL("data:text/javascript,throw new Error('no memory left')");
  const broken = gatherSignatures(createVerifyThreads(ends, 1), verifyInPool);
  assert.deepEqual(await Promise.all(signed(70).map(broken)), verdictsOf(70));
  assert.deepEqual(await Promise.all(signed(30).map(broken)), verdictsOf(30));
});
