import { dirname, join } from "node:path";
import { after, before, test } from "node:test";
import type { Browser } from "playwright-core";
import { launchChromium } from "../browser/chromium.ts";
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
  await phone.page.getByRole("heading", { name: "Your devices are frozen" }).waitFor();
  await visit(phone.page, community.url, "devices");
  await phone.page.getByText("frozen", { exact: true }).waitFor();

  await confirm(other.page, "Remove");
  await other.page.getByText("Number 2 began this.", { exact: false }).waitFor();
  await phone.page.getByText("Number 2 began this.", { exact: false }).waitFor();
  await letPass(community, 7);
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
