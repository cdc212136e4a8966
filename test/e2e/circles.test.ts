// Goal: proposing another way to decide, and taking a place and a role that stand offered, whole on a phone.
// Method: the demonstration in a browser; others vote by the command line; time is moved on; axe in each state.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import type { Browser, Page } from "playwright-core";
import { axeFaults } from "../browser/axe.ts";
import { launchChromium } from "../browser/chromium.ts";
import { picture, sideways } from "../browser/looks.ts";
import { commandLine } from "../cli/folkmoot.ts";
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

const AMARA = 13;
const VOTERS = ["ana", "kofi", "priya", "jonas", "mateo", "fatou"];

/** Goes to a page as somebody of the demonstration. */
const goAs = (page: Page, person: number, place: string): Promise<void> =>
  visitAs(page, harbour.url, person, place);

async function assertWhole(page: Page, name: string): Promise<void> {
  assert.deepEqual(await axeFaults(page), [], name);
  assert.equal(await sideways(page), 0, name);
  await picture(page, name);
}

/** Runs a command for the demonstration, as somebody of it. */
async function command(...words: readonly string[]): Promise<string> {
  const { exit, out, err } = await commandLine(harbour.home).call(...words, "--home", harbour.home);
  assert.equal(exit, 0, err);
  return out;
}

async function leap(days: number): Promise<void> {
  const body = JSON.stringify({ advanceMs: days * 86_400_000 });
  const headers = { "content-type": "application/json" };
  const address = new URL("/api/v1/demo/time", harbour.url);
  const moved = await fetch(address, { method: "POST", body, headers });
  assert.equal(moved.status, 200);
}

/** Has enough people say yes to what is proposed, and lets it take effect. */
async function carry(decision: number, days: readonly number[]): Promise<void> {
  for (const name of VOTERS) {
    await command("propose", "vote", String(decision), "yes", "--as", name);
  }
  for (const each of days) await leap(each);
}

/** Sends the proposal that is filled in and returns its number. */
async function propose(page: Page, title: string): Promise<number> {
  await page.getByLabel("In one sentence, what do you ask?").fill(title);
  await page.getByRole("button", { name: "Propose it" }).click();
  await page.waitForURL(/#\/decide\/\d+$/);
  await page.getByRole("heading", { level: 1, name: title }).waitFor();
  return Number(page.url().split("/").at(-1));
}

test("a member proposes another way to decide, reads what it takes, and it comes into force", async () => {
  const { page } = profile;
  await goAs(page, 1, "circles/1");
  await page.getByText("How it decides").click();
  await page.getByRole("link", { name: "Propose another way" }).first().waitFor();
  await visit(page, harbour.url, "decide/new/policy?circle=1&kind=statement");
  await page.getByRole("radio", { name: "Questions", checked: true }).waitFor();
  const demands = page.getByText("has to reach the stricter of today’s way and the new one");
  await demands.waitFor();
  await page.getByLabel("In one sentence, what do you ask?").fill("Ask people for longer.");
  await page.getByLabel("For how many days do people vote?").fill("");
  await page.getByText("Fill in whole figures first.").waitFor();
  await page.getByLabel("For how many days do people vote?").fill("12");
  await page.getByText(/voting lasts 12 days/).waitFor();
  await assertWhole(page, "policy-form");
  const decision = await propose(page, "Ask people for longer.");
  await assertWhole(page, "policy-proposed");
  await carry(decision, [12, 7]);
  await goAs(page, 1, "circles/1");
  await page.getByText("How it decides").click();
  await page.getByText(/voting lasts 12 days/).waitFor();
});

test("a place in a circle stands offered on its page, and is taken with a button", async () => {
  const { page } = profile;
  const effect = `circles/admit circle=2,person=${AMARA}`;
  const said = JSON.parse(
    await command(
      ...["propose", "new", "--kind", "circle", "--title", "Amara comes into the garden."],
      ...["--effect", effect, "--as", "ana", "--json"],
    ),
  ) as { readonly events: readonly { readonly data: { readonly decision: number } }[] };
  await carry(said.events[0]?.data.decision ?? 0, [4, 2]);
  await goAs(page, AMARA, "home");
  await page.getByText(/A place in .*Garden.* stands offered to you/).waitFor();
  await visit(page, harbour.url, "circles/2");
  await page.getByText("A place in this circle. You are in it once you accept.").waitFor();
  await assertWhole(page, "place-offered");
  await page.getByRole("button", { name: "Accept" }).click();
  await page.getByRole("button", { name: "Leave this circle" }).waitFor();
  await page.getByText("This stands offered to you").waitFor({ state: "detached" });
  await assertWhole(page, "place-taken");
});

test("a role is proposed by the form, declined by one and accepted by another", async () => {
  const { page } = profile;
  for (const [person, answer] of [
    [AMARA, "Decline"],
    [14, "Accept"],
  ] as const) {
    await goAs(page, 1, "decide/new/role");
    await page.getByLabel("Machine keeper").check();
    await page.getByRole("combobox", { name: "Who should have it?" }).fill(String(person));
    await page.getByRole("main").getByRole("option").first().click();
    const decision = await propose(page, `Person ${person} keeps the machine.`);
    await carry(decision, [7, 7]);
    await goAs(page, person, "circles/1");
    await page.getByText(/The role .*Machine keeper.*\. You hold it once you accept\./).waitFor();
    await assertWhole(page, `role-offered-${answer}`);
    await page.getByRole("button", { name: answer, exact: true }).click();
    await page.getByText("This stands offered to you").waitFor({ state: "detached" });
  }
  const keeper = page.getByRole("listitem").filter({ hasText: "Machine keeper" });
  await keeper.getByRole("link").waitFor();
  const holder = await keeper.getByRole("link").getAttribute("href");
  assert.match(holder ?? "", /people\/14$/);
  profile.assertQuiet();
});
