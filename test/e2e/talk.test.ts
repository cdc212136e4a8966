// Goal: people talk beside what they decide, and say why they answer so, whole on a phone and on a desk.
// Method: the demonstration in a browser; others talk by the command line; time is moved on; axe in each state.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import type { Browser, Page } from "playwright-core";
import { axeFaults } from "../browser/axe.ts";
import { launchChromium } from "../browser/chromium.ts";
import { type Look, picture, sideways } from "../browser/looks.ts";
import { commandLine } from "../cli/folkmoot.ts";
import { confirm } from "./confirm.ts";
import { openProfile, type Profile, visitAs } from "./profile.ts";
import { runDemo } from "./run-demo.ts";
import type { SmallCommunity } from "./small-community.ts";

const PHONE: Look = { name: "talk-phone-light", width: 390, height: 844, scheme: "light" };
const OTHERS: readonly Look[] = [
  { name: "talk-phone-dark", width: 390, height: 844, scheme: "dark" },
  { name: "talk-desk-light", width: 1280, height: 900, scheme: "light" },
];
const ANA = 1;
const OPEN_PROPOSAL = "6";

let harbour: SmallCommunity;
let browser: Browser;
let profile: Profile;

before(async () => {
  harbour = await runDemo();
  browser = await launchChromium();
  profile = await openProfile(browser, harbour.url, PHONE);
});

after(async () => {
  await browser?.close();
  await harbour?.stop();
});

async function assertWhole(page: Page, name: string): Promise<void> {
  assert.deepEqual(await axeFaults(page), [], name);
  assert.equal(await sideways(page), 0, name);
  await picture(page, name);
}

async function command(...words: readonly string[]): Promise<string> {
  const { exit, out, err } = await commandLine(harbour.home).call(...words, "--home", harbour.home);
  assert.equal(exit, 0, err);
  return out;
}

const said = (page: Page) => page.getByRole("region", { name: "What people say" });

test("one says something, another answers, words are changed and taken back", async () => {
  const { page } = profile;
  await visitAs(page, harbour.url, ANA, "circles/1");
  const region = said(page);
  await region.getByText("Nobody has said anything yet.").waitFor();
  await region.getByLabel("What do you want to say?").fill("Who has a ladder for Saturday?");
  await region.getByRole("button", { name: "Post", exact: true }).click();
  await region.getByRole("article").getByText("Who has a ladder for Saturday?").waitFor();
  await command("thread", "reply", "circle", "1", "1", "--as", "kofi", "--text", "I have one.");
  await region.getByText("I have one.").waitFor();
  await assertWhole(page, "talk-thread");
  await region.getByRole("button", { name: "Change", exact: true }).first().click();
  await region.getByLabel("Say it in other words").fill("Who has two ladders?");
  await region.getByRole("button", { name: "Keep the change" }).click();
  await region.getByRole("article").getByText("Who has two ladders?").waitFor();
  await region.getByText("changed").first().waitFor();
  await confirm(page, "Take back");
  await region.getByText("This was taken back.").waitFor();
  await assertWhole(page, "talk-taken-back");
});

test("a reason is kept with the answer, seen by its author alone, and stands there after the end", async () => {
  const { page } = profile;
  const words = "We meet too rarely for more.";
  await command("propose", "vote", OPEN_PROPOSAL, "yes", "--as", "ana");
  await visitAs(page, harbour.url, ANA, `decide/${OPEN_PROPOSAL}`);
  await page.getByText("Why do you answer so?").first().click();
  await page.getByRole("textbox", { name: "Why do you answer so?" }).fill(words);
  await page.getByRole("button", { name: "Keep my reason" }).click();
  await page.getByText("So far you say:").waitFor();
  await assertWhole(page, "talk-own-reason");
  assert.doesNotMatch(
    await command("propose", "show", OPEN_PROPOSAL, "--as", "kofi"),
    /too rarely/,
  );
  const body = JSON.stringify({ advanceMs: 40 * 86_400_000 });
  const headers = { "content-type": "application/json" };
  const address = new URL("/api/v1/demo/time", harbour.url);
  assert.equal((await fetch(address, { method: "POST", body, headers })).status, 200);
  await page.getByRole("region", { name: "Why people answered so" }).getByText(words).waitFor();
  assert.match(await command("propose", "show", OPEN_PROPOSAL, "--as", "kofi"), /too rarely/);
  await said(page).getByText("This is over.").waitFor();
  assert.equal(await said(page).getByRole("textbox").count(), 0, "nothing is added to it");
  await assertWhole(page, "talk-reasons");
  profile.assertQuiet();
});

for (const look of OTHERS) {
  test(`a thread is whole: ${look.name}`, async () => {
    const { page, context } = await openProfile(browser, harbour.url, look);
    await visitAs(page, harbour.url, ANA, "circles/1");
    await said(page).getByText("I have one.").waitFor();
    await assertWhole(page, `${look.name}-thread`);
    await context.close();
  });
}
