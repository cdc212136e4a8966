import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const folder = fileURLToPath(new URL("../../../tools/comet/", import.meta.url));

/**
 * Builds one of the small programs in `tools/comet` from CometBFT's own packages; says where it is,
 * or why it cannot be had.
 *
 * Cost: half a minute the first time; afterwards Go finds that nothing has changed.
 */
export function goTool(name: string): { readonly path: string; readonly missing: string | false } {
  const path = join(folder, "bin", name);
  const words = ["build", "-trimpath", "-o", path, `./${name}`];
  const env = { ...process.env, CGO_ENABLED: "0" };
  const { error, status, stderr } = spawnSync("go", words, { cwd: folder, env, encoding: "utf8" });
  if (error === undefined && status === 0) return { path, missing: false };
  const why = error === undefined ? stderr.trim() : "Go 1.25 or newer is not here";
  if (process.env["CI"] === "true") throw new Error(`CI needs tools/comet/${name}: ${why}`);
  return { path, missing: `tools/comet/${name} cannot be built: ${why}` };
}
