import { gzipSync } from "node:zlib";

/** What a browser fetches before anything of the app is drawn: each file with its compressed size. */
export type FirstLoad = ReadonlyMap<string, number>;

const NAMED_BY_PAGE = /(?:src|href)="\.?\/?([^":]+\.(?:js|css|woff2|svg|webmanifest))"/g;
const NAMED_BY_SCRIPT = /(?:from|import)"\.\/([^"]+\.js)"/g;
/** Beside the page, and not in its way. */
const BESIDE = /\.(?:svg|webmanifest)$/;

/**
 * Finds out what is fetched before the first page stands, from the built files themselves.
 *
 * Shape: `read` gives a file's bytes by its path below the app; fonts are compressed already, all else is
 * counted as gzip makes it. Units: bytes.
 */
export async function firstLoad(read: (path: string) => Promise<Uint8Array>): Promise<FirstLoad> {
  const sizes = new Map<string, number>();
  const wanted = new Set(["index.html"]);
  for (const path of wanted) {
    if (BESIDE.test(path)) continue;
    const bytes = await read(path);
    sizes.set(path, path.endsWith(".woff2") ? bytes.length : gzipSync(bytes, { level: 9 }).length);
    const text = new TextDecoder().decode(bytes);
    if (path.endsWith(".html"))
      for (const [, name = ""] of text.matchAll(NAMED_BY_PAGE)) wanted.add(name);
    if (path.endsWith(".js")) {
      for (const [, name = ""] of text.matchAll(NAMED_BY_SCRIPT)) wanted.add(`assets/${name}`);
    }
  }
  return sizes;
}

/** Units: bytes. */
export const sumOf = (load: FirstLoad): number =>
  [...load.values()].reduce((sum, size) => sum + size, 0);
