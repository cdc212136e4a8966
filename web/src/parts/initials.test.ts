import assert from "node:assert/strict";
import { test } from "node:test";
import { colourOf, initialsOf } from "./initials.ts";

test("a name is its first and last initial, or one where a script joins its letters", () => {
  for (const [name, letters] of [
    ["Ana Ribeiro", "AR"],
    ["ana", "A"],
    ["Grace Whitcombe-Fernández de la Vega", "GV"],
    ["Ömer Kaya", "ÖK"],
    ["გიორგი ბერიძე", "გბ".toLocaleUpperCase()],
    ["ليلى حداد", "ل"],
    ["李梅", "李"],
    ["Person 7", "P7"],
    ["  (Kofi)  Mensah ", "KM"],
    ["!!", "?"],
    ["", "?"],
  ] as const) {
    assert.equal(initialsOf(name), letters, name);
  }
});

test("the first twenty-four people all differ in colour", () => {
  const colours = Array.from({ length: 24 }, (_, at) => colourOf(at + 1));
  assert.equal(new Set(colours).size, 24);
  assert.equal(colourOf(12_345), colourOf(12_345));
});
