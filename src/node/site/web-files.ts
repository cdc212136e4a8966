import { createHash } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import { extname, join, relative, sep } from "node:path";

/** A file of the web app, ready to be sent. */
export interface WebFile {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly type: string;
  readonly tag: string;
  /** Named by its content, so it never changes. */
  readonly isForEver: boolean;
}

const TYPES: { readonly [extension: string]: string } = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".svg": "image/svg+xml",
  ".png": "image/png",
  ".ico": "image/x-icon",
  ".json": "application/json",
  ".webmanifest": "application/manifest+json",
  ".txt": "text/plain; charset=utf-8",
};

/** Reads the built web app into memory, by path from the site's root; empty when it is not built. */
export async function readWebFiles(folder: string): Promise<ReadonlyMap<string, WebFile>> {
  const files = new Map<string, WebFile>();
  let entries: string[];
  try {
    entries = await listFiles(folder);
  } catch {
    return files;
  }
  for (const path of entries) {
    const name = `/${relative(folder, path).split(sep).join("/")}`;
    const bytes = new Uint8Array(await readFile(path));
    const digest = createHash("sha256").update(bytes).digest("base64url").slice(0, 22);
    files.set(name, {
      bytes,
      type: TYPES[extname(path)] ?? "application/octet-stream",
      tag: `"${digest}"`,
      isForEver: name.startsWith("/assets/"),
    });
  }
  return files;
}

async function listFiles(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true });
  const nested = entries.map((entry) => {
    const path = join(folder, entry.name);
    return entry.isDirectory() ? listFiles(path) : Promise.resolve([path]);
  });
  return (await Promise.all(nested)).flat();
}
