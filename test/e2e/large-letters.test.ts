// Goal: the app stays whole where letters are twice as large, where people write from right to left, and
// where a word is longer than a line. Method: a browser that is set so looks at the pages of a demonstration.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import type { Browser, Page } from "playwright-core";
import { axeFaults } from "../browser/axe.ts";
import { launchChromium } from "../browser/chromium.ts";
import { picture, sideways } from "../browser/looks.ts";
import { openProfile, visit } from "./profile.ts";
import { runDemo } from "./run-demo.ts";
import type { SmallCommunity } from "./small-community.ts";

const pages = [
  ...["home", "decide", "decide/1", "decide/6", "decide/new/role", "money", "money/pay"],
  ...["people", "people/2", "people/25", "people/invite", "circles/2", "more", "rules"],
  ...["activity", "find", "helpers", "devices", "join/1/x", "nowhere"],
];

const phone = { name: "phone-light", width: 390, height: 844, scheme: "light" } as const;
const narrow = { name: "narrow-light", width: 320, height: 640, scheme: "light" } as const;

let harbour: SmallCommunity;

before(async () => {
  harbour = await runDemo();
});

after(async () => {
  await harbour?.stop();
});

async function assertWithin(
  page: Page,
  name: string,
  change: (page: Page) => Promise<unknown>,
): Promise<void> {
  const faults: string[] = [];
  for (const place of pages) {
    await visit(page, harbour.url, place);
    await page.waitForLoadState("networkidle").catch(() => undefined);
    await change(page);
    const wide = await sideways(page);
    if (wide > 0) faults.push(`${place} is ${wide} pixels too wide`);
    await picture(page, `${name}-${place.replaceAll("/", "-")}`);
  }
  assert.deepEqual(faults, []);
}

async function withBrowser(flags: readonly string[], run: (browser: Browser) => Promise<void>) {
  const browser = await launchChromium(flags);
  try {
    await run(browser);
  } finally {
    await browser.close();
  }
}

test("with letters twice as large nothing leaves the page, and all of it can be read", async () => {
  await withBrowser(["--blink-settings=defaultFontSize=32"], async (browser) => {
    const { page, context } = await openProfile(browser, harbour.url, phone);
    await assertWithin(page, "large", async () => undefined);
    await visit(page, harbour.url, "home");
    assert.equal(
      await page.evaluate(() => getComputedStyle(document.documentElement).fontSize),
      "32px",
    );
    assert.deepEqual(await axeFaults(page), []);
    await context.close();
  });
});

test("from right to left everything is mirrored and stays within its width", async () => {
  await withBrowser([], async (browser) => {
    const { page, context } = await openProfile(browser, harbour.url, narrow);
    await assertWithin(page, "mirrored", () =>
      page.evaluate(() => {
        document.documentElement.dir = "rtl";
      }),
    );
    await context.close();
  });
});

test("a word that is longer than a line breaks instead of the page", async () => {
  await withBrowser([], async (browser) => {
    const { page, context } = await openProfile(browser, harbour.url, narrow);
    await assertWithin(page, "long", () =>
      page.evaluate(() => {
        const long =
          "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft";
        for (const named of document.querySelectorAll(
          "main bdi, main h1, main h2, main h3, main p",
        )) {
          if (named.children.length === 0) named.textContent = long;
        }
      }),
    );
    await context.close();
  });
});
