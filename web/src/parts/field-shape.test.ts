import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { fieldCells, fieldColumns } from "./field-shape.ts";

test("every person has exactly one cell, in at most three rectangles", () => {
  const size = fc.integer({ min: 0, max: 2000 });
  fc.assert(
    fc.property(size, size, (from, people) => {
      const columns = fieldColumns(from + people);
      const cells = fieldCells(from, from + people, columns);
      assert.ok(cells.length <= 3);
      const seen = new Set<number>();
      for (const each of cells) {
        for (let y = each.y; y < each.y + each.height; y += 1) {
          for (let x = each.x; x < each.x + each.width; x += 1) seen.add(y * columns + x);
        }
      }
      assert.equal(seen.size, people);
      for (let at = from; at < from + people; at += 1) assert.ok(seen.has(at));
    }),
  );
});
