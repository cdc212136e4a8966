/** Goal: anyone who leaves sees the day on each of their devices, and stays from any of them; with two keys they go at once. */
import assert from "node:assert/strict";
import { dirname, join } from "node:path";
import { after, before, test } from "node:test";
import type { Browser, Page } from "playwright-core";
import { axeFaults } from "../browser/axe.ts";
import { launchChromium } from "../browser/chromium.ts";
import { looks, picture, sideways } from "../browser/looks.ts";
import { confirm } from "./confirm.ts";
import { openProfile, visit } from "./profile.ts";
import { foundSmallCommunity, letPass, type SmallCommunity } from "./small-community.ts";

let community: SmallCommunity;
let browser: Browser;

before(async () => {
  community = await foundSmallCommunity();
  browser = await launchChromium();
});

after(async () => {
  await browser?.close();
  await community?.stop();
});

const leaves = (page: Page) => page.getByRole("heading", { name: /^You leave on / });

test("somebody leaves, sees the day everywhere, stays by the recovery file, and goes at once by two keys", async () => {
  const phone = await openProfile(browser, community.url);
  await visit(phone.page, community.url, "leave");
  await confirm(phone.page, "Leave");
  await leaves(phone.page).waitFor();
  await phone.page
    .getByText("Until then you can stay, from any of your devices", { exact: false })
    .waitFor();
  await phone.page.locator(".banner", { hasText: "You leave on" }).waitFor();

  await visit(phone.page, community.url, "home");
  await leaves(phone.page).waitFor();
  await visit(phone.page, community.url, "people/1");
  await phone.page.getByText(/Leaves on/).waitFor();

  for (const look of looks) {
    const { page, context } = await openProfile(browser, community.url, look);
    await visit(page, community.url, "leave");
    await page.getByRole("button", { name: "Stay" }).waitFor();
    assert.equal(await sideways(page), 0, look.name);
    assert.deepEqual(await axeFaults(page), [], look.name);
    await picture(page, `${look.name}-leaving`);
    await visit(page, community.url, "home");
    await leaves(page).waitFor();
    await picture(page, `${look.name}-leaving-home`);
    await context.close();
  }

  const other = await openProfile(browser, community.url);
  await visit(other.page, community.url, "lost");
  const file = join(dirname(community.home), "keys", "Ana.recovery.json");
  await other.page.getByLabel("Recovery file", { exact: true }).setInputFiles(file);
  await other.page.getByRole("button", { name: "Open the file" }).click();
  await leaves(other.page).waitFor();
  await other.page.getByRole("button", { name: "Leave at once" }).waitFor();
  await other.page.getByRole("main").getByRole("button", { name: "Stay" }).click();
  await other.page.getByText("You stay.").waitFor();

  await visit(phone.page, community.url, "leave");
  await phone.page.getByText("called your leaving off lately", { exact: false }).waitFor();
  assert.equal(await leaves(phone.page).count(), 0);

  await letPass(community, 30);
  await visit(phone.page, community.url, "leave");
  await confirm(phone.page, "Leave");
  await phone.page.getByRole("button", { name: "Stay" }).waitFor();
  await confirm(other.page, "Leave at once");
  await phone.page.locator(".banner", { hasText: "You leave on" }).waitFor({ state: "detached" });
  await visit(phone.page, community.url, "people/1");
  await phone.page.getByText("Left", { exact: false }).first().waitFor();
  phone.assertQuiet();
  other.assertQuiet();
});
