import assert from "node:assert/strict";
import { test } from "node:test";
import { likeness } from "./likeness.ts";

test("a thief's name is read as the one that it imitates", () => {
  const own = likeness("Kofi Mensah");
  for (const other of [
    "kofi  mensah",
    "Kofí Mensah",
    "Коfi Mensah",
    "K0fi Mensah",
    "Kofi-Mensah",
  ]) {
    assert.equal(likeness(other), own, other);
  }
  assert.equal(likeness("Fatou Diallo"), likeness("Fatou DiaIIo"));
  assert.notEqual(likeness("Kofi Mensa"), own);
  assert.notEqual(likeness("李梅"), likeness("李美"));
});
