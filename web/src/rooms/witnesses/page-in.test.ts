// Goal: a page is found in whatever people send each other, and nothing else is taken for one.
import assert from "node:assert/strict";
import { test } from "node:test";
import { pageIn } from "./page-in.ts";

const name = "ab".repeat(32);

test("a page alone, in a receipt's link, an invitation's link and a link of its own is found", () => {
  for (const text of [
    `12.${name}`,
    ` 12.${name}\n`,
    `https://folk.example.org/#/witnesses/12.${name}`,
    `https://folk.example.org/folk/#/why/${"cd".repeat(32)}/12.${name}`,
    `https://folk.example.org/j/3#${"ef".repeat(32)}.12.${name}`,
    `https://folk.example.org/j/3#${"ef".repeat(32)}.12.${name}.WyJBbmEiLCJBIHZhbGxleSIsIiJd`,
  ]) {
    assert.equal(pageIn(text)?.height, 12n, text);
  }
});

test("what is no page is none", () => {
  for (const text of [
    "",
    "12",
    name,
    `0.${name}`,
    `12.${name}0`,
    `12.${name}.WyJBbmEiLCJBIHZhbGxleSIsIiJd`,
    `12.${name.toUpperCase()}`,
    `x12.${name}`,
  ]) {
    assert.equal(pageIn(text), undefined, text);
  }
});
