// Goal: where people fill more than one page, everybody can still be seen, found by name or number, and paid.
// Method: a community of 130 in a browser on a phone's width; axe in each state.
import assert from "node:assert/strict";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import type { Browser, Page } from "playwright-core";
import { signerFromSeed } from "#engine/embedded/signer.js";
import { sealText } from "#node/founding/content.js";
import { createHome, createNode, type RunningNode } from "#node/index.js";
import { seedOf } from "#node/testing/test-node.js";
import { toHex } from "#protocol/kernel/bytes.js";
import { folkmootLaw } from "#protocol/rooms.js";
import { axeFaults } from "../browser/axe.ts";
import { launchChromium } from "../browser/chromium.ts";
import { sideways } from "../browser/looks.ts";
import { openProfile, type Profile, visitAs } from "./profile.ts";

const PEOPLE = 130;
const FAR = 118;
const NAME = "Zenobia";

let home: string;
let node: RunningNode;
let browser: Browser;
let profile: Profile;

before(async () => {
  home = await mkdtemp(join(tmpdir(), "folkmoot-e2e-large-"));
  await foundMany();
  node = await createNode({ home });
  browser = await launchChromium();
  profile = await openProfile(browser, node.url);
});

after(async () => {
  await browser?.close();
  await node?.stop();
  await rm(home, { recursive: true, force: true });
});

/** Founds a community whose first member is here; one far down the list has a name. */
async function foundMany(): Promise<void> {
  const foundedAt = Date.now() - 86_400_000;
  const seeds = Array.from({ length: PEOPLE }, (_, at) => seedOf(`person ${at + 1}`));
  const text = sealText(FAR, { name: NAME, about: "" });
  const hash = toHex(text.hash);
  const bytes = text.bytes.length;
  const founding = {
    name: "Many",
    purpose: "To be many.",
    foundedAt,
    texts: [Buffer.from(text.bytes).toString("base64")],
    rooms: {
      identity: {
        people: seeds.map((seed) => ({
          device: toHex(signerFromSeed(seed).publicKey),
          recovery: "0".repeat(64),
        })),
      },
      membership: {
        members: seeds.map((_, at) => ({
          ...{ person: at + 1, since: foundedAt, founder: true, invitedBy: 0 },
        })),
      },
      records: {
        texts: [{ hash, owner: FAR, audience: "community", kind: "profile", bytes }],
        profiles: [{ person: FAR, text: hash }],
      },
    },
  };
  const people = [{ person: 1, name: "Person 1", seed: toHex(seeds[0] as Uint8Array) }];
  await createHome({
    home,
    law: folkmootLaw,
    founding: JSON.stringify(founding),
    demo: { people, aheadMs: 0 },
  });
}

async function assertWhole(page: Page, name: string): Promise<void> {
  assert.deepEqual(await axeFaults(page), [], name);
  assert.equal(await sideways(page), 0, name);
}

/** The links to people in the list of members. */
const listed = (page: Page) => page.locator("ul.members a[href^='#/people/']");

test("the list of members goes on, page by page, to the last one", async () => {
  const { page } = profile;
  await visitAs(page, node.url, 1, "people");
  await page.getByRole("heading", { level: 1, name: `${PEOPLE} of us` }).waitFor();
  await page.waitForFunction(() => document.querySelectorAll("ul.members > li").length === 50);
  await assertWhole(page, "people-first-page");
  await page.getByRole("button", { name: "Show more" }).click();
  await page.waitForFunction(() => document.querySelectorAll("ul.members > li").length === 100);
  await page.getByRole("button", { name: "Show more" }).click();
  await page.waitForFunction(() => document.querySelectorAll("ul.members > li").length === 130);
  assert.equal(await page.getByRole("button", { name: "Show more" }).count(), 0);
  await page.getByRole("link", { name: NAME }).waitFor();
});

test("somebody far down the list is found by part of their name, and by their number", async () => {
  const { page } = profile;
  await visitAs(page, node.url, 1, "people");
  await page.getByLabel("Find somebody").fill("nobi");
  await page.getByRole("link", { name: NAME }).waitFor();
  assert.equal(await listed(page).count(), 1);
  await assertWhole(page, "people-found");
  await page.getByLabel("Find somebody").fill("97");
  await page.getByRole("link", { name: "Person 97" }).waitFor();
  await page.getByLabel("Find somebody").fill("nobody at all");
  await page.getByText("Nobody by that name or number.").waitFor();
});

test("somebody far down the list can be chosen to be paid", async () => {
  const { page } = profile;
  await visitAs(page, node.url, 1, "money/pay");
  const choice = page.getByRole("combobox", { name: "To" });
  await choice.fill(NAME.toLowerCase());
  await page.getByRole("option", { name: NAME }).waitFor();
  await assertWhole(page, "pay-finding");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  const chosen = page.getByRole("group", { name: "To" });
  await chosen.getByText(NAME).waitFor();
  await assertWhole(page, "pay-found");
  await chosen.getByRole("button", { name: "Change" }).click();
  await choice.fill(String(FAR));
  await page.getByRole("option", { name: NAME }).click();
  await chosen.getByText(NAME).waitFor();
});
