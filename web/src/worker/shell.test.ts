/**
 * Goal: the worker answers for the app's own files and for nothing else, and keeps no more than it needs.
 *
 * Method: paths of every kind, and names of stores as browsers list them, oldest first.
 */
import assert from "node:assert/strict";
import { test } from "node:test";
import { answeredWith, outdated, type Shell } from "./shell.ts";

const shell: Shell = {
  version: "two",
  first: ["", "assets/a.js", "mark.svg"],
  rest: ["assets/b.js"],
};

test("pages and files of the app are answered; what asks the node reaches the node", () => {
  for (const [path, isNavigation, answer] of [
    ["", true, "page"],
    ["j/4", true, "page"],
    ["mark.svg", true, undefined],
    ["api/v1/docs", true, undefined],
    ["metrics", true, undefined],
    ["api/v1/views/membership/people", false, undefined],
    ["healthz", false, undefined],
    ["assets/a.js", false, "file"],
    ["assets/b.js", false, "file"],
    ["assets/of-the-version-before.js", false, "file"],
    ["mark.svg", false, "file"],
    ["", false, undefined],
    ["sw.js", false, undefined],
    ["someone-elses.js", false, undefined],
  ] as const) {
    assert.equal(answeredWith(path, isNavigation, shell), answer, path);
  }
});

test("the version before stays for pages that are still open; older ones go", () => {
  const scope = "https://moot.example/folk/";
  const name = (version: string) => `folkmoot-app /folk/ ${version}`;
  const others = ["folkmoot-app /other/ one", "something else"];
  const names = [...others, name("zero"), name("one"), name("two")];
  assert.deepEqual(outdated(names, scope, "two"), [name("zero")]);
  assert.deepEqual(outdated([name("two")], scope, "two"), []);
});
