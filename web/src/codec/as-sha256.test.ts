import assert from "node:assert/strict";
import { test } from "node:test";
import * as original from "@chainsafe/as-sha256";
import fc from "fast-check";
import * as ours from "./as-sha256.ts";

const digest = fc.uint8Array({ minLength: 40, maxLength: 40 });
const offset = fc.nat(8);

test("words and bytes are turned into each other as the original does", () => {
  fc.assert(
    fc.property(digest, offset, (bytes, at) => {
      const object = ours.byteArrayToHashObject(bytes, at);
      assert.deepEqual(object, original.byteArrayToHashObject(bytes, at));
      const [mine, theirs] = [new Uint8Array(40), new Uint8Array(40)];
      ours.hashObjectToByteArray(object, mine, at);
      original.hashObjectToByteArray(object, theirs, at);
      assert.deepEqual(mine, theirs);
    }),
  );
});

test("two digests are hashed as the original does", () => {
  fc.assert(
    fc.property(digest, digest, (left, right) => {
      const [a, b] = [ours.byteArrayToHashObject(left, 0), ours.byteArrayToHashObject(right, 0)];
      assert.deepEqual(ours.digest64HashObjects(a, b), original.digest64HashObjects(a, b));
    }),
  );
});
