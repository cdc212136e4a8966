/**
 * Builds CometBFT, with which a community runs on several machines, from its pinned source.
 *
 * Why a build and no download: Go checks the source against sums that are committed here, so that
 * every community runs the same program. One machine alone does not need it.
 */
import { spawnSync } from "node:child_process";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { house } from "./house.js";

const folder = join(house, "tools", "comet");
const binary = join(folder, "bin", "cometbft");
const stamp = join(folder, "bin", ".built");
const GO_LEAST = [1, 25];

/** Where the program is, building it when it is not there yet; or why it cannot be had. */
export function readyComet({ quiet = false } = {}) {
  const named = process.env.FOLKMOOT_COMETBFT;
  if (named !== undefined && named !== "") {
    return existsSync(named)
      ? { path: named }
      : { missing: `FOLKMOOT_COMETBFT names ${named}, which is not there.` };
  }
  const wanted = readFileSync(join(folder, "go.sum"), "utf8");
  if (existsSync(binary) && existsSync(stamp) && readFileSync(stamp, "utf8") === wanted) {
    return { path: binary };
  }
  const missing = goProblem();
  if (missing !== undefined) return { missing };
  if (!quiet) console.log("Building CometBFT; this takes a few minutes the first time …");
  const words = ["build", "-trimpath", "-o", binary, "github.com/cometbft/cometbft/cmd/cometbft"];
  const env = { ...process.env, CGO_ENABLED: "0" };
  const built = spawnSync("go", words, { cwd: folder, env, stdio: "inherit" });
  if (built.status !== 0) return { missing: "Go could not build CometBFT; its words are above." };
  writeFileSync(stamp, wanted);
  return { path: binary };
}

/** Says why Go cannot be used, or nothing. */
function goProblem() {
  const asked = spawnSync("go", ["env", "GOVERSION"], { encoding: "utf8" });
  if (asked.error !== undefined || asked.status !== 0) {
    return "CometBFT is built by Go 1.25 or newer, which is not here. See https://go.dev/dl.";
  }
  const [major = 0, minor = 0] = asked.stdout.trim().replace("go", "").split(".").map(Number);
  const fits = major > GO_LEAST[0] || (major === GO_LEAST[0] && minor >= GO_LEAST[1]);
  return fits ? undefined : `CometBFT needs Go 1.25 or newer; this is ${asked.stdout.trim()}.`;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  const { path, missing } = readyComet();
  if (missing !== undefined) {
    console.error(missing);
    console.error("Or name a program that you have in FOLKMOOT_COMETBFT.");
    process.exit(1);
  }
  console.log(`CometBFT is ready: ${path}`);
}
