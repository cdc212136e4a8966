/**
 * `npm run protos`: generates the messages of ABCI from CometBFT's own, as its pinned source has
 * them, into src/engine/comet/proto.
 */
import { spawnSync } from "node:child_process";
import { cpSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { house, run } from "./house.js";

const tool = join(house, "tools", "protos");

/** The folder of a Go module that tools/comet pins. */
function moduleFolder(name) {
  const words = ["list", "-m", "-f", "{{.Dir}}", name];
  const asked = spawnSync("go", words, { cwd: join(house, "tools", "comet"), encoding: "utf8" });
  if (asked.status === 0 && asked.stdout.trim() !== "") return asked.stdout.trim();
  console.error(asked.stderr || "Go is needed to find CometBFT's messages.");
  process.exit(1);
}

run("npm", ["ci", "--ignore-scripts", "--engine-strict=false", "--prefix", tool]);
const folder = mkdtempSync(join(tmpdir(), "folkmoot-protos-"));
const copy = (from, to) => cpSync(from, to, { recursive: true });
copy(join(moduleFolder("github.com/cometbft/cometbft"), "proto"), folder);
copy(
  join(moduleFolder("github.com/cosmos/gogoproto"), "gogoproto", "gogo.proto"),
  join(folder, "gogoproto", "gogo.proto"),
);
for (const name of ["buf.lock", "buf.yaml"]) rmSync(join(folder, name), { force: true });
writeFileSync(join(folder, "buf.yaml"), "version: v2\n");
const bin = join(tool, "node_modules", ".bin");
const made = spawnSync(
  join(bin, "buf"),
  [
    "generate",
    ".",
    "--template",
    join(tool, "buf.gen.yaml"),
    "--path",
    "tendermint/abci/types.proto",
    "-o",
    tool,
  ],
  { cwd: folder, stdio: "inherit", env: { ...process.env, PATH: `${bin}:${process.env.PATH}` } },
);
rmSync(folder, { recursive: true, force: true });
process.exitCode = made.status ?? 1;
