import assert from "node:assert/strict";
import { after, afterEach, before, test } from "node:test";
import type { Browser, Page } from "playwright-core";
import { launchChromium } from "../browser/chromium.ts";
import { picture } from "../browser/looks.ts";
import { openProfile, type Profile, visit } from "./profile.ts";
import { foundSmallCommunity, type SmallCommunity } from "./small-community.ts";

let community: SmallCommunity;
let browser: Browser;
let ana: Profile;
let kofi: Profile;
let link = "";

before(async () => {
  community = await foundSmallCommunity();
  browser = await launchChromium();
  ana = await openProfile(browser, community.url);
  kofi = await openProfile(browser, community.url);
});

after(async () => {
  await browser?.close();
  await community?.stop();
});

let step = 0;

afterEach(async () => {
  step += 1;
  await picture(ana.page, `new-user-${step}-ana`);
  await picture(kofi.page, `new-user-${step}-kofi`);
});

const press = (page: Page, name: string): Promise<void> =>
  page.getByRole("button", { name, exact: true }).click();

/** Lets time pass by the demonstration's own dialog. */
async function letPass(page: Page, leap: string): Promise<void> {
  await press(page, "Let time pass");
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("button", { name: leap, exact: true }).click();
  await dialog.waitFor({ state: "hidden" });
}

test("a member makes an invitation", async () => {
  const { page } = ana;
  await visit(page, community.url, "people/invite");
  await press(page, "Make the link");
  link = await page.getByLabel("Invitation link").inputValue();
  assert.match(link, /\/j\/1#[0-9a-f]{64}\.[1-9][0-9]*\.[0-9a-f]{64}\.[\w-]+$/);
});

test("anyone who has the link sees what it is, and asks to join with a key made here", async () => {
  const { page } = kofi;
  await page.goto(link);
  await page.getByRole("heading", { name: "Join Harbour" }).waitFor();
  await page.getByText("Neighbours around the old harbour.").waitFor();
  await press(page, "Go on");
  await page.getByLabel("What are you called here?").fill("Kofi");
  await press(page, "Go on");
  const saved = page.waitForEvent("download");
  await press(page, "Save the recovery file");
  assert.match((await saved).suggestedFilename(), /^folkmoot-recovery-.*\.json$/);
  await press(page, "Ask to join");
  await page.getByRole("heading", { name: "You have asked to join" }).waitFor();
});

test("a member vouches, and the applicant becomes a member", async () => {
  const { page } = ana;
  await visit(page, community.url, "people/2");
  await page.getByRole("heading", { level: 1, name: "Kofi" }).waitFor();
  await press(page, "I know Kofi");
  await page.getByRole("dialog").getByRole("button", { name: "I know Kofi" }).click();
  await page.getByText(/You vouch for .Kofi. now/).waitFor();
  await visit(kofi.page, community.url, "people/2");
  await kofi.page.getByText("A member since").waitFor();
});

test("income comes in and is collected", async () => {
  await visit(ana.page, community.url, "home");
  await letPass(ana.page, "1 day");
  const { page } = kofi;
  await visit(page, community.url, "money");
  await page.getByText(/For the last 2[34] hours/).waitFor();
  await press(page, "Collect");
  await page.getByText(/2[234]\.\d\d is yours now/).waitFor();
});

test("a payment that trust is missing for is refused with the reason, and trust repairs it", async () => {
  const { page } = kofi;
  await visit(page, community.url, "money/pay?to=1");
  await page.getByText(/cannot be paid from here yet/).waitFor();
  await visit(ana.page, community.url, "money/trust?whom=2");
  await ana.page.getByRole("button", { name: /^Accept .*money$/ }).click();
  await ana.page.getByText(/You accept .Kofi.\u2019s money now/).waitFor();
  await page.getByText("You can pay up to").waitFor();
  await page.getByLabel("How much?").fill("12,50");
  await page.getByLabel("What for?").fill("Bread");
  await press(page, "Pay 12.50");
  await page.getByRole("dialog").getByRole("button", { name: "Pay" }).click();
  await page.getByText(/12\.50 paid to/).waitFor();
});

test("a change of a rule is proposed, voted on by keyboard, passes and takes effect", async () => {
  const { page } = kofi;
  await visit(page, community.url, "decide/new/rule?rule=income-per-hour");
  await page.getByLabel("New value").fill("1.10");
  await page.getByLabel("In one sentence, what do you ask?").fill("Raise our income by a tenth");
  await page.getByLabel("Why?").fill("Bread has become **dearer**.");
  await press(page, "Propose it");
  await page.getByRole("heading", { level: 1, name: "Raise our income by a tenth" }).waitFor();
  const yes = page.getByRole("button", { name: "Yes", exact: true });
  await yes.focus();
  await page.keyboard.press("Enter");
  await page.getByText("You said yes.").waitFor();
  await visit(ana.page, community.url, "decide/1");
  await press(ana.page, "Yes");
  await ana.page.getByText("You said yes.").waitFor();
  await letPass(ana.page, "30 days");
  await ana.page.getByText(/^Passed: /).waitFor();
  await letPass(ana.page, "30 days");
  await ana.page.getByText("In effect", { exact: true }).first().waitFor();
  await visit(page, community.url, "rules");
  await page.getByText(/^All \d+ figures$/).click();
  await page
    .getByText(/1\.10? units an hour/)
    .first()
    .waitFor();
});

test("why it happened can be read, and is checked on this device", async () => {
  const { page } = kofi;
  await visit(page, community.url, "decide/1");
  await page.getByText("Passed: 2 people of 2 said yes", { exact: false }).waitFor();
  await page.getByText("Counted again from all 2 answers: 2 yes, 0 no, 0 neither.").waitFor();
  await press(page, "Check now");
  await page.getByText("checked", { exact: true }).waitFor();
  await page.getByText(/Signed by 1 of 1 helper/).waitFor();
});

test("holdings and rules are checked on this device too", async () => {
  const { page } = kofi;
  for (const place of ["money", "rules"]) {
    await visit(page, community.url, place);
    await press(page, "Check now");
    await page.getByText("checked", { exact: true }).waitFor();
  }
});

test("a node that is not what the invitation says is found out", async () => {
  const lied = await openProfile(browser, community.url);
  const other = link.replace(/\.[0-9a-f]{64}\./, `.${"5".repeat(64)}.`);
  await lied.page.goto(other);
  await lied.page.getByRole("heading", { level: 1 }).waitFor();
  await lied.page.waitForFunction(() =>
    Object.keys(localStorage).some((name) => name.startsWith("folkmoot-anchors-")),
  );
  await lied.page.getByRole("heading", { level: 1, name: "Two histories" }).waitFor();
  await lied.page.getByText("5".repeat(64)).waitFor();
  await visit(lied.page, community.url, "helpers");
  await lied.page.getByText("This device could not confirm what the node says.").first().waitFor();
  await lied.context.close();
});

test("nothing went wrong in either browser, and nobody else was asked", () => {
  ana.assertQuiet();
  kofi.assertQuiet();
});
