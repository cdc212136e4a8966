/**
 * Goal: the walls of the house stand, and the law stays pure.
 * Method: read every source once and name all faults; then plant faults and see each one found.
 */
import assert from "node:assert/strict";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { test } from "node:test";
import { blank } from "./tidy/blank.ts";
import { importProblem } from "./tidy/imports.ts";
import { untidy } from "./tidy/tree.ts";

test("the tree is tidy", () => {
  assert.deepEqual(untidy("."), []);
});

test("what the package hands out is there", () => {
  const { exports, bin } = JSON.parse(readFileSync("package.json", "utf8"));
  for (const path of Object.values<string>({ ...exports, ...bin })) {
    assert.ok(existsSync(path), path);
  }
});

/** Lines that have no place in the law. */
const PLANTED = [
  "const at = Date.now();",
  "const at = new Date();",
  "const chance = Math.random();",
  "async function wait() {}",
  "const half = 0.5;",
  "const half = all / 2;",
  "const sorted = all.sort();",
  "const sorted = all.toSorted( );",
  "const first = a.localeCompare(b);",
  "const text = JSON.stringify(all);",
  "const form = Intl.NumberFormat;",
  "const root = Math.sqrt(4);",
  "const value = parseFloat(text);",
  "const text = value.toLocaleString();",
  "const held = new WeakRef(value);",
  "for (const name in all) use(name);",
  "const value = Number(text);",
  "const name = Symbol('name');",
  "const isWord = /[a-z]/.test(text);",
  "const isWord = new RegExp(text).test(text);",
  "if (wrong) throw new Error(text);",
  "try { act(); } catch { stop(); }",
  "class Person { name = 1; }",
  "const names = Object.keys(all);",
  // biome-ignore lint/suspicious/noTemplateCurlyInString: it is source, to be read by tidy.
  "const inside = `${all.sort()}`;",
  "const env = process.env;",
  "setTimeout(act, 1);",
];

test("every planted line is found in the law, and only there", () => {
  for (const line of PLANTED) {
    const found = untidyWith({ "src/protocol/money/pay-more.ts": `${line}\n` });
    assert.ok(found.length >= 1, line);
    assert.ok(
      found.every((problem) => problem.startsWith("src/protocol/money/pay-more.ts:1: ")),
      found.join("\n"),
    );
    const outside = untidyWith({ "src/node/pay-more.ts": `${line}\n` });
    assert.deepEqual(outside, [], line);
  }
});

test("the same words in comments, quotes and names pass", () => {
  const source = [
    "// Date.now() and Math.random() / JSON",
    "/* async throw",
    "   class Person */",
    'const said = "Date.now() / 2, it\\"s JSON";',
    // biome-ignore lint/suspicious/noTemplateCurlyInString: it is source, to be read by tidy.
    "const told = `new Date() / ${counted} at 0.5`;",
    "const dateless = asynchronous + classes + throwing + 1_000;",
    "const least = Math.min(1, Math.max(2, 3));",
    "const sorted = all.sort((left, right) => left - right);",
    "",
  ].join("\n");
  assert.deepEqual(untidyWith({ "src/protocol/money/pay-more.ts": source }), []);
});

test("blanking keeps lines, and code inside of templates", () => {
  assert.equal(blank('a = "b"; // c\nd'), "a =    ;     \nd");
  assert.equal(blank("/*\n*/a"), "  \n  a");
  // biome-ignore lint/suspicious/noTemplateCurlyInString: it is source, to be read by tidy.
  assert.equal(blank("`x${y + `z${1}`}`;"), "    y +     1    ;");
  // biome-ignore lint/suspicious/noTemplateCurlyInString: it is source, to be read by tidy.
  assert.equal(blank("`a${ {b: 1}.b }c`"), "     {b: 1}.b    ");
});

const IMPORTS: readonly (readonly [
  file: string,
  specifier: string,
  problem: string | undefined,
])[] = [
  [
    "src/protocol/circles/admit.ts",
    "../decisions/index.ts",
    "the room circles imports the room decisions",
  ],
  ["src/protocol/decisions/open.ts", "../circles/index.ts", undefined],
  [
    "src/protocol/decisions/open.ts",
    "../circles/policy.ts",
    "the room decisions imports circles/policy.ts past its index.ts",
  ],
  [
    "src/protocol/decisions/open.ts",
    "../state-machine.ts",
    "the room decisions imports state-machine.ts, which is above it",
  ],
  [
    "src/protocol/kernel/table.ts",
    "../identity/index.ts",
    "the room kernel imports the room identity",
  ],
  ["src/protocol/chain/header.ts", "../kernel/bytes.ts", undefined],
  ["src/protocol/chain/header.ts", "../money/index.ts", "the room chain imports the room money"],
  ["src/protocol/money/pay.ts", "../chain/index.ts", "the room money imports the room chain"],
  ["src/protocol/state-machine.ts", "./identity/index.ts", undefined],
  ["src/protocol/state-machine.ts", "../node/start.ts", "protocol imports node"],
  ["src/protocol/state-machine.ts", "node:fs", "protocol imports node:fs"],
  [
    "src/protocol/state-machine.ts",
    "@noble/hashes/sha2.js",
    "protocol imports the package @noble/hashes/sha2.js",
  ],
  ["src/protocol/machine.test.ts", "node:test", undefined],
  ["src/engine/embedded/start.ts", "../../protocol/law.ts", undefined],
  ["src/engine/embedded/start.ts", "../../node/start.ts", "engine imports node"],
  ["src/client/act.ts", "node:crypto", "client imports node:crypto"],
  ["src/client/act.ts", "../engine/engine.ts", "client imports engine"],
  ["src/node/start.ts", "../cli/main.ts", "node imports cli"],
  ["src/cli/main.ts", "../node/index.ts", undefined],
  ["web/src/live/act.ts", "../parts/card.tsx", undefined],
];

test("imports go along the arrows only", () => {
  for (const [file, specifier, problem] of IMPORTS) {
    assert.equal(importProblem(file, specifier), problem, `${file} ${specifier}`);
  }
});

test("what no source may say is found outside of the law too", () => {
  for (const line of ["export enum Kind { A }", "namespace N {}", "export default 1;"]) {
    assert.equal(untidyWith({ "src/node/pay-more.ts": `${line}\n` }).length, 1, line);
  }
  assert.deepEqual(untidyWith({ "web/vite.config.ts": "export default 1;\n" }), []);
});

test("a cast that silences the compiler is found in the faces, their tests included", () => {
  const casts = [
    'client.act("money/pay" as never, input);',
    "const shown = reading.value as unknown as Shown;",
    "const shown = reading.value as unknown",
  ];
  for (const line of casts) {
    for (const file of ["src/cli/pay.ts", "src/cli/pay.test.ts", "web/src/rooms/pay.tsx"]) {
      assert.equal(untidyWith({ [file]: `${line}\n` }).length, 1, `${file}: ${line}`);
    }
    assert.deepEqual(untidyWith({ "src/node/pay.ts": `${line}\n` }), []);
  }
  const fine = "const kind = [1] as const; // as never\nconst wide = value as Known;\n";
  assert.deepEqual(untidyWith({ "src/cli/pay.ts": fine }), []);
});

test("state of the app that is no signal is found, and only there", () => {
  for (const line of [
    "let last: Newest | undefined;",
    "export let words = en;",
    "const listeners = new Set<() => void>();",
  ]) {
    assert.equal(untidyWith({ "web/src/live/pay.ts": `${line}\n` }).length, 1, line);
    assert.deepEqual(untidyWith({ "src/client/pay.ts": `${line}\n` }), []);
  }
  const inside = "function pay() {\n  let parts = 0;\n  return parts;\n}\n";
  assert.deepEqual(untidyWith({ "web/src/live/pay.ts": inside }), []);
});

test("words of long ago are found in comments, in quotes and in names", () => {
  for (const line of [
    "// It begins anew.",
    'const said = "Whoever has it";',
    "/** Told of a block. */",
  ]) {
    assert.equal(untidyWith({ "src/node/pay.ts": `${line}\n` }).length, 1, line);
  }
  assert.deepEqual(untidyWith({ "src/node/pay.ts": "// Anyone who has it renewed it.\n" }), []);
});

test("a file that is too long, badly named or an action without a test is found", () => {
  assert.deepEqual(untidyWith({ "src/node/long.ts": "\n".repeat(401) }), [
    "src/node/long.ts: 401 lines; 400 are the most",
  ]);
  assert.deepEqual(untidyWith({ "src/node/long.ts": "\n".repeat(400) }), []);
  assert.deepEqual(untidyWith({ "src/node/utils.ts": "" }), [
    "src/node/utils.ts: its name says nothing",
  ]);
  assert.deepEqual(untidyWith({ "src/node/helpers/a.ts": "" }), [
    "src/node/helpers/a.ts: its name says nothing",
  ]);
  assert.deepEqual(untidyWith({ "src/node/startNode.ts": "" }), [
    "src/node/startNode.ts: its name is not in kebab-case",
  ]);
  const action = { "src/protocol/money/pay-more.ts": "export const payMore = defineAction({});\n" };
  assert.deepEqual(untidyWith(action), [
    "src/protocol/money/pay-more.ts: an action without a test beside it",
  ]);
  assert.deepEqual(untidyWith({ ...action, "src/protocol/money/pay-more.test.ts": "" }), []);
});

/** What tidy finds in a tree that has only these files. */
function untidyWith(files: { readonly [file: string]: string }): string[] {
  const root = mkdtempSync(join(tmpdir(), "tidy-"));
  try {
    for (const [file, source] of Object.entries(files)) {
      mkdirSync(dirname(join(root, file)), { recursive: true });
      writeFileSync(join(root, file), source);
    }
    return untidy(root);
  } finally {
    rmSync(root, { recursive: true });
  }
}
