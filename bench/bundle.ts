import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

/**
 * Puts parts of the client together as a browser would load them, made small.
 *
 * Shape: pairs of a file (under `client/`, or from the root of the build when it begins with `/`)
 * and a name that it exports; with `global`, all of them become fields of that global. What is
 * loaded later is left out without one, and within with it.
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
    if (global !== undefined) {
      await bundle.write({ file, minify: true, format: "iife", name: global });
      await bundle.close();
      return readFileSync(file);
    }
    const { output } = await bundle.write({ dir: folder, entryFileNames: "out.js", minify: true });
    await bundle.close();
    const imports = new Map(
      output.map((part) => [part.fileName, part.type === "chunk" ? part.imports : []]),
    );
    return Buffer.concat(
      loadedWith("out.js", imports).map((name) => readFileSync(join(folder, name))),
    );
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** A file and all that it imports at once. */
function loadedWith(
  first: string,
  importsByFile: ReadonlyMap<string, readonly string[]>,
): readonly string[] {
  const found = new Set([first]);
  for (const file of found) for (const next of importsByFile.get(file) ?? []) found.add(next);
  return [...found];
}
