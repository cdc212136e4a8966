import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { extname, join, normalize } from "node:path";

const kinds: Readonly<Record<string, string>> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript",
  ".css": "text/css",
  ".svg": "image/svg+xml",
  ".webmanifest": "application/manifest+json",
};

/** A folder served on this machine under the same strict policy as by a node. */
export interface FileServer {
  readonly address: string;
  readonly close: () => Promise<void>;
}

/** Serves a folder on a free port of 127.0.0.1. */
export async function serveFolder(folder: string): Promise<FileServer> {
  const server = createServer(async (asked, answer) => {
    const path = new URL(asked.url ?? "/", "http://localhost").pathname;
    const file = normalize(join(folder, path.endsWith("/") ? `${path}index.html` : path));
    const bytes = file.startsWith(folder) ? await readFile(file).catch(() => undefined) : undefined;
    answer.setHeader("content-security-policy", "default-src 'self'");
    answer.setHeader("content-type", kinds[extname(file)] ?? "application/octet-stream");
    answer.statusCode = bytes === undefined ? 404 : 200;
    answer.end(bytes);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  const close = (): Promise<void> =>
    new Promise((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  return { address: `http://127.0.0.1:${port}/`, close };
}
