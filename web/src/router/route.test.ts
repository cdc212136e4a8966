import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { readRoute, to } from "./route.ts";

test("nothing behind the hash is home", () => {
  for (const hash of ["", "#", "#/", "/"]) assert.equal(readRoute(hash).room, "home");
});

test("an address that was written is read again", () => {
  const word = fc.string({ minLength: 1, maxLength: 12, unit: "grapheme" });
  fc.assert(
    fc.property(fc.array(word, { minLength: 1 }), fc.dictionary(word, word), (path, query) => {
      const route = readRoute(to(path, query));
      assert.deepEqual([route.room, ...route.rest], path);
      assert.deepEqual({ ...route.query }, { ...query });
    }),
  );
});

test("a broken escape is kept as it is and does no harm", () => {
  assert.deepEqual(readRoute("#/people/%E0%A4%A").rest, ["%E0%A4%A"]);
});
