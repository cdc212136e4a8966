// Goal: every example in the documents that is marked "run" works, in the order of its page.
// Method: each page in a folder of its own, beside a running demonstration.

import assert from "node:assert/strict";
import { type ChildProcess, spawnSync } from "node:child_process";
import { once } from "node:events";
import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { fileURLToPath } from "node:url";
import { commandLine } from "./cli/folkmoot.ts";
import { oldWordsIn } from "./tidy/tree.ts";

const house = fileURLToPath(new URL("../../", import.meta.url));
const root = mkdtempSync(join(tmpdir(), "folkmoot-docs-"));
const home = join(root, "demo");
// Examples import the package by its own name, which works only from inside it.
const scripts = join(house, "dist", "test", "examples");
let node: { child: ChildProcess; url: string };

/** An example: its language and its words. */
interface Example {
  readonly language: "sh" | "js";
  readonly code: string;
}

function pagesIn(folder: string): string[] {
  return readdirSync(join(house, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return pagesIn(path);
    return entry.name.endsWith(".md") ? [path] : [];
  });
}

function examplesOf(text: string): Example[] {
  return [...text.matchAll(/^```(sh|js) run\n([\s\S]*?)^```$/gm)].map(([, language, code]) => ({
    language: language as Example["language"],
    code: code ?? "",
  }));
}

/** Links to other pages of the house, without anchors. */
function linksOf(text: string): string[] {
  return [...text.matchAll(/\]\(([^)#\s]+)(?:#[^)]*)?\)/g)]
    .map(([, link]) => link ?? "")
    .filter((link) => !/^[a-z]+:/.test(link));
}

const pages = ["README.md", "CONTRIBUTING.md", "STYLE.md", "SECURITY.md", "CHANGELOG.md"].concat(
  pagesIn("docs"),
);
const readPage = (page: string): string => readFileSync(join(house, page), "utf8");

before(async () => {
  mkdirSync(scripts, { recursive: true });
  const bin = join(root, "bin");
  mkdirSync(bin);
  const shim = join(bin, "folkmoot");
  writeFileSync(
    shim,
    `#!/bin/sh\nexec "${process.execPath}" "${join(house, "bin", "folkmoot.js")}" "$@"\n`,
  );
  chmodSync(shim, 0o755);
  node = await commandLine(root).run("demo", "--home", home);
});

after(async () => {
  const ended = once(node.child, "close");
  node.child.kill("SIGTERM");
  await ended;
  rmSync(root, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
});

function run(example: Example, folder: string, name: string): void {
  const env = {
    PATH: `${join(root, "bin")}:${process.env["PATH"] ?? ""}`,
    HOME: folder,
    FOLKMOOT_HOME: home,
    FOLKMOOT_URL: node.url,
  };
  const script = join(scripts, `${name}.mjs`);
  if (example.language === "js") writeFileSync(script, example.code);
  const [program, words] =
    example.language === "js"
      ? [process.execPath, [script]]
      : ["bash", ["--norc", "-euo", "pipefail", "-c", example.code]];
  const { status, stdout, stderr } = spawnSync(program, words, {
    cwd: folder,
    env,
    encoding: "utf8",
  });
  assert.equal(status, 0, `${example.code}\n${stdout}\n${stderr}`);
  assert.notEqual(stdout.trim(), "", "an example shows something");
}

for (const page of pages) {
  const examples = examplesOf(readPage(page));
  if (examples.length === 0) continue;
  test(`the examples of ${page} work`, () => {
    const name = page.replaceAll("/", "-");
    const folder = join(root, "pages", name);
    mkdirSync(folder, { recursive: true });
    for (const [place, example] of examples.entries()) run(example, folder, `${name}-${place}`);
  });
}

test("there are examples of both kinds", () => {
  const all = pages.flatMap((page) => examplesOf(readPage(page)));
  assert.ok(all.filter(({ language }) => language === "sh").length > 10);
  assert.ok(all.filter(({ language }) => language === "js").length > 2);
});

test("pages speak in words of today", () => {
  assert.deepEqual(
    pages.flatMap((page) => oldWordsIn(page, readPage(page)).map((problem) => page + problem)),
    [],
  );
});

test("every link between pages leads somewhere", () => {
  for (const page of pages) {
    for (const link of linksOf(readPage(page))) {
      const target = join(house, page, "..", link);
      assert.doesNotThrow(() => readdirOrFile(target), `${page}: ${link}`);
    }
  }
});

function readdirOrFile(path: string): void {
  try {
    readFileSync(path);
  } catch (error) {
    if ((error as { readonly code?: unknown }).code !== "EISDIR") throw error;
  }
}
