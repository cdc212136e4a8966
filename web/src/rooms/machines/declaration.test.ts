import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { readDeclaration } from "./declaration.ts";

test("the four fields are read, and nothing else", () => {
  const said = { place: "Almada", provider: "the library", address: "192.0.2.7:26656", x: "y" };
  assert.deepEqual(readDeclaration({ ...said, software: "Folkmoot 0.1.0" }), {
    place: "Almada",
    provider: "the library",
    address: "192.0.2.7:26656",
    software: "Folkmoot 0.1.0",
  });
  assert.deepEqual(readDeclaration({ place: "  ", provider: "" }), {});
  assert.deepEqual(readDeclaration(Object.create({ place: "inherited" })), {});
});

test("lines, turns of direction and endless words are taken out", () => {
  const { place } = readDeclaration({ place: "Al\u202Emada\nround\u0000 the corner" });
  assert.equal(place, "Al mada round the corner");
  assert.equal(readDeclaration({ place: "a".repeat(500) }).place, `${"a".repeat(120)}\u2026`);
});

test("whatever is written comes out as one bounded line, or not at all", () => {
  const anything = fc.dictionary(fc.constantFrom("place", "address", "other"), fc.string());
  fc.assert(
    fc.property(anything, (content) => {
      for (const words of Object.values(readDeclaration(content))) {
        assert.ok(words.length > 0 && words.length <= 121 && !/[\n\r\u202A-\u202E]/.test(words));
      }
    }),
  );
});
