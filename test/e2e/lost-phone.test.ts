/** Goal: somebody whose phone is lost stops it from another browser with the recovery file, and goes on. */
import assert from "node:assert/strict";
import { dirname, join } from "node:path";
import { after, before, test } from "node:test";
import type { Browser, Page } from "playwright-core";
import { launchChromium } from "../browser/chromium.ts";
import { openProfile, visit } from "./profile.ts";
import { foundSmallCommunity, type SmallCommunity } from "./small-community.ts";

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

/** Presses a button and, in the question that follows, the same one again. */
async function confirm(page: Page, name: string, at = 0): Promise<void> {
  await page.getByRole("main").getByRole("button", { name, exact: true }).nth(at).click();
  await page.getByRole("dialog").getByRole("button", { name, exact: true }).click();
}

async function letPass(days: number): Promise<void> {
  const answer = await fetch(new URL("/api/v1/demo/time", community.url), {
    method: "POST",
    body: JSON.stringify({ advanceMs: days * 86_400_000 }),
  });
  assert.equal(answer.status, 200);
}

test("a phone is lost: freeze, remove, go on with another device", async () => {
  const phone = await openProfile(browser, community.url);
  await visit(phone.page, community.url, "home");
  const other = await openProfile(browser, community.url);
  await visit(other.page, community.url, "back");
  await other.page.getByRole("link", { name: "A device is lost or stolen" }).click();
  const file = join(dirname(community.home), "keys", "Ana.recovery.json");
  await other.page.getByLabel("Recovery file", { exact: true }).setInputFiles(file);
  await other.page.getByRole("button", { name: "Open the file" }).click();
  await other.page.getByText("recovery file. It is open", { exact: false }).waitFor();

  await confirm(other.page, "Freeze my devices");
  await other.page.getByRole("heading", { name: "Your devices are frozen" }).waitFor();

  await phone.page.locator(".banner", { hasText: "Your devices are frozen." }).waitFor();
  await phone.page.getByRole("heading", { name: "Your devices are frozen", level: 3 }).waitFor();
  await visit(phone.page, community.url, "devices");
  await phone.page.getByText("frozen", { exact: true }).waitFor();

  await confirm(other.page, "Remove");
  await other.page.getByText("Number 2 began this.", { exact: false }).waitFor();
  await phone.page.getByText("Number 2 began this.", { exact: false }).waitFor();
  await letPass(7);
  await confirm(other.page, "Lift the freeze");
  await other.page.getByRole("button", { name: "Freeze my devices" }).waitFor();
  await other.page.getByText("removed", { exact: true }).waitFor();

  await other.page.getByRole("button", { name: "Add this device" }).click();
  await other.page.getByText("Number 3, device", { exact: false }).waitFor();
  await visit(other.page, community.url, "devices");
  await other.page.getByText("this device", { exact: true }).waitFor();
  phone.assertQuiet();
  other.assertQuiet();
});
