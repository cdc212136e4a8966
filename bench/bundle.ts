import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

/**
 * Puts parts of the client together as a browser would load them, made small.
 *
 * Shape: pairs of a file (under `client/`, or from the root of the build when it begins with `/`)
 * and a name that it exports; with `global`, all of them become fields of that global.
 */
export async function bundleForBrowsers(
  parts: readonly (readonly [file: string, name: string])[],
  global?: string,
): Promise<Buffer> {
  const { rolldown } = await import("rolldown");
  const folder = mkdtempSync(join(tmpdir(), "folkmoot-bundle-"));
  try {
    const lines = parts.map(([file, name]) => {
      const path = file.startsWith("/") ? `..${file}.js` : `../client/${file}.js`;
      const address = new URL(path, pathToFileURL(import.meta.filename));
      return `export { ${name} } from ${JSON.stringify(address.pathname)};`;
    });
    const entry = join(folder, "entry.js");
    writeFileSync(entry, lines.join("\n"));
    const bundle = await rolldown({ input: entry, platform: "browser", logLevel: "silent" });
    const file = join(folder, "out.js");
    const form = global === undefined ? {} : { format: "iife" as const, name: global };
    await bundle.write({ file, minify: true, ...form });
    await bundle.close();
    return readFileSync(file);
  } finally {
    rmSync(folder, { recursive: true });
  }
}
