import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { packageRoot } from "../package-root.ts";

/**
 * Builds one of the small programs of a Go module in `tools`, of CometBFT's own packages unless said
 * otherwise; says where it is, or why it cannot be had.
 *
 * Cost: half a minute the first time; afterwards Go finds that nothing has changed.
 */
export function goTool(
  name: string,
  { module = "comet", source = name } = {},
): { readonly path: string; readonly missing: string | false } {
  const folder = join(packageRoot(), "tools", module);
  const path = join(folder, "bin", name);
  const words = ["build", "-trimpath", "-o", path, `./${source}`];
  const env = { ...process.env, CGO_ENABLED: "0" };
  const { error, status, stderr } = spawnSync("go", words, { cwd: folder, env, encoding: "utf8" });
  if (error === undefined && status === 0) return { path, missing: false };
  const why = error === undefined ? stderr.trim() : "Go 1.25 or newer is not here";
  if (process.env["CI"] === "true") throw new Error(`CI needs tools/${module}/${source}: ${why}`);
  return { path, missing: `tools/${module}/${source} cannot be built: ${why}` };
}
