/** Goal: the number of vouches that an elder needs grows as slowly as it should, without floats. */
import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { fifthRootCeil } from "./fifth-root.ts";

test("the root of a fifth power is its base, and one more needs the next", () => {
  for (let base = 1; base <= 84; base++) {
    assert.equal(fifthRootCeil(base ** 5), base);
    assert.equal(fifthRootCeil(base ** 5 + 1), base + 1);
  }
  assert.equal(fifthRootCeil(0), 0);
});

test("the root is the smallest whole number whose fifth power is large enough", () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 4_294_967_295 }), (value) => {
      const root = fifthRootCeil(value);
      assert.ok(root ** 5 >= value && (root - 1) ** 5 < value);
    }),
  );
});
