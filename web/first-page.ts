import { readFileSync } from "node:fs";
import { dirname, resolve } from "node:path";

/** Imports that come with a file; not those of types, nor what is fetched later. */
const AT_ONCE = /^(?:import|export)\s(?!type\s)[^;]*?from\s+"(\.[^"]+)";|^import\s+"(\.[^"]+)";/gm;

/**
 * Returns the files of the app that are there before anything is drawn: these and all that they import.
 *
 * Why found out here: what the first page needs changes with every page, and one file for all of it is
 * fetched in one go.
 */
export function firstPage(entries: readonly string[]): ReadonlySet<string> {
  const files = new Set(entries);
  for (const file of files) {
    for (const [, named, bare] of readFileSync(file, "utf8").matchAll(AT_ONCE)) {
      const path = resolve(dirname(file), named ?? bare ?? "");
      if (/\.tsx?$/.test(path)) files.add(path);
    }
  }
  return files;
}
