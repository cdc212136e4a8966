/**
 * Goal: an app that was opened once opens without a network, and a newer one is used when somebody wants it.
 *
 * Method: a real browser and a node of its own, which sleeps, wakes, and serves another build of the app.
 */
import assert from "node:assert/strict";
import { appendFile, cp, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { fileURLToPath } from "node:url";
import type { Browser, BrowserContext, Page } from "playwright-core";
import { launchChromium } from "../browser/chromium.ts";
import { foundSmallCommunity, type StoppableCommunity } from "./small-community.ts";

const BUILT = fileURLToPath(new URL("../../../web/dist", import.meta.url));

let web: string;
let community: StoppableCommunity;
let browser: Browser;

before(async () => {
  web = await mkdtemp(join(tmpdir(), "folkmoot-web-"));
  await cp(BUILT, web, { recursive: true });
  community = await foundSmallCommunity({ web });
  browser = await launchChromium();
});
after(async () => {
  await browser.close();
  await community.stop();
  await rm(web, { recursive: true, force: true });
});

/** A device on which the app has been opened, and is kept. */
async function device(): Promise<{ readonly context: BrowserContext; readonly page: Page }> {
  const context = await browser.newContext();
  const page = await context.newPage();
  await page.goto(community.url);
  await page.getByRole("heading", { level: 1 }).waitFor();
  await page.waitForFunction(() => navigator.serviceWorker.controller !== null);
  await page.waitForLoadState("networkidle").catch(() => undefined);
  return { context, page };
}

test("an app that was opened once opens while nobody answers, and says so", async () => {
  const { context, page } = await device();
  await page.reload();
  await page.getByRole("heading", { level: 1 }).waitFor();
  await community.sleep();
  try {
    await page.reload();
    await page.getByText("Your node does not answer.").first().waitFor();
    await page.goto(`${community.url}/#/decide`);
    await page.getByRole("navigation").first().waitFor();
    await context.setOffline(true);
    await page.reload();
    await page.getByText("This device is offline.").first().waitFor();
    await context.setOffline(false);
  } finally {
    await community.wake();
  }
  await page.getByText("Your node does not answer.").first().waitFor({ state: "hidden" });
  await context.close();
});

test("what the node says is asked of the node each time, and never kept with the app", async () => {
  const { context, page } = await device();
  const kept = await page.evaluate(async () => {
    const found: string[] = [];
    for (const name of await caches.keys()) {
      for (const { url } of await (await caches.open(name)).keys())
        found.push(new URL(url).pathname);
    }
    return found;
  });
  assert.ok(kept.includes("/"), "the page is kept");
  assert.ok(kept.some((path) => path.startsWith("/assets/")));
  assert.deepEqual(
    kept.filter((path) => path.startsWith("/api")),
    [],
  );
  await context.close();
});

test("a newer app waits until somebody wants it, and then every file is of the newer one", async () => {
  const { context, page } = await device();
  const other = await context.newPage();
  await other.goto(`${community.url}/#/people`);
  await other.getByRole("heading", { level: 1 }).waitFor();
  const worker = join(web, "sw.js");
  const newer = (await readFile(worker, "utf8")).replace(/"version":"[^"]*"/, '"version":"newer"');
  await writeFile(worker, newer);
  for (const ending of ["br", "gz"]) await rm(`${worker}.${ending}`);
  await appendFile(join(web, "index.html"), "<!-- newer -->\n");
  await community.sleep();
  await community.wake();
  await page.reload();
  const button = page.getByRole("button", { name: "Use it now" });
  await button.waitFor();
  const html = () => page.evaluate(async () => (await fetch("./", { mode: "same-origin" })).text());
  assert.match(await html(), /<!-- newer -->/, "what asks the node by itself reaches it");
  const loaded = page.waitForEvent("load");
  await button.click();
  await loaded;
  await page.getByRole("heading", { level: 1 }).waitFor();
  await button.waitFor({ state: "hidden" });
  const names = await page.evaluate(() => caches.keys());
  assert.ok(names.some((name) => name.endsWith(" newer")));
  const said = await page.evaluate(() => document.lastChild?.nodeValue?.trim());
  assert.equal(said, "newer", "the page is of the newer one too");
  await other.getByRole("link", { name: "Money" }).first().click();
  await other.getByRole("link", { name: "Pay", exact: true }).first().waitFor();
  await context.close();
});

test("in a private window of a browser that keeps nothing, the app is a page like any other", async () => {
  const context = await browser.newContext({ serviceWorkers: "block" });
  const page = await context.newPage();
  const errors: string[] = [];
  page.on("pageerror", ({ message }) => errors.push(message));
  await page.goto(community.url);
  await page.getByRole("heading", { level: 1 }).waitFor();
  assert.deepEqual(errors, []);
  await context.close();
});
