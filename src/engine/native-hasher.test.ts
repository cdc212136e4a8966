import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { test } from "node:test";
import fc from "fast-check";
import { nativeHasher } from "./native-hasher.ts";

const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString("hex");

test("the hasher is SHA-256", () => {
  const abc = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
  assert.equal(hex(nativeHasher.sha256(new Uint8Array(Buffer.from("abc")))), abc);
  const empty = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
  assert.equal(hex(nativeHasher.sha256(new Uint8Array(0))), empty);
});

test("each block of 64 bytes gets its own digest, wherever the buffers start", () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 70 }), fc.nat(7), fc.nat(255), (count, shift, fill) => {
      const blocks = new Uint8Array(count * 64 + shift)
        .map((_, i) => i * 31 + fill)
        .subarray(shift);
      const digests = new Uint8Array(count * 32 + shift).subarray(shift);
      nativeHasher.sha256Blocks(blocks, digests);
      for (let i = 0; i < count; i++) {
        const expected = createHash("sha256")
          .update(blocks.subarray(i * 64, i * 64 + 64))
          .digest();
        assert.equal(hex(digests.subarray(i * 32, i * 32 + 32)), hex(expected));
      }
    }),
  );
});
