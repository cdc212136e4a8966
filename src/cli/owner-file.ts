import {
  closeSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  writeSync,
} from "node:fs";
import { basename, dirname, join } from "node:path";

/**
 * Puts a whole file in place at once, for its owner alone, wholly on the disk before it returns.
 *
 * Throws: what the disk says, with nothing changed.
 */
export function putOwnerFile(path: string, content: Uint8Array | string): void {
  const folder = dirname(path);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const half = join(folder, `.${basename(path)}.${process.pid}`);
  try {
    writeWhole(half, content);
    renameSync(half, path);
  } catch (error) {
    rmSync(half, { force: true });
    throw error;
  }
  syncFolder(folder);
}

/** The same for what can be asked for again: where nothing can be written, nothing is kept. */
export function tryOwnerFile(path: string, content: Uint8Array | string): void {
  try {
    putOwnerFile(path, content);
  } catch {
    // What is not kept is asked for again next time.
  }
}

/** Reads a file; nothing where there is none, or it cannot be read. */
export function readOwnerFile(path: string): Uint8Array | undefined {
  try {
    return new Uint8Array(readFileSync(path));
  } catch {
    return undefined;
  }
}

/** Reads JSON that was put in place; nothing where it is none. */
export function readOwnerJson(path: string): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(readOwnerFile(path))) as unknown;
  } catch {
    return undefined;
  }
}

/** Makes sure that what was renamed or removed in a folder stays so after a power cut. */
export function syncFolder(folder: string): void {
  try {
    const opened = openSync(folder, "r");
    fsyncSync(opened);
    closeSync(opened);
  } catch {
    // Some systems cannot open a folder; there the rename is all that can be done.
  }
}

function writeWhole(path: string, content: Uint8Array | string): void {
  const bytes = typeof content === "string" ? new TextEncoder().encode(content) : content;
  const file = openSync(path, "w", 0o600);
  try {
    for (let at = 0; at < bytes.length; ) at += writeSync(file, bytes, at);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}
