import { mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** Reads a file; nothing where there is none. */
export function readOr(path: string): Uint8Array | undefined {
  try {
    return new Uint8Array(readFileSync(path));
  } catch {
    return undefined;
  }
}

/**
 * Puts a whole file in place at once, for its owner alone: a page cut short would begin trust again.
 *
 * Bounds: where nothing can be written, nothing is kept.
 */
export function writeWhole(path: string, content: Uint8Array | string): void {
  try {
    mkdirSync(join(path, ".."), { recursive: true, mode: 0o700 });
    const half = `${path}.${process.pid}`;
    writeFileSync(half, content, { mode: 0o600 });
    renameSync(half, path);
  } catch {
    // What cannot be kept is verified again next time.
  }
}
