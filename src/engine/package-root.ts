import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const NAME = "folkmoot";
let found: { readonly root: string; readonly version: string } | undefined;

/**
 * The folder of this package: the nearest one above this file whose description has its name.
 *
 * Why looked for: no file has to know how deep it lies, built, packed or installed.
 */
export function packageRoot(): string {
  return described().root;
}

/** The version of this package, as its own description says. */
export function packageVersion(): string {
  return described().version;
}

/** The program that the command `folkmoot` starts. */
export function programPath(): string {
  return join(packageRoot(), "bin", "folkmoot.js");
}

function described(): { readonly root: string; readonly version: string } {
  found ??= lookUpwards(dirname(fileURLToPath(import.meta.url)));
  return found;
}

function lookUpwards(folder: string): { readonly root: string; readonly version: string } {
  const path = join(folder, "package.json");
  if (existsSync(path)) {
    const read = JSON.parse(readFileSync(path, "utf8")) as {
      readonly name?: unknown;
      readonly version?: unknown;
    };
    if (read.name === NAME) return { root: folder, version: String(read.version) };
  }
  const above = dirname(folder);
  if (above === folder) throw new Error(`the package ${NAME} is not whole: no package.json`);
  return lookUpwards(above);
}
