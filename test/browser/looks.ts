import { mkdir } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import type { Browser, BrowserContext, BrowserContextOptions, Page } from "playwright-core";

/** How a page is looked at. */
export interface Look {
  readonly name: string;
  readonly width: number;
  readonly height: number;
  readonly scheme: "light" | "dark";
}

/** A phone, a small phone and a desk, by day and by night. */
export const looks: readonly Look[] = [
  { name: "phone-light", width: 360, height: 740, scheme: "light" },
  { name: "phone-dark", width: 360, height: 740, scheme: "dark" },
  { name: "narrow-light", width: 320, height: 640, scheme: "light" },
  { name: "desk-light", width: 1280, height: 800, scheme: "light" },
  { name: "desk-dark", width: 1280, height: 800, scheme: "dark" },
];

/** The ignored folder into which pictures are put. */
export const pictures = fileURLToPath(new URL("../../pictures/", import.meta.url));

/** Opens a browser profile of its own that looks in one way and asks for little motion. */
export function contextOf(
  browser: Browser,
  look: Look,
  more: BrowserContextOptions = {},
): Promise<BrowserContext> {
  return browser.newContext({
    ...more,
    viewport: { width: look.width, height: look.height },
    colorScheme: look.scheme,
    reducedMotion: "reduce",
    locale: "en-GB",
    timezoneId: "Europe/Lisbon",
  });
}

/** Takes a picture of the whole page, with the window grown so that nothing floats over it. */
export async function picture(page: Page, name: string): Promise<void> {
  await mkdir(pictures, { recursive: true });
  const before = page.viewportSize();
  const height = await page.evaluate(() => document.documentElement.scrollHeight);
  if (before !== null)
    await page.setViewportSize({ ...before, height: Math.max(before.height, height) });
  await page.screenshot({ path: `${pictures}${name}.png` });
  if (before !== null) await page.setViewportSize(before);
}

/** Returns by how many pixels the page is wider than the window; nothing may scroll sideways. */
export const sideways = (page: Page): Promise<number> =>
  page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
