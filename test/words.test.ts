import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { parseSync } from "vite";

const source = fileURLToPath(new URL("../../web/src/", import.meta.url));

interface Node {
  readonly type: string;
  readonly [field: string]: unknown;
}

const isNode = (value: unknown): value is Node =>
  typeof value === "object" && value !== null && "type" in value;

const sentence = /\p{L}{2,}[,;:]? \p{L}{2,}/u;
const word = /\p{L}{2,}/u;
const silent = new Set(["class", "d", "viewBox", "rel"]);

function nameOf(attribute: Node): string {
  const name = attribute["name"];
  return isNode(name) ? String(name["name"]) : "";
}

/** Returns what a person would read that is in the code itself: text, labels, sentences. */
function strayText(code: string, file: string): string[] {
  const stray: string[] = [];
  const walk = (value: unknown, spoken: boolean): void => {
    if (Array.isArray(value)) for (const each of value) walk(each, spoken);
    if (!isNode(value)) return;
    if (value.type.startsWith("TS") || value.type.startsWith("Import")) return;
    if (value.type === "JSXAttribute" && silent.has(nameOf(value))) return;
    const read = /^(aria-label|title|placeholder|alt|label)$/.test(
      value.type === "JSXAttribute" ? nameOf(value) : "",
    );
    const text = value.type === "TemplateElement" ? isRaw(value["value"]) : value["value"];
    if (typeof text === "string") {
      const heard = spoken || value.type === "JSXText";
      if ((heard ? word : sentence).test(text)) stray.push(`${file}: ${text.trim()}`);
    }
    for (const [field, inner] of Object.entries(value)) {
      if (field !== "type")
        walk(inner, (spoken && value.type !== "JSXExpressionContainer") || read);
    }
  };
  const { program, errors } = parseSync(file, code);
  assert.deepEqual(errors, [], file);
  walk(program, false);
  return stray;
}

const isRaw = (value: unknown): unknown =>
  typeof value === "object" && value !== null && "cooked" in value ? value.cooked : undefined;

function filesOf(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((name) => /\.tsx?$/.test(name) && !name.includes(".test."))
    .filter((name) => !name.startsWith("words/"));
}

test("no sentence stands outside the words", () => {
  const files = filesOf(source);
  assert.ok(files.length > 20);
  const stray = files.flatMap((name) => strayText(readFileSync(join(source, name), "utf8"), name));
  assert.deepEqual(stray, []);
});

test("the search finds what is planted", () => {
  const planted = [
    "const a = <p>Hello</p>;",
    'const a = <img alt="boat" />;',
    'const a = <p>{ok ? "You may vote" : x}</p>;',
    `const a = \`You may \${verb} now again\`;`,
    'throw new Error("something went wrong");',
    'const a = <Field label="Amount" />;',
  ];
  for (const code of planted) assert.equal(strayText(code, "x.tsx").length > 0, true, code);
  const fine = [
    'const a = <p class="soft small">{words.a}</p>;',
    'import a from "x y";',
    `f(\`a-\${b}\`);`,
  ];
  for (const code of fine) assert.deepEqual(strayText(code, "x.tsx"), [], code);
});
