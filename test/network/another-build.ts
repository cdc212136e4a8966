import { cpSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const HOUSE = fileURLToPath(new URL("../../../", import.meta.url));

/**
 * Builds the program once more: the same sources, made small, under another version.
 *
 * Shape: answers the path of its command line.
 */
export async function anotherBuild(folder: string, version: string): Promise<string> {
  const { rolldown } = await import("rolldown");
  const dist = join(HOUSE, "dist");
  const bundle = await rolldown({
    input: join(dist, "cli", "main.js"),
    platform: "node",
    external: /^[@a-z]/,
    logLevel: "silent",
  });
  await bundle.write({
    dir: join(folder, "dist"),
    minify: true,
    preserveModules: true,
    preserveModulesRoot: dist,
  });
  await bundle.close();
  const described = JSON.parse(readFileSync(join(HOUSE, "package.json"), "utf8")) as object;
  writeFileSync(join(folder, "package.json"), JSON.stringify({ ...described, version }));
  cpSync(join(HOUSE, "bin"), join(folder, "bin"), { recursive: true });
  mkdirSync(join(folder, "web"));
  for (const part of ["node_modules", "tools", "web/dist"]) {
    symlinkSync(join(HOUSE, part), join(folder, part));
  }
  return join(folder, "bin", "folkmoot.js");
}
