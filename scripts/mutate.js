/**
 * `npm run mutate -- ROOM [--only FILE] [--lines 100] [--seed 1]`: changes a room of the law in many
 * small ways, one at a time, and tells which changes no test notices. `machine` is the machine itself.
 * `--lines` changes only so many lines, drawn by the seed. Slow, and no part of the tests: see
 * docs/records/mutation.md.
 */
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import {
  cpSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join, sep } from "node:path";
import { parseArgs } from "node:util";
import { house, install, requireNode, run, runPackage } from "./house.js";

/** The tests of what is not a room of its own. */
const TESTS = {
  machine: ["dist/protocol/{*,machine/*,identity/*,money/pay}.test.js"],
  kernel: [
    "dist/protocol/{*,kernel/**/*}.test.js",
    "dist/protocol/money/{pay,offer}.test.js",
    "dist/test/tree/*.test.js",
  ],
};
/** What those tests need that is not the law: the tree's are compared with a naive one and with vectors. */
const BESIDE = {
  kernel: ["dist/test/tree", "dist/test/naive-tree.js", "dist/engine", "dist/client", "vectors"],
};
/** Words and lists of words are no behaviour; the vectors and the reference pages look at them. */
const NOT_CHANGED = ["StringLiteral", "ObjectLiteral", "ArrayDeclaration"];

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    only: { type: "string" },
    lines: { type: "string" },
    seed: { type: "string", default: "1" },
  },
});
const [room] = positionals;
if (room === undefined) {
  console.error("Name a room of the law, or machine, or kernel: npm run mutate -- money");
  process.exit(2);
}
requireNode();
install();
runPackage("typescript/bin/tsc", ["-b"]);
const tool = join(house, "tools", "mutate");
run("npm", ["ci", "--ignore-scripts", "--engine-strict=false", "--prefix", tool], { quiet: true });
const asked = createRequire(join(tool, "package.json"));
const folder = layOut();
try {
  writeFileSync(join(folder, "stryker.config.json"), JSON.stringify(configOf(room)));
  const stryker = join(
    dirname(asked.resolve("@stryker-mutator/core/package.json")),
    "bin/stryker.js",
  );
  const done = spawnSync(process.execPath, [stryker, "run"], { cwd: folder, stdio: "inherit" });
  if (done.status !== 0) process.exitCode = 1;
  else report(JSON.parse(readFileSync(join(folder, "report.json"), "utf8")));
} finally {
  rmSync(folder, { recursive: true, force: true });
}

/** Copies the built law to a folder of its own, since the changes are made in the files. */
function layOut() {
  const made = mkdtempSync(join(tmpdir(), "folkmoot-mutate-"));
  for (const path of ["dist/protocol", ...(BESIDE[room] ?? [])]) {
    cpSync(join(house, path), join(made, path), { recursive: true });
  }
  symlinkSync(join(house, "node_modules"), join(made, "node_modules"));
  const { type, imports } = JSON.parse(readFileSync(join(house, "package.json"), "utf8"));
  writeFileSync(join(made, "package.json"), JSON.stringify({ name: "mutated", type, imports }));
  return made;
}

function configOf(name) {
  const tests = TESTS[name] ?? [`dist/protocol/${name}/**/*.test.js`];
  const files = filesOf(name);
  const changed = values.lines === undefined ? files : drawnLines(files, Number(values.lines));
  return {
    testRunner: "tap",
    plugins: [asked.resolve("@stryker-mutator/tap-runner")],
    mutate: changed,
    tap: {
      testFiles: tests,
      nodeArgs: ["--test-reporter=tap", "-r", "{{hookFile}}", "{{testFile}}"],
    },
    mutator: { excludedMutations: NOT_CHANGED },
    coverageAnalysis: "perTest",
    ignoreStatic: true,
    inPlace: true,
    concurrency: 2,
    disableTypeChecks: false,
    reporters: ["progress-append-only", "json"],
    jsonReporter: { fileName: "report.json" },
    timeoutMS: 20_000,
    timeoutFactor: 4,
  };
}

function filesOf(name) {
  if (values.only !== undefined) return [`dist/protocol/${values.only}`];
  // The machine is no room: it is what stands beside the rooms.
  const [place, recursive] =
    name === "machine" ? ["dist/protocol", false] : [`dist/protocol/${name}`, true];
  return readdirSync(join(folder, place), { recursive })
    .filter((path) => path.endsWith(".js") && !path.endsWith(".test.js"))
    .map((path) => `${place}/${path.split(sep).join("/")}`)
    .sort();
}

/**
 * Draws lines of code, the same ones for the same seed.
 *
 * Why lines: what can be changed is known only once it is looked at, and a whole room takes hours.
 */
function drawnLines(files, many) {
  const all = files.flatMap((path) =>
    readFileSync(join(folder, path), "utf8")
      .split("\n")
      .flatMap((text, at) => (isCode(text) ? [`${path}:${at + 1}-${at + 1}`] : [])),
  );
  const keyOf = (line) => createHash("sha256").update(`${values.seed} ${line}`).digest("hex");
  return all.sort((one, other) => (keyOf(one) < keyOf(other) ? -1 : 1)).slice(0, many);
}

function isCode(text) {
  return /[(=<>!&|+-]/.test(text) && !/^\s*(\/?\*|\/\/|import|export \{)/.test(text);
}

/**
 * Prints the score as one line, and each change that no test noticed as another.
 *
 * Why with the changes that took too long: they count as noticed, but on a busy machine some only waited.
 */
function report({ files }) {
  const mutants = Object.entries(files).flatMap(([file, { source, mutants: made }]) =>
    made.map((mutant) => ({ ...mutant, file, was: textAt(source, mutant.location) })),
  );
  const count = (...states) => mutants.filter(({ status }) => states.includes(status)).length;
  const killed = count("Killed", "Timeout");
  const survived = count("Survived", "NoCoverage");
  const value = Math.round((killed / (killed + survived)) * 10_000) / 100;
  for (const { file, status, was, replacement, location, mutatorName } of mutants) {
    if (status !== "Survived" && status !== "NoCoverage") continue;
    const at = `${file.replace("dist/protocol/", "")}:${location.start.line}`;
    console.log(JSON.stringify({ at, status, mutatorName, was, became: replacement }));
  }
  console.log(
    JSON.stringify({
      bench: `mutation/${room}`,
      value,
      unit: "percent",
      goal: 90,
      killed,
      timedOut: count("Timeout"),
      survived,
    }),
  );
}

function textAt(source, { start, end }) {
  const lines = source.split("\n").slice(start.line - 1, end.line);
  lines[lines.length - 1] = (lines.at(-1) ?? "").slice(0, end.column - 1);
  lines[0] = (lines[0] ?? "").slice(start.column - 1);
  return lines.join("\n").slice(0, 200);
}
