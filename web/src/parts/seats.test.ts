import assert from "node:assert/strict";
import { test } from "node:test";
import { arcOf, rowsOf } from "./seats.ts";

test("everybody has a dot, and no row is longer than another by more than one", () => {
  for (let people = 1; people <= 60; people += 1) {
    const { places, width, height } = rowsOf(people);
    assert.equal(places.length, people);
    const rows = new Map<number, number>();
    for (const { y } of places) rows.set(y, (rows.get(y) ?? 0) + 1);
    const lengths = [...rows.values()];
    assert.ok(Math.max(...lengths) - Math.min(...lengths) <= 1, `${people} people`);
    assert.ok(places.every(({ x, y, r }) => x - r >= 0 && x + r <= width && y + r <= height));
  }
});

test("everybody has a seat in the moot, within the picture, and no two seats touch", () => {
  for (let people = 1; people <= 60; people += 1) {
    const { places, width, height } = arcOf(people);
    assert.equal(places.length, people);
    assert.ok(places.every(({ x, y, r }) => x - r >= 0 && x + r <= width && y + r <= height));
    for (const [at, one] of places.entries()) {
      for (const other of places.slice(at + 1)) {
        const apart = Math.hypot(one.x - other.x, one.y - other.y);
        assert.ok(apart >= one.r + other.r, `${people} people: ${apart} apart, ${one.r} each`);
      }
    }
  }
});
