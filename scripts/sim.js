/** `npm run sim`: builds what it needs and runs the simulation; words after `--` go to it. */
import { spawnSync } from "node:child_process";
import { house, install, requireNode, runPackage } from "./house.js";

requireNode();
install();
runPackage("typescript/bin/tsc", ["-b", "test"]);
const words = ["--enable-source-maps", "dist/test/sim/run.js", ...process.argv.slice(2)];
const { status } = spawnSync(process.execPath, words, { cwd: house, stdio: "inherit" });
process.exitCode = status ?? 1;
