import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import type { Browser } from "playwright-core";
import { axeFaults } from "../browser/axe.ts";
import { launchChromium } from "../browser/chromium.ts";
import { firstLoad, sumOf } from "../browser/first-load.ts";
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
    "find",
    "activity",
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

test("the first load is small, font included, and Home stands with nothing else", async () => {
  const { page, context, assertQuiet } = await openProfile(browser, harbour.url, undefined, {
    serviceWorkers: "block",
  });
  // Somebody who was here before: becoming somebody of the demonstration takes a signature, and comes later.
  await visit(page, harbour.url, "home");
  await page.getByRole("heading", { level: 1, name: /needs? you/ }).waitFor();
  const load = await firstLoad(async (path) => {
    const answer = await fetch(new URL(path === "index.html" ? "" : path, harbour.url));
    assert.equal(answer.status, 200, path);
    return new Uint8Array(await answer.arrayBuffer());
  });
  const all = sumOf(load);
  console.log(`# the first load takes ${all} bytes`);
  assert.ok([...load.keys()].some((path) => path.endsWith(".woff2")));
  assert.ok(all > 5000 && all <= firstLoadMost, `${all} bytes: ${JSON.stringify([...load])}`);
  // Everything that comes later is never answered here: what is seen needs none of it.
  await context.route("**/assets/**", (route) => {
    const name = new URL(route.request().url()).pathname.split("/").at(-1) ?? "";
    return load.has(`assets/${name}`) ? route.continue() : undefined;
  });
  await page.reload();
  await page.getByRole("heading", { level: 1, name: /needs? you/ }).waitFor();
  await page.getByRole("link", { name: "Read and answer" }).waitFor();
  await page.getByText("You can spend").waitFor();
  await page.getByRole("heading", { name: "24 of us" }).waitFor();
  assert.equal(
    await page.evaluate(() => document.fonts.check("400 16px Figtree", "Harbour")),
    true,
    "the font is there too",
  );
  await context.close();
  assertQuiet();
});
