/**
 * Goal: what is for members appears to a member, also where it was asked for before the node knew them, and
 * again after the node has forgotten them.
 * Method: the demonstration in a real browser; the first question for texts waits until signing in is
 * over, and a session is taken away while the node is.
 */
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import type { Browser } from "playwright-core";
import { launchChromium } from "../browser/chromium.ts";
import { openProfile, visit } from "./profile.ts";
import { runDemo } from "./run-demo.ts";
import type { SmallCommunity } from "./small-community.ts";

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

test("names that were asked for before signing in, and answered after it, appear", async () => {
  const { page, context } = await openProfile(browser, harbour.url);
  const signedIn = page.waitForResponse(
    (answer) => /\/sessions$/.test(answer.url()) && answer.request().method() === "POST",
  );
  let held = 0;
  await context.route("**/api/v1/blobs/read", async (route) => {
    held += 1;
    if (held > 1) return route.continue();
    // The node answers now, to a stranger; the answer comes once the stranger has signed in.
    const answer = await route.fetch();
    const { blobs } = (await answer.json()) as { readonly blobs: Record<string, string> };
    const texts = Object.values(blobs).map((blob) => Buffer.from(blob, "base64").toString());
    assert.ok(!texts.some((text) => text.includes("Kofi Mensah")), "names are for members");
    await signedIn;
    await page.waitForTimeout(300);
    await route.fulfill({ response: answer });
  });
  await visit(page, harbour.url, "people");
  await page
    .getByRole("link", { name: /Kofi Mensah/ })
    .first()
    .waitFor();
  assert.ok(held > 1);
  await context.close();
});

test("a node that was away and has forgotten who looks is told again", async () => {
  const { page, context } = await openProfile(browser, harbour.url);
  await visit(page, harbour.url, "people");
  await page
    .getByRole("link", { name: /Kofi Mensah/ })
    .first()
    .waitFor();
  const session = async () =>
    (await context.cookies()).some(({ name }) => name === "folkmoot_session");
  assert.ok(await session());
  await context.route("**/api/v1/**", (route) => route.abort());
  await page.evaluate(() => dispatchEvent(new Event("offline")));
  await page.getByText(/Your node does not answer/).waitFor();
  await context.clearCookies();
  const again = page.waitForResponse(
    (answer) => /\/sessions$/.test(answer.url()) && answer.request().method() === "POST",
  );
  await context.unroute("**/api/v1/**");
  await page.evaluate(() => document.dispatchEvent(new Event("visibilitychange")));
  await again;
  assert.ok(await session());
  await context.close();
});
