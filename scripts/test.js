/**
 * `npm test`: installs, builds everything, checks the style, and runs every test, browser included.
 *
 * Words after `--` choose test files by a part of their path: `npm test -- money cli`. With
 * FOLKMOOT_BUSY=1 each core has something else to do meanwhile.
 */
import { fork, spawnSync } from "node:child_process";
import { existsSync, readdirSync, statSync } from "node:fs";
import { availableParallelism } from "node:os";
import { join, relative, sep } from "node:path";
import { readyComet } from "./comet.js";
import { house, install, noteBuilt, requireNode, run, runPackage } from "./house.js";

/**
 * Test files at once at most.
 *
 * Why one more than there are cores: machines of a network wait for each other half of their time.
 */
const AT_ONCE_MAX = 4;

/** Where the tests of a folder of sources are built to. */
const builtTo = [
  ["src", "dist"],
  ["test", "dist/test"],
  ["web/src", "dist/web"],
];

function testsIn(folder, root = folder) {
  return readdirSync(folder).flatMap((name) => {
    const path = join(folder, name);
    if (name === "node_modules" || name === "dist") return [];
    if (statSync(path).isDirectory()) return testsIn(path, root);
    return /\.test\.tsx?$/.test(name) ? [relative(root, path)] : [];
  });
}

function testFiles(chosen) {
  return builtTo.flatMap(([from, to]) =>
    testsIn(join(house, from))
      .map((path) => join(to, path.replace(/\.tsx?$/, ".js")))
      .filter((path) => chosen.length === 0 || chosen.some((word) => path.includes(word))),
  );
}

/**
 * What the browser from the npm package needs where the system lacks two of its libraries.
 *
 * Why this name: the package carries them itself, but unpacks them only where it believes to run in
 * a bare container of this kind.
 */
function browserEnvironment() {
  const folders = ["/lib", "/lib64", "/usr/lib", "/usr/lib64"];
  const machines = ["", "x86_64-linux-gnu", "aarch64-linux-gnu"];
  const places = folders.flatMap((folder) => machines.map((name) => join(folder, name)));
  const isThere = places.some((place) => existsSync(join(place, "libnss3.so")));
  const needed = process.platform === "linux" && !isThere;
  return needed ? { AWS_EXECUTION_ENV: "AWS_Lambda_nodejs20.x" } : {};
}

requireNode();
install();
const begun = Date.now();
runPackage("typescript/bin/tsc", ["-b", "--force"]);
if (existsSync(join(house, "web", "tsconfig.test.json"))) {
  runPackage("typescript/bin/tsc", ["-b", "--force", "web/tsconfig.test.json"]);
}
run("npm", ["run", "build", "--workspace", "web"]);
noteBuilt(begun);
runPackage("@biomejs/biome/bin/biome", ["check", "."]);

const comet = readyComet();
if (comet.missing !== undefined) {
  console.error(comet.missing);
  if (process.env.CI === "true") process.exit(1);
  console.error("The tests of the network are skipped.");
}

const chosen = process.argv.slice(2);
const files = testFiles(chosen);
if (files.length === 0) {
  console.error(`No test file has ${chosen.join(" or ")} in its path.`);
  process.exit(2);
}
const missing = files.filter((path) => !existsSync(join(house, path)));
if (missing.length > 0) {
  console.error(`These tests were not built, so they would not run:\n${missing.join("\n")}`);
  process.exit(1);
}
const isBusy = process.env.FOLKMOOT_BUSY === "1";
const busy = Array.from({ length: isBusy ? availableParallelism() : 0 }, () =>
  fork(join(house, "scripts", "busy.js")),
);
const atOnce = Math.min(AT_ONCE_MAX, availableParallelism() + 1);
const tested = spawnSync(
  process.execPath,
  [
    "--test",
    "--enable-source-maps",
    `--test-concurrency=${atOnce}`,
    "--test-reporter=spec",
    ...files.map((path) => path.split(sep).join("/")),
  ],
  { cwd: house, stdio: "inherit", env: { ...process.env, ...browserEnvironment() } },
);
for (const each of busy) each.disconnect();
process.exitCode = tested.status ?? 1;
