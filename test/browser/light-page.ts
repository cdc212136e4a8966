import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser, Page } from "playwright-core";
import { rolldown } from "rolldown";
import { repositoryRoot } from "../conformance/light-client-data.ts";
import { launchChromium } from "./chromium.ts";
import { type FileServer, serveFolder } from "./file-server.ts";

const EXPORTS = [
  ["light/light-client", "createLightClient"],
  ["light/node-source", "httpLightSource"],
  ["light/trust", "anchorFromJson"],
  ["portable-hasher", "portableHasher"],
  ["signature", "platformVerifier, portableVerify, verifyAsync"],
];

const PAGE = '<!doctype html><title>light</title><script type="module" src="start.js"></script>';
const START = 'import * as light from "./light.js"; globalThis.light = light;';

/** What the page has loaded, as `globalThis.light`. */
export type LightPageModule = typeof import("#client/light/light-client.js") &
  typeof import("#client/light/node-source.js") &
  typeof import("#client/light/trust.js") &
  typeof import("#client/portable-hasher.js") &
  typeof import("#client/signature.js");

/** A page in a real browser that holds the light client and nothing else. */
export interface LightPage {
  readonly page: Page;
  close(): Promise<void>;
}

/** Bundles the light client as a browser gets it, and opens a page with it. */
export async function openLightPage(): Promise<LightPage> {
  const folder = mkdtempSync(join(tmpdir(), "folkmoot-light-"));
  const client = join(repositoryRoot(), "dist", "client");
  const lines = EXPORTS.map(
    ([file, names]) => `export { ${names} } from ${JSON.stringify(join(client, `${file}.js`))};`,
  );
  writeFileSync(join(folder, "entry.js"), lines.join("\n"));
  writeFileSync(join(folder, "index.html"), PAGE);
  writeFileSync(join(folder, "start.js"), START);
  const bundle = await rolldown({
    input: join(folder, "entry.js"),
    platform: "browser",
    logLevel: "silent",
  });
  await bundle.write({ dir: folder, entryFileNames: "light.js", minify: true });
  await bundle.close();
  const server: FileServer = await serveFolder(folder);
  const browser: Browser = await launchChromium();
  const page = await browser.newPage();
  await page.goto(server.address);
  await page.waitForFunction("globalThis.light !== undefined");
  return {
    page,
    async close() {
      await browser.close();
      await server.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
