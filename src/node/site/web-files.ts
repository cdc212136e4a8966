import { createHash } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import { extname, join, relative, sep } from "node:path";
import { brotliCompressSync, gzipSync } from "node:zlib";
import { packageRoot } from "../../engine/package-root.ts";
import { pageBelow } from "./base-path.ts";

/** A file's bytes in one coding, and what names exactly these. */
export interface Coded {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly tag: string;
}

/** A file of the web app, ready to be sent. */
export interface WebFile extends Coded {
  readonly type: string;
  /** The same compressed, where the build has laid it beside. */
  readonly compressed: { readonly [coding in Coding]?: Coded };
  /** Named by its content, so it never changes. */
  readonly isForEver: boolean;
}

/** How a file may be compressed, the smaller first. */
export const CODINGS = ["br", "gzip"] as const;

/** One of the codings of `CODINGS`. */
export type Coding = (typeof CODINGS)[number];

/** What the build appends to the name of a compressed file. */
const ENDINGS: { readonly [coding in Coding]: string } = { br: ".br", gzip: ".gz" };

const TYPES: { readonly [extension: string]: string } = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".svg": "image/svg+xml",
  ".png": "image/png",
  ".ico": "image/x-icon",
  ".json": "application/json",
  ".webmanifest": "application/manifest+json",
  ".woff2": "font/woff2",
  ".txt": "text/plain; charset=utf-8",
};

const PAGE = "/index.html";

const BUILT = join(packageRoot(), "web", "dist");

/**
 * Reads the built web app into memory, by path inside the node; empty when it is not built.
 *
 * Shape: the package's own where no folder is named.
 */
export async function readWebFiles(
  folder = BUILT,
  basePath = "",
): Promise<ReadonlyMap<string, WebFile>> {
  const files = new Map<string, WebFile>();
  let entries: string[];
  try {
    entries = await listFiles(folder);
  } catch {
    return files;
  }
  const isCompressed = (path: string): boolean =>
    CODINGS.some((coding) => path.endsWith(ENDINGS[coding]));
  for (const path of entries.filter((entry) => !isCompressed(entry))) {
    const name = `/${relative(folder, path).split(sep).join("/")}`;
    const file = name === PAGE ? await readPage(path, basePath) : await readFileOf(path, entries);
    files.set(name, {
      ...file,
      type: TYPES[extname(path)] ?? "application/octet-stream",
      isForEver: name.startsWith("/assets/"),
    });
  }
  return files;
}

type Read = Pick<WebFile, "bytes" | "tag" | "compressed">;

/** The page names everything from where the node is, so it is written, and compressed, at the start. */
async function readPage(path: string, basePath: string): Promise<Read> {
  const html = Buffer.from(pageBelow(basePath, await readFile(path, "utf8")));
  const compressed = { br: coded(brotliCompressSync(html)), gzip: coded(gzipSync(html)) };
  return { ...coded(html), compressed };
}

async function readFileOf(path: string, entries: readonly string[]): Promise<Read> {
  return { ...(await readCoded(path)), compressed: await readCompressed(path, entries) };
}

async function readCoded(path: string): Promise<Coded> {
  return coded(await readFile(path));
}

function coded(buffer: Buffer): Coded {
  const bytes = new Uint8Array(buffer);
  const digest = createHash("sha256").update(bytes).digest("base64url").slice(0, 22);
  return { bytes, tag: `"${digest}"` };
}

async function readCompressed(
  path: string,
  entries: readonly string[],
): Promise<WebFile["compressed"]> {
  const compressed: { [coding in Coding]?: Coded } = {};
  for (const coding of CODINGS) {
    const beside = `${path}${ENDINGS[coding]}`;
    if (entries.includes(beside)) compressed[coding] = await readCoded(beside);
  }
  return compressed;
}

async function listFiles(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true });
  const nested = entries.map((entry) => {
    const path = join(folder, entry.name);
    return entry.isDirectory() ? listFiles(path) : Promise.resolve([path]);
  });
  return (await Promise.all(nested)).flat();
}
