/**
 * `npm run test:network`: builds what it needs and runs every test of several machines, one file
 * after another, so that each network has the whole computer.
 *
 * Words after `--` choose test files by a part of their path: `npm run test:network -- cables`.
 */
import { spawnSync } from "node:child_process";
import { readdirSync } from "node:fs";
import { join, relative } from "node:path";
import { readyComet } from "./comet.js";
import { house, install, requireNode, runPackage } from "./house.js";

/** Where tests of several machines stand, and where they are built to. */
const folders = [
  ["src/engine/comet", "dist/engine/comet"],
  ["test/network", "dist/test/network"],
];

function testFiles(chosen) {
  return folders.flatMap(([from, to]) =>
    readdirSync(join(house, from), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && entry.name.endsWith(".test.ts"))
      .map((entry) => relative(join(house, from), join(entry.parentPath, entry.name)))
      .map((path) => join(to, path.replace(/\.ts$/, ".js")))
      .filter((path) => chosen.length === 0 || chosen.some((word) => path.includes(word)))
      .toSorted(),
  );
}

requireNode();
install();
const comet = readyComet();
if (comet.missing !== undefined) {
  console.error(comet.missing);
  console.error("Without it there is no network to test.");
  process.exit(1);
}
runPackage("typescript/bin/tsc", ["-b"]);
const files = testFiles(process.argv.slice(2));
if (files.length === 0) {
  console.error("No test file of the network has these words in its path.");
  process.exit(2);
}
const { status } = spawnSync(
  process.execPath,
  ["--test", "--enable-source-maps", "--test-concurrency=1", "--test-reporter=spec", ...files],
  { cwd: house, stdio: "inherit" },
);
process.exitCode = status ?? 1;
