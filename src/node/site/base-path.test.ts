// Goal: a node below a folder of a larger site finds its own paths. Method: paths kept and cut.
import assert from "node:assert/strict";
import { test } from "node:test";
import { pageBelow, pathInside, readBasePath } from "./base-path.ts";

test("a folder is read, with or without a slash at its end", () => {
  for (const [text, path] of [
    ["", ""],
    ["/", ""],
    ["/folk", "/folk"],
    ["/folk/", "/folk"],
    ["/our/folk-moot", "/our/folk-moot"],
  ] as const) {
    assert.equal(readBasePath(text), path, text);
  }
});

test("what is no folder, or could be taken for one of the node's own, is named", () => {
  for (const text of [
    "folk",
    "//folk",
    "/folk/../x",
    "/folk//x",
    "/a b",
    '/"',
    "/folk?x",
    "/api",
    "/api/x",
    "/assets",
    "/j",
    `/${"x".repeat(300)}`,
  ]) {
    assert.throws(() => readBasePath(text), { code: "base-path" }, text);
  }
});

test("a path is the same whether the proxy has cut the folder off or not", () => {
  for (const [given, path] of [
    ["/folk/api/v1/community", "/api/v1/community"],
    ["/api/v1/community", "/api/v1/community"],
    ["/folk", "/"],
    ["/folk/", "/"],
    ["/folkmoot/x", "/folkmoot/x"],
    ["/", "/"],
  ] as const) {
    assert.equal(pathInside("/folk", given), path, given);
  }
  assert.equal(pathInside("", "/folk/x"), "/folk/x");
});

test("a page names its files from the folder, however deep it is asked for", () => {
  const built = '<meta name="base-path" content="./" /><script src="./assets/a.js"></script>';
  assert.equal(
    pageBelow("/folk", built),
    '<meta name="base-path" content="/folk/" /><script src="/folk/assets/a.js"></script>',
  );
  assert.equal(
    pageBelow("", built),
    '<meta name="base-path" content="/" /><script src="/assets/a.js"></script>',
  );
});
