/** Goal: the memory that is used again and again never shows. Method: against one join for each hash. */
import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { test } from "node:test";
import { concatBytes } from "./bytes.ts";
import { hashJoined } from "./hash-joined.ts";

const hasher = {
  sha256: (bytes: Uint8Array) => new Uint8Array(createHash("sha256").update(bytes).digest()),
};

test("joined parts have the hash of their bytes, whatever was hashed before, up to any length", () => {
  const lengths = [70_000, 65_536, 65_537, 0, 1, 64, 33, 65_535, 2];
  for (const [at, length] of lengths.entries()) {
    const parts = [Uint8Array.of(at), new Uint8Array(length).fill(at + 1), new Uint8Array(0)];
    assert.deepEqual(hashJoined(hasher, ...parts), hasher.sha256(concatBytes(...parts)));
    assert.deepEqual(hashJoined(hasher), hasher.sha256(new Uint8Array(0)));
  }
});
