import { existsSync, mkdirSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import unpacking from "@sparticuz/chromium";
import { type Browser, chromium } from "playwright-core";

const installed = [
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
  "/usr/bin/google-chrome-stable",
];

const flags = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

const wholeBytes = 100_000_000;

function clearHalfUnpacked(): void {
  const path = join(tmpdir(), "chromium");
  if (existsSync(path) && statSync(path).isFile() && statSync(path).size < wholeBytes) rmSync(path);
}

// Test files run at the same time, and half a browser looks like a whole one to the next.
async function unpacked(): Promise<string> {
  const lock = join(tmpdir(), "folkmoot-chromium.lock");
  for (let tries = 0; tries < 300; tries += 1) {
    try {
      mkdirSync(lock);
    } catch {
      if (tries === 299) rmSync(lock, { recursive: true, force: true });
      await wait(200);
      continue;
    }
    try {
      clearHalfUnpacked();
      return await unpacking.executablePath();
    } finally {
      rmSync(lock, { recursive: true, force: true });
    }
  }
  throw new Error("The browser in the package @sparticuz/chromium could not be unpacked.");
}

/**
 * Returns the path of a Chromium: the one named by FOLKMOOT_CHROMIUM (a path, or `package` for the
 * one inside the npm package), an installed one, else the one from the package, unpacked.
 */
export async function findChromium(): Promise<string> {
  const named = process.env["FOLKMOOT_CHROMIUM"];
  if (named === "package") return unpacked();
  if (named !== undefined && named !== "") return named;
  return installed.find((path) => existsSync(path)) ?? (await unpacked());
}

/** Starts a browser that calls nobody but the pages it is told to open; `more` are flags of its own. */
export async function launchChromium(more: readonly string[] = []): Promise<Browser> {
  const args = [...flags, ...more];
  return chromium.launch({ executablePath: await findChromium(), headless: true, args });
}
