import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

/**
 * Finds the root of the repository.
 *
 * Why: the compiled test runs from `dist/test`, so the way up is walked until the repository's
 * own package is met.
 */
export function repositoryRoot(): string {
  let folder = dirname(fileURLToPath(import.meta.url));
  while (!existsSync(join(folder, "package.json"))) {
    const above = dirname(folder);
    if (above === folder) throw new Error("no package.json above the test");
    folder = above;
  }
  return folder;
}

const FOLDER = join(repositoryRoot(), "..", "shared", "data", "light-client");

/** `false` when the data is there, otherwise the sentence that says why a test is skipped. */
export const missingData: string | false = existsSync(FOLDER)
  ? false
  : "the folder ../shared/data/light-client is not beside the repository";

/** Reads one file of the data. */
export function readData<T>(...path: string[]): T {
  return JSON.parse(readFileSync(join(FOLDER, ...path), "utf8")) as T;
}

/** Lists the files of one folder of the data, in the order of their names. */
export function listData(folder: string): string[] {
  return readdirSync(join(FOLDER, folder)).sort();
}
