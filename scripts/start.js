/**
 * `npm start`: brings a fresh clone to a living community, or goes on with the one that is there.
 *
 * Everything after `--` goes to `folkmoot demo`: `npm start -- --port 18080 --home DIR`.
 */
import { spawn } from "node:child_process";
import { join } from "node:path";
import { house, install, isBuilt, noteBuilt, requireNode, run, runPackage } from "./house.js";

requireNode();
install();
if (!isBuilt()) {
  console.log("Building (once, and after changes) …");
  const begun = Date.now();
  runPackage("typescript/bin/tsc", ["-b", "src/cli"]);
  run("npm", ["run", "build", "--workspace", "web"], { quiet: true });
  noteBuilt(begun);
}

const words = process.argv.slice(2);
const names = (flag) => words.some((word) => word === flag || word.startsWith(`${flag}=`));
const asked = names("--home") || process.env["FOLKMOOT_HOME"];
const folder = names("--helpers") ? "demo-helpers" : "demo";
const home = asked ? [] : ["--home", join(house, ".folkmoot", folder)];

const child = spawn(
  process.execPath,
  [join(house, "bin", "folkmoot.js"), "demo", ...home, ...words],
  { stdio: "inherit", cwd: process.env["INIT_CWD"] ?? process.cwd() },
);

// The child ends itself cleanly; this process only waits, so that its exit code is the child's.
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) {
  process.on(signal, () => {
    if (signal !== "SIGINT" || !process.stdin.isTTY) child.kill(signal);
  });
}
// npm stops its shell and not what the shell has started: without its parent this has no reason to run.
const parent = process.ppid;
if (process.env["npm_lifecycle_event"] !== undefined) {
  setInterval(() => {
    if (process.ppid !== parent) child.kill("SIGTERM");
  }, 500).unref();
}
child.on("exit", (code, signal) => {
  process.exitCode = code ?? (signal === "SIGINT" || signal === "SIGTERM" ? 0 : 1);
});
