/**
 * What starting and testing share: is everything installed, is everything built?
 *
 * Why: both commands stand alone on a fresh clone, so this file uses nothing but Node itself.
 */
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

/** The folder of the house, with a closing slash. */
export const house = fileURLToPath(new URL("../", import.meta.url));

const at = (...parts) => join(house, ...parts);
const stamp = at("dist", ".built");

/** Refuses, in plain words, versions of Node that the house does not run on. */
export function requireNode(version = process.versions.node) {
  const [major = 0, minor = 0] = version.split(".").map(Number);
  const fits = (major === 20 && minor >= 19) || (major === 22 && minor >= 14) || major > 22;
  if (fits) return;
  console.error(`Folkmoot does not run on Node ${version}.`);
  console.error("It needs Node 20.19 or newer (but not 21), or 22.14 or newer.");
  console.error("Install Node 24 from https://nodejs.org and try again.");
  process.exit(1);
}

/** Runs a program in the house and ends here when it fails. */
export function run(program, words, { quiet = false } = {}) {
  const done = spawnSync(program, words, {
    cwd: house,
    stdio: quiet ? ["ignore", "pipe", "pipe"] : "inherit",
    encoding: "utf8",
    shell: process.platform === "win32" && program === "npm",
  });
  if (done.error === undefined && done.status === 0) return;
  if (quiet) console.error(`${done.stdout ?? ""}${done.stderr ?? ""}`);
  console.error(`This failed: ${[program, ...words].join(" ")}`);
  if (done.error !== undefined) console.error(done.error.message);
  process.exit(done.status || 1);
}

/** Runs a script of an installed package with this very Node. */
export function runPackage(script, words, options) {
  run(process.execPath, [at("node_modules", script), ...words], options);
}

/** Tells whether the packages that the lock file names are there in their versions. */
export function isInstalled() {
  try {
    const wanted = JSON.parse(readFileSync(at("package-lock.json"), "utf8")).packages;
    const held = JSON.parse(
      readFileSync(at("node_modules", ".package-lock.json"), "utf8"),
    ).packages;
    return Object.entries(wanted).every(([path, entry]) => {
      if (path === "" || entry.optional === true || !path.includes("node_modules/")) return true;
      if (entry.link === true) return existsSync(at(path));
      return held[path]?.version === entry.version && existsSync(at(path));
    });
  } catch {
    return false;
  }
}

/** Installs what the lock file names; no package may run a script of its own. */
export function install() {
  if (isInstalled()) return;
  console.log("Installing packages (once) …");
  run("npm", ["ci", "--ignore-scripts", "--no-audit", "--no-fund"], { quiet: true });
}

function newestIn(path) {
  const entry = statSync(path, { throwIfNoEntry: false });
  if (entry === undefined) return 0;
  if (!entry.isDirectory()) return entry.mtimeMs;
  let newest = 0;
  for (const name of readdirSync(path)) {
    if (name === "dist" || name === "node_modules") continue;
    newest = Math.max(newest, newestIn(join(path, name)));
  }
  return newest;
}

const sources = ["src", "web", "tsconfig.base.json", "package.json", "package-lock.json"];

/** Tells whether the last whole build is newer than everything that it was made from. */
export function isBuilt() {
  const built = statSync(stamp, { throwIfNoEntry: false })?.mtimeMs ?? 0;
  const parts = [at("dist", "cli", "main.js"), at("web", "dist", "index.html")];
  if (!parts.every((part) => existsSync(part))) return false;
  return sources.every((source) => newestIn(at(source)) <= built);
}

/** Notes that everything was built from what was there at a moment. */
export function noteBuilt(moment) {
  mkdirSync(at("dist"), { recursive: true });
  writeFileSync(stamp, `${new Date(moment).toISOString()}\n`);
}
