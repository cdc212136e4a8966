import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { gzipSync } from "node:zlib";
import type { Browser } from "playwright-core";
import { axeFaults } from "../browser/axe.ts";
import { launchChromium } from "../browser/chromium.ts";
import { looks, picture, sideways } from "../browser/looks.ts";
import { openProfile, visit } from "./profile.ts";
import { runDemo } from "./run-demo.ts";
import type { SmallCommunity } from "./small-community.ts";

const firstLoadMost = 60_000;
const pages = [
  ...["home", "decide", "decide/1", "decide/4", "decide/7", "decide/new", "decide/new/rule"],
  ...[
    "decide/new/role",
    "decide/new/helper",
    "money",
    "money/pay",
    "money/ask",
    "scan",
    "money/trust",
    "people",
    "people/1",
    "people/25",
    "people/18",
    "challenges",
  ],
  ...["people/invite", "more", "rules", "circles", "circles/2", "helpers", "profile", "devices"],
  ...[
    "texts",
    "alarm",
    "leave",
    "about",
    "found",
    "back",
    "second",
    "join/1/x",
    "why/x",
    "nowhere",
  ],
];

// Axe looks once at each width and scheme; the other looks differ in nothing that it can see.
const examined = new Set(["phone-light", "phone-dark", "desk-light"]);

let harbour: SmallCommunity;
let browser: Browser;

before(async () => {
  harbour = await runDemo();
  browser = await launchChromium();
});

after(async () => {
  await browser?.close();
  await harbour?.stop();
});

for (const look of looks) {
  test(`every page is whole, reachable and within its width: ${look.name}`, async () => {
    const { page, context, assertQuiet } = await openProfile(browser, harbour.url, look);
    await visit(page, harbour.url, "home");
    await page.locator("p:visible", { hasText: "Checked on this device." }).first().waitFor();
    const faults: string[] = [];
    for (const place of pages) {
      await visit(page, harbour.url, place);
      await page.waitForLoadState("networkidle").catch(() => undefined);
      const wide = await sideways(page);
      if (wide > 0) faults.push(`${place} is ${wide} pixels too wide`);
      if (examined.has(look.name)) {
        faults.push(...(await axeFaults(page)).map((fault) => `${place}: ${fault}`));
      }
      await picture(page, `${look.name}-${place.replaceAll("/", "-")}`);
    }
    await context.close();
    assert.deepEqual(faults, []);
    assertQuiet();
  });
}

test("the first load is small and asks nobody else", async () => {
  const { page, context, assertQuiet } = await openProfile(browser, harbour.url);
  // What the app leaves for later, once the first page stands, must not begin on a slow machine.
  await context.addInitScript(() => {
    const timeout = window.setTimeout.bind(window);
    const soon = (run: TimerHandler, delay = 0) => (delay < 1000 ? timeout(run, delay) : 0);
    window.setTimeout = soon as typeof window.setTimeout;
  });
  // Nor is it the first load that somebody of the demonstration signs in at once.
  await context.route("**/api/v1/demo", (route) => route.fulfill({ status: 404 }));
  const sizes = new Map<string, number>();
  page.on("response", async (answer) => {
    if (!/\/assets\/|\/$/.test(new URL(answer.url()).pathname)) return;
    const body = await answer.body().catch(() => undefined);
    if (body !== undefined) sizes.set(answer.url(), gzipSync(body, { level: 9 }).length);
  });
  await page.goto(harbour.url, { waitUntil: "load" });
  await page.getByRole("heading", { level: 1 }).waitFor();
  const all = [...sizes.values()].reduce((sum, size) => sum + size, 0);
  console.log(`# the first load takes ${all} bytes`);
  assert.ok(all > 5000 && all <= firstLoadMost, `${all} bytes`);
  await context.close();
  assertQuiet();
});
