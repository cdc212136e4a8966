/**
 * Goal: in a real browser, whatever its node tells, the app never says "Checked on this device" of what is
 * not true or not new, and says in words what is wrong; an honest node, also a slow one, is checked.
 * Method: one page in a real browser, at a proxy that lies in a dozen of the ways of the table, each time
 * with what the device had verified before.
 */
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import type { Browser } from "playwright-core";
import { axeFaults } from "../browser/axe.ts";
import { launchChromium } from "../browser/chromium.ts";
import { sideways } from "../browser/looks.ts";
import { openProfile, type Profile, visit } from "../e2e/profile.ts";
import { LIES } from "./lies.ts";
import { type LyingWorld, startLyingWorld } from "./lying-world.ts";

let world: LyingWorld;
let browser: Browser;
let device: Profile;
let kept: readonly (readonly [string, string])[] = [];

before(async () => {
  world = await startLyingWorld();
  browser = await launchChromium();
  device = await openProfile(browser, world.proxy.url);
  await assertChecked();
  kept = await device.page.evaluate(() => Object.entries(localStorage));
});
after(async () => {
  await browser?.close();
  await world?.end();
});

const said = (text: string | RegExp) =>
  device.page.locator("p:visible, h1:visible, h2:visible", { hasText: text }).first();

/** Opens the app again, with what the device had kept after the truth. */
async function open(): Promise<void> {
  const { page } = device;
  await page.evaluate((entries) => {
    localStorage.clear();
    for (const [name, text] of entries) localStorage.setItem(name, text);
  }, kept);
  await page.goto("about:blank");
  await visit(page, world.proxy.url, "helpers");
}

async function assertChecked(): Promise<void> {
  world.proxy.lie(undefined);
  await world.honest().engine.tick();
  await visit(device.page, world.proxy.url, "helpers");
  await said("Checked on this device.").waitFor();
}

const UNCONFIRMED = /could not confirm what the node says/;
const CLOCK = /clock is \d+ (minutes|days) (ahead of|behind) the one of this device/;
const TWO = /^Two histories$/;

/** Some of the lies, and what the app says of each. */
const TOLD: readonly (readonly [string, RegExp])[] = [
  ["it is a month later", CLOCK],
  ["it is three minutes later", CLOCK],
  ["it is three minutes earlier", CLOCK],
  ["it is a demonstration, a month later", CLOCK],
  ["a page is later than it is", UNCONFIRMED],
  ["a page stands on another state", UNCONFIRMED],
  ["nobody has signed", UNCONFIRMED],
  ["the newest page is an old one", TWO],
  ["pages of another community", UNCONFIRMED],
  ["a second copy that has gone on by itself", TWO],
  ["an old backup", TWO],
  ["no page at all", UNCONFIRMED],
  ["pages that are no JSON", UNCONFIRMED],
];

for (const [name, words] of TOLD) {
  test(`the app does not believe: ${name}`, async () => {
    const lie = LIES.find((each) => each.name === name);
    assert.ok(lie !== undefined);
    // So that there is a newer page than the device has, to lie about.
    await world.honest().engine.tick();
    world.proxy.lie(lie.tell(world));
    await open();
    await said(words).waitFor();
    assert.equal(await said("Checked on this device.").count(), 0);
    assert.ok((await sideways(device.page)) <= 0);
    assert.deepEqual(await axeFaults(device.page), []);
  });
}

test("two histories open again after a reload, with both pages, and what to do", async () => {
  const { page } = device;
  world.proxy.lie(undefined);
  world.proxy.behind(world.backup.url);
  await open();
  for (let load = 0; load < 2; load += 1) {
    await page.getByRole("heading", { level: 1, name: "Two histories" }).waitFor();
    await page.getByRole("heading", { name: "What this device has verified" }).waitFor();
    await page.getByRole("heading", { name: "What your node shows now" }).waitFor();
    await page.getByText(/whether an old backup was restored/).waitFor();
    await page.goto("about:blank");
    await visit(page, world.proxy.url, "home");
  }
  await page.getByRole("heading", { level: 1, name: "Two histories" }).waitFor();
  await page.getByRole("button", { name: "Begin again with what the node shows" }).click();
  await visit(page, world.proxy.url, "helpers");
  await page.reload();
  await said("Checked on this device.").waitFor();
  world.proxy.behind(world.honest().url);
});

test("an honest node, a slow one and one that was started again are checked", async () => {
  await open();
  await assertChecked();
  world.proxy.slow(200);
  await open();
  await assertChecked();
  world.proxy.slow(0);
  await world.restart();
  await open();
  await assertChecked();
});
