/**
 * Goal: the app and the command line read a node by one code: `src/client` asks, follows, and believes.
 * Method: the sources of both are read for a second way to do it.
 */
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";

/** What only the client does, and why nobody else may. */
const ONLY_HERE: readonly (readonly [RegExp, string])[] = [
  [/\bnew EventSource\b|"\/events"|`[^`]*\/events`/, "follows the stream of events"],
  [/"\/blobs\/read"|\batob\(.*blob/, "asks for texts"],
  [/"\/rehearsals"/, "rehearses"],
  [/"if-none-match"/, "asks for what has changed"],
  [/"folkmoot\/text\/1/, "knows what a text is hashed with"],
];

function sources(folder: string): readonly (readonly [string, string])[] {
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((name) => /\.tsx?$/.test(name) && !name.includes(".test."))
    .map((name) => [`${folder}/${name}`, readFileSync(join(folder, name), "utf8")] as const);
}

test("no face asks, follows or believes a node in a way of its own", () => {
  for (const [pattern, what] of ONLY_HERE) {
    for (const [file, text] of [...sources("src/cli"), ...sources("web/src")])
      assert.doesNotMatch(text, pattern, `${file} ${what} by itself`);
    const inClient = sources("src/client").filter(([, text]) => pattern.test(text));
    const isLaws = pattern.source.includes("text\\/1");
    assert.equal(inClient.length > 0, !isLaws, `the client ${what}`);
  }
});

test("both faces use what the client has", () => {
  const uses = (folder: string, pattern: RegExp): boolean =>
    sources(folder).some(([, text]) => pattern.test(text));
  assert.ok(uses("web/src", /\bcreateReading\(/));
  assert.ok(uses("src/cli", /\bplainReading\(/));
  assert.ok(uses("web/src", /\bfollowRehearsal\(/));
  assert.ok(uses("src/cli", /\.rehearse\(/));
});
