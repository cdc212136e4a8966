/** `npm run bench NAME [-- flags]`: builds what it needs and runs one bench; see docs/developers/measure.md. */
import { spawnSync } from "node:child_process";
import { house, install, requireNode, runPackage } from "./house.js";

requireNode();
install();
runPackage("typescript/bin/tsc", ["-b", "bench", "web/tsconfig.test.json"]);
const words = ["--enable-source-maps", "dist/bench/index.js", ...process.argv.slice(2)];
const { status } = spawnSync(process.execPath, words, { cwd: house, stdio: "inherit" });
process.exitCode = status ?? 1;
