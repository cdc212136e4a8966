import { execFile } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { type FileServer, serveFolder } from "./file-server.ts";

const web = fileURLToPath(new URL("../../../web/", import.meta.url));
const vite = fileURLToPath(new URL("bin/vite.js", import.meta.resolve("vite/package.json")));

/** Builds the gallery of parts afresh into a folder of its own and serves it. */
export async function serveGallery(): Promise<FileServer> {
  const folder = await mkdtemp(join(tmpdir(), "folkmoot-gallery-"));
  const args = [vite, "build", "--config", `${web}gallery/vite.config.ts`, "--outDir", folder];
  await promisify(execFile)(process.execPath, [...args, "--logLevel", "error"], { cwd: web });
  const server = await serveFolder(folder);
  const close = async (): Promise<void> => {
    await server.close();
    await rm(folder, { recursive: true, force: true });
  };
  return { address: server.address, close };
}
