/**
 * Goal: in the app a person sees whom their device asks, what each said and when it last agreed, adds and
 * removes witnesses, and compares a page that somebody has handed over; silence is never agreement.
 * Method: a real browser at a node whose record names a machine that agrees and one that is silent.
 */
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import type { Browser } from "playwright-core";
import { axeFaults } from "../browser/axe.ts";
import { launchChromium } from "../browser/chromium.ts";
import { sideways } from "../browser/looks.ts";
import { openProfile, type Profile, visit } from "../e2e/profile.ts";
import { type LyingWorld, startLyingWorld } from "./lying-world.ts";

let world: LyingWorld;
let browser: Browser;
let device: Profile;

before(async () => {
  world = await startLyingWorld({ hasSites: true });
  browser = await launchChromium();
  device = await openProfile(browser, world.proxy.url);
  await visit(device.page, world.proxy.url, "witnesses");
});
after(async () => {
  await browser?.close();
  await world?.end();
});

const entryOf = (site: string) =>
  device.page.getByRole("listitem").filter({ has: device.page.getByText(site, { exact: true }) });

const compare = async (text: string): Promise<void> => {
  await device.page.getByLabel("Their link or page").fill(text);
  await device.page.getByRole("button", { name: "Compare" }).click();
};

test("each witness is shown with what it said; one that is silent has not agreed", async () => {
  const { page } = device;
  await page.getByText("1 of 2 witnesses shows the newest page.").waitFor();
  await entryOf(world.honest().url).getByText("It shows the same page.").waitFor();
  await entryOf(world.honest().url)
    .getByText(/Last agreed/)
    .waitFor();
  await entryOf(world.silent)
    .getByText(/That is no agreement/)
    .waitFor();
  await entryOf(world.silent).getByText("Has never agreed yet.").waitFor();
  assert.ok((await sideways(page)) <= 0);
  assert.deepEqual(await axeFaults(page), []);
});

test("one that is removed is not asked, and silence of the rest is said", async () => {
  const { page } = device;
  await entryOf(world.honest().url).getByRole("button", { name: "Remove" }).click();
  await page.getByText(/Nobody confirms the newest page/).waitFor();
  await entryOf(world.honest().url).getByText("You removed it").waitFor();
  await page.reload();
  await page.getByText(/Nobody confirms the newest page/).waitFor();
  await page.getByLabel("Where it answers").fill(`${world.honest().url}/`);
  await page.getByRole("button", { name: "Add it" }).click();
  await page.getByText("1 of 2 witnesses shows the newest page.").waitFor();
  await entryOf(world.honest().url).getByText("You chose it.").waitFor();
});

test("an address beyond the record is not asked by a browser, and it is said who can ask it", async () => {
  const { page } = device;
  await page.getByLabel("Where it answers").fill("https://folk.example.org");
  await page.getByRole("button", { name: "Add it" }).click();
  await page.getByText(/folkmoot witness add/).waitFor();
  await page.getByLabel("Where it answers").fill("no address");
  await page.getByRole("button", { name: "Add it" }).click();
  await page.getByText("This is not the address of a node.").waitFor();
  device.assertQuiet();
});

test("a page that somebody hands over is compared; another one opens two histories", async () => {
  const { page } = device;
  const link = await page.getByLabel("A link to your newest page").inputValue();
  assert.match(link, /#\/witnesses\/[1-9]\d*\.[0-9a-f]{64}$/);
  await compare(link);
  await page.getByText(/your device has verified this very page/).waitFor();
  await compare("nothing");
  await page.getByText(/There is no page in this/).waitFor();
  await compare(`999999.${"ab".repeat(32)}`);
  await page.getByText(/could not be compared/).waitFor();
  const [height] = /[1-9]\d*(?=\.[0-9a-f]{64}$)/.exec(link) ?? assert.fail(link);
  await visit(page, world.proxy.url, "home");
  await page.goto(new URL(`#/witnesses/${height}.${"ab".repeat(32)}`, world.proxy.url).href);
  await page.getByRole("heading", { level: 1, name: "Two histories" }).waitFor();
});
