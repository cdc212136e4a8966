/** Goal: a text's name is bound to its author, and anybody who has its bytes can work it out. */
import assert from "node:assert/strict";
import { test } from "node:test";
import type { PersonId } from "../kernel/ids.ts";
import { testHasher } from "../testing/test-keys.ts";
import { digestOfText, hashOfText, TEXT_AUTHOR_BYTES, textBytes, textHash } from "./text-hash.ts";

const [one, two] = [1 as PersonId, 258 as PersonId];
const salted = Uint8Array.of(9, 8, 7);
const digest = testHasher.sha256(salted);

test("the bytes begin with the author's number, and the rest is what the digest covers", () => {
  assert.deepEqual(textBytes(two, salted), Uint8Array.of(2, 1, 0, 0, 9, 8, 7));
  assert.equal(TEXT_AUTHOR_BYTES, 4);
  assert.deepEqual(digestOfText(testHasher, textBytes(two, salted)), digest);
});

test("the name from the bytes is the name from author and digest, and another author's is another", () => {
  for (const author of [one, two]) {
    const named = textHash(testHasher, author, digest);
    assert.deepEqual(hashOfText(testHasher, textBytes(author, salted)), named);
  }
  assert.notDeepEqual(textHash(testHasher, one, digest), textHash(testHasher, two, digest));
});
