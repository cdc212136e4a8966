import assert from "node:assert/strict";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import type { Browser, Page } from "playwright-core";
import { launchChromium } from "../browser/chromium.ts";
import { openProfile, type Profile, visit } from "./profile.ts";
import { foundSmallCommunity, type SmallCommunity } from "./small-community.ts";

const phrase = "seven boats at noon";

let community: SmallCommunity;
let browser: Browser;
let ana: Profile;
let folder: string;

before(async () => {
  community = await foundSmallCommunity();
  browser = await launchChromium();
  ana = await openProfile(browser, community.url);
  folder = await mkdtemp(join(tmpdir(), "folkmoot-files-"));
});

after(async () => {
  await browser?.close();
  await community?.stop();
  await rm(folder, { recursive: true, force: true });
});

const press = (page: Page, name: string): Promise<void> =>
  page.getByRole("button", { name, exact: true }).click();

test("a recovery file made under More brings the person back on another device", async () => {
  const { page } = ana;
  await visit(page, community.url, "devices");
  await page.getByLabel("Passphrase for the file").fill(phrase);
  const saving = page.waitForEvent("download");
  await press(page, "Save the recovery file");
  const file = join(folder, "recovery.json");
  await (await saving).saveAs(file);
  await page.getByText("Your recovery file is saved and ready.").waitFor();
  const other = await openProfile(browser, community.url);
  await visit(other.page, community.url, "back");
  await other.page.getByLabel("Recovery file").setInputFiles(file);
  await press(other.page, "Come back");
  await other.page.getByText("This recovery file is locked.", { exact: false }).waitFor();
  await other.page.getByLabel("Its passphrase, if it has one").fill(phrase);
  await press(other.page, "Come back");
  await other.page.getByText("Welcome back", { exact: false }).waitFor();
  await visit(other.page, community.url, "devices");
  await other.page.getByText("Number 4, device").waitFor();
  other.assertQuiet();
  await other.context.close();
});

test("a second device is added by the code that it shows", async () => {
  const second = await openProfile(browser, community.url);
  await visit(second.page, community.url, "second");
  await second.page.getByLabel("Your number in the community").fill("1");
  await press(second.page, "Show the code");
  const code = await second.page.getByLabel("Code of this device").inputValue();
  assert.match(
    code,
    /^[0-9a-f]{192}\.[1-9]\d*\.[0-9a-f]{64}$/,
    "it carries the page that this device has verified",
  );
  await press(second.page, "I have added it there");
  await second.page.getByText("has not added this one yet", { exact: false }).waitFor();
  await visit(ana.page, community.url, "devices");
  await ana.page.getByLabel("Code from the other device").fill(code);
  await press(ana.page, "Add it");
  await ana.page.getByText("The other device can sign for you now.").waitFor();
  await press(second.page, "I have added it there");
  await second.page.getByRole("heading", { level: 1, name: /needs? you/ }).waitFor();
  second.assertQuiet();
  await second.context.close();
});

test("a name is written, read by members, and erased for good", async () => {
  const { page } = ana;
  await visit(page, community.url, "profile");
  await page.getByLabel("Name").fill("ليلى");
  await press(page, "Keep it");
  await page.getByText("It is kept.").waitFor();
  await visit(page, community.url, "people/1");
  await page.getByRole("heading", { level: 1, name: "ليلى" }).waitFor();
  await visit(page, community.url, "texts");
  // The name that she founded with is there too.
  for (const left of [2, 1]) {
    const erase = page.getByRole("main").getByRole("button", { name: "Erase", exact: true });
    await erase.nth(left - 1).waitFor();
    await erase.first().click();
    await page.getByRole("dialog").getByRole("button", { name: "Erase" }).click();
    await erase.nth(left - 1).waitFor({ state: "detached" });
  }
  await page.getByText("You have not written anything yet.").waitFor();
  await page.reload();
  await visit(page, community.url, "people/1");
  await page.getByRole("heading", { level: 1, name: "Person 1" }).waitFor();
  ana.assertQuiet();
});

test("while the node is away the app says so, and goes on when it is back", async () => {
  const { page, context } = ana;
  await visit(page, community.url, "money");
  await page.getByText("You can spend").waitFor();
  await context.setOffline(true);
  await page.getByText("Your node does not answer.", { exact: false }).first().waitFor();
  await page.getByText("You can spend").waitFor();
  await context.setOffline(false);
  const away = page.getByText("Your node does not answer.", { exact: false });
  await away.first().waitFor({ state: "detached" });
});
