// Goal: a challenge goes from the page of a person to its end in the app, in plain words, whole on a phone.
// Method: the demonstration, as several of its people in one browser; time is moved on; axe in each state.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import type { Browser, Page } from "playwright-core";
import { axeFaults } from "../browser/axe.ts";
import { launchChromium } from "../browser/chromium.ts";
import { picture, sideways } from "../browser/looks.ts";
import { confirm } from "./confirm.ts";
import { openProfile, type Profile, visit, visitAs } from "./profile.ts";
import { runDemo } from "./run-demo.ts";
import type { SmallCommunity } from "./small-community.ts";

let harbour: SmallCommunity;
let browser: Browser;
let profile: Profile;

before(async () => {
  harbour = await runDemo();
  browser = await launchChromium();
  profile = await openProfile(browser, harbour.url);
});

after(async () => {
  await browser?.close();
  await harbour?.stop();
});

const FATOU = 18;
const AMARA = 13;

/** Goes to a page as somebody of the demonstration. */
const goAs = (page: Page, person: number, place: string): Promise<void> =>
  visitAs(page, harbour.url, person, place);

async function assertWhole(page: Page, name: string): Promise<void> {
  assert.deepEqual(await axeFaults(page), [], name);
  assert.equal(await sideways(page), 0, name);
  await picture(page, name);
}

async function leap(days: number): Promise<void> {
  const body = JSON.stringify({ advanceMs: days * 86_400_000 });
  const headers = { "content-type": "application/json" };
  const address = new URL("/api/v1/demo/time", harbour.url);
  const moved = await fetch(address, { method: "POST", body, headers });
  assert.equal(moved.status, 200);
}

test("a member challenges somebody from their page, with a reason", async () => {
  const { page } = profile;
  await goAs(page, 1, `people/${FATOU}`);
  await page.getByText("Challenge this person", { exact: true }).first().click();
  const form = page.getByRole("group").filter({ hasText: "For somebody who is not who they say" });
  await form.getByLabel("Why?").fill("Nobody whom I asked has ever met her.");
  await assertWhole(page, "challenge-open");
  await form.getByRole("button", { name: "Challenge this person" }).click();
  const sure = page.getByRole("dialog");
  await sure.getByRole("button", { name: "Challenge this person" }).click();
  await page.getByText("The challenge is open. Others can support it now.").waitFor();
});

test("others find it and support it, and it begins", async () => {
  const { page } = profile;
  await goAs(page, 3, "challenges");
  await page.getByRole("link", { name: /Fatou/ }).click();
  await page.getByText("2 more supporters are needed.").waitFor();
  await page.getByText("Nobody whom I asked has ever met her.").waitFor();
  await confirm(page, "Support it");
  await page.getByText("One more supporter is needed.").waitFor();
  await assertWhole(page, "challenge-gathering");
  await goAs(page, 11, "challenges/1");
  await confirm(page, "Support it");
  await page.getByText(/has three days to answer/).waitFor();
});

test("anyone who is named finds it on Home and answers", async () => {
  const { page } = profile;
  await goAs(page, FATOU, "home");
  await page.getByRole("heading", { name: "Answer a challenge against you" }).waitFor();
  await visit(page, harbour.url, "challenges/1");
  await page.getByLabel("Why?").fill("I sell fish at the quay. Come and see.");
  await confirm(page, "Publish your answer");
  await page.getByText("Your answer stands beside the reason.").waitFor();
  await assertWhole(page, "challenge-answered");
});

test("everyone but those who take part judges, and the end is said in words", async () => {
  const { page } = profile;
  await leap(3);
  await goAs(page, 2, "home");
  await page.getByRole("heading", { name: "Judge whether somebody must go" }).waitFor();
  for (const person of [2, 4, 5, 6, 7, 8, 9]) {
    await goAs(page, person, "challenges/1");
    await page.getByRole("heading", { name: "You are asked" }).waitFor();
    await page.getByLabel("Belongs here").check();
    if (person === 2) await assertWhole(page, "challenge-judging");
    await confirm(page, "Send my answer");
    await page.getByText("Your answer counts. You may change it until the end.").waitFor();
  }
  await goAs(page, 9, "challenges/1");
  await page.getByText("You have answered. You may change it until the end.").waitFor();
  await page.getByRole("radio", { name: "Belongs here", checked: true }).waitFor();
  await goAs(page, 1, "challenges/1");
  await page.getByRole("heading", { name: "Whom it is about" }).waitFor();
  assert.equal(await page.getByRole("heading", { name: "You are asked" }).count(), 0);
  await leap(11);
  await goAs(page, FATOU, "challenges/1");
  await page.getByText("It is over.").waitFor();
  await page.getByText("Belongs here", { exact: true }).waitFor();
  await page.getByText(/7 people said|0 people said that they must go and 7/).waitFor();
  await assertWhole(page, "challenge-over");
  await confirm(page, "Have the reason erased");
  await page.getByText("The reason cannot be read.").waitFor();
});

test("several who came by the same vouch are named at once, and each is judged by themselves", async () => {
  const { page } = profile;
  await goAs(page, 10, `people/${AMARA}`);
  await page.getByText("Challenge this person", { exact: true }).first().click();
  const form = page
    .getByRole("group")
    .filter({ hasText: "For somebody who is not who they say" })
    .first();
  await form.getByRole("combobox", { name: "Others who came by the same vouch" }).focus();
  await form.getByRole("option").first().click();
  const others = form.getByRole("group", { name: "Who else" });
  await others.getByRole("checkbox").first().check();
  await others.getByRole("checkbox").nth(1).check();
  await form.getByLabel("Why?").fill("All of them give the same address, where nobody lives.");
  await assertWhole(page, "challenge-several");
  await form.getByRole("button", { name: "Challenge this person" }).click();
  await page
    .getByRole("dialog")
    .getByText(/Challenge .*, .* and .*\?/)
    .waitFor();
  await page.getByRole("dialog").getByRole("button", { name: "Challenge this person" }).click();
  await page.getByText("The challenge is open. Others can support it now.").waitFor();
  await visit(page, harbour.url, "challenges/2");
  await page.getByRole("heading", { name: "Whom it is about" }).waitFor();
  assert.equal(await page.getByText("Not known yet", { exact: true }).count(), 3);
  profile.assertQuiet();
});
