import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { test } from "node:test";
import fc from "fast-check";
import type { Hasher } from "../hash.ts";
import { createSlab, hashLeaves } from "./batch.ts";
import { leafDigest, rowDigest } from "./digest.ts";
import { createEntry, createHeap } from "./heap.ts";
import { createHeapSource } from "./heap-source.ts";

const sha256 = (bytes: Uint8Array) => new Uint8Array(createHash("sha256").update(bytes).digest());

/** One hash at a time, so that blocks of a batch cannot mix unnoticed. */
const plainHasher: Hasher = {
  sha256,
  sha256Blocks(blocks, digests) {
    assert.equal(blocks.length, digests.length * 2);
    for (let at = 0; at < blocks.length; at += 64) {
      digests.set(sha256(blocks.subarray(at, at + 64)), at >> 1);
    }
  },
};

const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString("hex");

test("a row of up to 56 bytes is one block: tag, length, row, zeros", () => {
  for (const length of [1, 55, 56]) {
    const row = new Uint8Array(length).fill(7);
    const block = Buffer.alloc(64);
    block.set([0, 0, 0, 0x52, length]);
    block.set(row, 8);
    assert.equal(hex(rowDigest(plainHasher, row)), hex(sha256(block).subarray(0, 31)));
  }
});

test("each further 32 bytes of a row are hashed with the hash so far", () => {
  const row = new Uint8Array(57).fill(9);
  const first = Buffer.alloc(64, 9);
  first.set([0, 0, 0, 0x52, 57, 0, 0, 0]);
  const second = Buffer.alloc(64);
  second.set(sha256(first));
  second[32] = 9;
  assert.equal(hex(rowDigest(plainHasher, row)), hex(sha256(second).subarray(0, 31)));
});

test("rows that continue each other with zeros have different digests", () => {
  const digests = [1, 56, 57, 88, 89, 120, 121].map((length) =>
    hex(rowDigest(plainHasher, new Uint8Array(length))),
  );
  assert.equal(new Set(digests).size, digests.length);
});

test("a leaf is the hash of key, row digest and zero", () => {
  const key = new Uint8Array(32).fill(3);
  const digest = rowDigest(plainHasher, new Uint8Array([1, 2, 3]));
  const block = Buffer.concat([key, digest, Buffer.from([0])]);
  assert.equal(hex(leafDigest(plainHasher, key, digest)), hex(sha256(block).subarray(0, 31)));
});

test("leaves hashed in batches are those hashed one by one, whatever the batch and its leftovers", () => {
  const rows = fc.array(fc.uint8Array({ minLength: 1, maxLength: 200 }), { maxLength: 30 });
  fc.assert(
    fc.property(rows, fc.integer({ min: 1, max: 8 }), fc.nat(32), (many, size, kept) => {
      const heap = createHeap();
      const key = new Uint8Array(32).fill(5, 0, kept);
      const leaves = Int32Array.from(
        many,
        (row) => ~createEntry(heap, new Int32Array(key.slice().buffer), 0, row, 0, row.length),
      );
      const slab = createSlab(plainHasher, size);
      slab.blocks.fill(0xee);
      slab.rows.fill(0xeeeeeeee);
      const items = Int32Array.from(many, (_, i) => many.length - 1 - i);
      const hashes = new Int32Array(many.length * 8);
      hashLeaves(slab, createHeapSource(heap, leaves, items), items, hashes);
      many.forEach((row, i) => {
        const batched = new Uint8Array(hashes.buffer, i * 32, 31);
        assert.equal(hex(batched), hex(leafDigest(plainHasher, key, rowDigest(plainHasher, row))));
      });
    }),
    { numRuns: 300 },
  );
});
