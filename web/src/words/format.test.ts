import assert from "node:assert/strict";
import { test } from "node:test";
import { count, isolate, list, plural, share, size } from "./format.ts";
import { setTag } from "./tag.ts";

test("numbers, lists and plurals follow the language", () => {
  assert.equal(count(10482), "10,482");
  assert.equal(list(["Ana", "Kofi", "Lei"]), "Ana, Kofi, and Lei");
  assert.equal(plural(1, { one: "# person", other: "# people" }), "1 person");
  assert.equal(plural(1200, { one: "# person", other: "# people" }), "1,200 people");
  assert.equal(share(0.05), "5%");
  assert.equal(size(4200), "4.2 kB");
});

test("a name is wrapped so that it cannot turn the sentence around", () => {
  assert.equal(isolate("ليلى"), "\u2068ليلى\u2069");
});

test("the region is kept where it is known, and an odd name of a language does no harm", () => {
  setTag("en", ["de-DE", "en-IN"]);
  assert.equal(count(100000), "1,00,000");
  setTag("en", ["en-US@posix"]);
  assert.equal(count(100000), "100,000");
});
