// Goal: anyone who tries the demonstration stops and starts its helpers by buttons, and the page says
// what comes of it. Method: the command with four helpers, a phone and a desk, axe in each state.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import type { Browser, Page } from "playwright-core";
import { testBinary } from "#engine/testing/comet-binary.js";
import { homeLayout, readLocalToken } from "#node/index.js";
import { axeFaults } from "../browser/axe.ts";
import { launchChromium } from "../browser/chromium.ts";
import { looks, picture, sideways } from "../browser/looks.ts";
import { openProfile, visit } from "./profile.ts";
import { runDemo } from "./run-demo.ts";
import type { SmallCommunity } from "./small-community.ts";

const { missing } = testBinary();
let harbour: SmallCommunity | undefined;
let browser: Browser | undefined;

before(async () => {
  if (missing !== false) return;
  harbour = await runDemo("--helpers", "4");
  browser = await launchChromium();
});

after(async () => {
  await browser?.close();
  await harbour?.stop();
});

const press = (page: Page, name: string) => page.getByRole("button", { name }).click();
const says = (page: Page, words: string) =>
  page.getByRole("status").filter({ hasText: words }).waitFor();

async function assertWhole(page: Page, name: string): Promise<void> {
  assert.deepEqual(await axeFaults(page), [], name);
  assert.equal(await sideways(page), 0, name);
  await picture(page, name);
}

for (const name of ["phone-light", "narrow-light", "desk-dark"]) {
  test(`helpers are stopped and started by buttons: ${name}`, { skip: missing }, async () => {
    assert.ok(harbour !== undefined && browser !== undefined);
    const look = looks.find((each) => each.name === name);
    const { page, context, assertQuiet } = await openProfile(browser, harbour.url, look);
    await visit(page, harbour.url, "helpers");
    assert.equal(await page.getByRole("button", { name: "Pause helper 4" }).count(), 0);
    await page.goto("about:blank");
    const token = await readLocalToken(homeLayout(harbour.home).localToken);
    await visit(page, harbour.url, `helpers?local=${token}`);
    await says(page, "4 of 4 helpers agree: everything goes on.");
    await page.getByText("This page comes from it.").waitFor();
    assert.equal(await page.getByRole("button", { name: "Stop helper 1" }).count(), 0);
    assert.equal(await page.getByRole("button", { name: "Let time pass" }).count(), 0);
    await assertWhole(page, `${name}-helpers-four`);
    await press(page, "Pause helper 4");
    await says(page, "3 of 4 helpers agree: everything goes on.");
    await press(page, "Stop helper 2");
    await says(page, "2 of 4 helpers: nothing new can be agreed on.");
    await page.getByText("is stopped", { exact: true }).waitFor();
    await page.getByText(/It came [0-9]+ seconds? ago/).waitFor();
    await assertWhole(page, `${name}-helpers-two`);
    await press(page, "Start helper 2");
    await press(page, "Let helper 4 go on");
    await says(page, "4 of 4 helpers agree: everything goes on.");
    await context.close();
    assertQuiet();
  });
}
