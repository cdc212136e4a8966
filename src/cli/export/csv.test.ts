// Goal: lists open rightly in a spreadsheet, and nothing in them runs. Method: fixed cases.
import assert from "node:assert/strict";
import { test } from "node:test";
import { csv } from "./csv.ts";

test("commas, quotes and line ends are kept inside their cell", () => {
  assert.equal(
    csv(
      ["a", "b"],
      [
        ["x,y", 'say "hi"'],
        ["two\nlines", null],
        [true, 7],
      ],
    ),
    'a,b\r\n"x,y","say ""hi"""\r\n"two\nlines",\r\ntrue,7\r\n',
  );
});

test("words that a spreadsheet would run are made words", () => {
  for (const words of ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1"]) {
    assert.match(csv(["a"], [[words]]), /^a\r\n"?'/);
  }
  assert.equal(csv(["a"], [[-1]]), "a\r\n-1\r\n");
});
