import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { readFigure, sayFigure, writeFigure } from "./figure.ts";

test("a figure is said in its unit", () => {
  assert.equal(sayFigure(1_000_000, "micro"), "1.00");
  assert.equal(sayFigure(700, "basis-points"), "7%");
  assert.equal(sayFigure(90, "days"), "90");
});

test("what is typed is read in its unit, else refused", () => {
  assert.equal(readFigure("1,1", "micro"), 1_100_000);
  assert.equal(readFigure("7.25 %", "basis-points"), 725);
  assert.equal(readFigure("90", "days"), 90);
  for (const bad of ["", "x", "1.5"]) assert.equal(readFigure(bad, "days"), undefined);
});

test("a figure that was written is read again", () => {
  const unit = fc.constantFrom("basis-points", "days", "count");
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 9999 }), unit, (value, of) => {
      assert.equal(readFigure(writeFigure(value, of), of), value);
    }),
  );
});
