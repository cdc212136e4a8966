// Goal: a word means the person whom people mean, or an error says why not. Method: fixed cases.
import assert from "node:assert/strict";
import { test } from "node:test";
import { CommandError } from "./exit.ts";
import { findPerson, printable } from "./names.ts";

const names = new Map([
  [1, "Ana Ribeiro"],
  [2, "Siobhán Byrne"],
  [3, "李梅"],
  [4, "Ana Costa"],
]);

test("numbers, whole names and first names are found, accents and capitals aside", () => {
  assert.equal(findPerson(names, "7"), 7);
  assert.equal(findPerson(names, "ana costa"), 4);
  assert.equal(findPerson(names, "siobhan"), 2);
  assert.equal(findPerson(names, "SIOBHÁN"), 2);
  assert.equal(findPerson(names, "李梅"), 3);
});

test("who is unknown or not clear is refused", () => {
  const is = (code: string) => (error: unknown) =>
    error instanceof CommandError && error.code === code;
  assert.throws(() => findPerson(names, "ana"), is("cli/usage"));
  assert.throws(() => findPerson(names, "nobody"), is("cli/nobody"));
  assert.throws(() => findPerson(names, ""), is("cli/nobody"));
});

test("names cannot move the cursor or turn the line around", () => {
  assert.equal(printable("A\u001b[2Jna\u202E\u0007"), "A[2Jna");
});
