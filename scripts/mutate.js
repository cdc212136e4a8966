/**
 * `npm run mutate -- ROOM [--only FILE]`: changes a room of the law in many small ways, one at a
 * time, and tells which changes no test notices. `machine` is the machine itself. Slow, and no part
 * of the tests: see docs/records/mutation.md.
 */
import { spawnSync } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { parseArgs } from "node:util";
import { house, install, requireNode, run, runPackage } from "./house.js";

/** What is not a room of its own, and the tests that look at it. */
const OTHERS = {
  machine: {
    mutate: ["dist/protocol/{machine,law,ledger}.js", "dist/protocol/machine/**/*.js"],
    tests: ["dist/protocol/{*,machine/*,identity/*,money/pay}.test.js"],
  },
  kernel: {
    mutate: ["dist/protocol/kernel/**/*.js"],
    tests: ["dist/protocol/{*,kernel/**/*}.test.js", "dist/protocol/money/{pay,offer}.test.js"],
  },
};
/** Words and lists of words are no behaviour; the vectors and the reference pages look at them. */
const NOT_CHANGED = ["StringLiteral", "ObjectLiteral", "ArrayDeclaration"];

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { only: { type: "string" } },
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
  cpSync(join(house, "dist", "protocol"), join(made, "dist", "protocol"), { recursive: true });
  symlinkSync(join(house, "node_modules"), join(made, "node_modules"));
  const { type, imports } = JSON.parse(readFileSync(join(house, "package.json"), "utf8"));
  writeFileSync(join(made, "package.json"), JSON.stringify({ name: "mutated", type, imports }));
  return made;
}

function configOf(name) {
  const own = {
    mutate: [`dist/protocol/${name}/**/*.js`],
    tests: [`dist/protocol/${name}/**/*.test.js`],
  };
  const { mutate, tests } = OTHERS[name] ?? own;
  const files = values.only === undefined ? mutate : [`dist/protocol/${values.only}`];
  return {
    testRunner: "tap",
    plugins: [asked.resolve("@stryker-mutator/tap-runner")],
    mutate: [...files, "!dist/protocol/**/*.test.js", "!dist/protocol/testing/**"],
    tap: {
      testFiles: tests,
      nodeArgs: ["--test-reporter=tap", "-r", "{{hookFile}}", "{{testFile}}"],
    },
    mutator: { excludedMutations: NOT_CHANGED },
    coverageAnalysis: "perTest",
    ignoreStatic: true,
    inPlace: true,
    concurrency: 1,
    disableTypeChecks: false,
    reporters: ["progress-append-only", "json"],
    jsonReporter: { fileName: "report.json" },
    timeoutMS: 20_000,
    timeoutFactor: 4,
  };
}

/** Prints the score as one line, and each change that no test noticed as another. */
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
