/**
 * Goal: in a real browser, whatever its node tells, the app never says "Checked on this device" of what is
 * not true or not new, and says in words what is wrong; an honest node, also a slow one, is checked.
 * Method: a few pages side by side in a real browser, each at a proxy of its own that lies in every way
 * which a page of the record can be lied about, each time with what the device had verified before.
 */
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import type { Browser } from "playwright-core";
import { axeFaults } from "../browser/axe.ts";
import { launchChromium } from "../browser/chromium.ts";
import { sideways } from "../browser/looks.ts";
import { openProfile, type Profile, visit } from "../e2e/profile.ts";
import { LIES, LIES_TO_NEWCOMERS, type Lie } from "./lies.ts";
import { type LyingProxy, startLyingProxy } from "./lying-proxy.ts";
import { type LyingWorld, startLyingWorld } from "./lying-world.ts";
import { SIGNED_LIES } from "./signed-lies.ts";

/** How many pages are open side by side. */
const LANES = 3;

/** A page in the browser at a proxy of its own, and what its device has kept after the truth. */
interface Lane {
  readonly device: Profile;
  readonly proxy: LyingProxy;
  readonly kept: readonly (readonly [string, string])[];
}

let world: LyingWorld;
let browser: Browser;
let lanes: readonly Lane[] = [];

before(async () => {
  world = await startLyingWorld();
  browser = await launchChromium();
  lanes = await Promise.all(Array.from({ length: LANES }, openLane));
});
after(async () => {
  await browser?.close();
  for (const { proxy } of lanes) await proxy.close();
  await world?.end();
});

async function openLane(): Promise<Lane> {
  const proxy = await startLyingProxy(world.honest().url);
  const device = await openProfile(browser, proxy.url);
  await assertChecked({ device, proxy });
  const kept = await device.page.evaluate(() => Object.entries(localStorage));
  return { device, proxy, kept };
}

/** Opens the app again, with what the device had kept after the truth. */
async function open({ device: { page }, proxy, kept }: Lane): Promise<void> {
  await page.evaluate((entries) => {
    localStorage.clear();
    for (const [name, text] of entries) localStorage.setItem(name, text);
  }, kept);
  await page.goto("about:blank");
  await page.goto(new URL("#/helpers", proxy.url).href);
}

const CHECKED = "Checked on this device.";

/** Lets the honest node write a page and the app check it; says how long that took. Units: milliseconds. */
async function assertChecked({ device, proxy }: Pick<Lane, "device" | "proxy">): Promise<number> {
  proxy.lie(undefined);
  await world.honest().engine.tick();
  const started = performance.now();
  await visit(device.page, proxy.url, "helpers");
  await device.page.locator("p:visible", { hasText: CHECKED }).first().waitFor();
  return performance.now() - started;
}

/** In which words the app says that something is wrong. */
const SAID = {
  two: /Two histories/,
  unconfirmed: /could not confirm what the node says/,
  clock: /clock is \d+ (minutes|days) (ahead of|behind) the one of this device/,
  old: /Nothing newer has come since/,
  away: /node (?:cannot be reached|does not answer|is not reachable)|No node answers|You are offline/i,
  stranger: /another community/i,
};

/** What the app says of a lie, once it says anything. */
async function saidOf({ device: { page } }: Lane): Promise<keyof typeof SAID> {
  const patterns = Object.entries(SAID).map(([name, { source }]) => [name, source] as const);
  const found = await page.waitForFunction((all) => {
    const text = document.body.innerText;
    return all.find(([, source]) => new RegExp(source, "i").test(text))?.[0];
  }, patterns);
  return (await found.jsonValue()) as keyof typeof SAID;
}

/** The lies about pages, the community and restarts: what is lied about in proofs a card shows. */
const isAboutPages = ({ name }: Lie): boolean => !/proof/.test(name);
const PAGES = [...LIES, ...SIGNED_LIES].filter(isAboutPages);

test("there are enough ways to lie to a page in a browser", () => {
  assert.ok(PAGES.length + LIES_TO_NEWCOMERS.length >= 50, `${PAGES.length}`);
});

async function assertUnbelieved(lane: Lane, lie: Lie): Promise<void> {
  // So that there is a newer page than the device has, to lie about.
  await world.honest().engine.tick();
  lane.proxy.lie(lie.tell(world));
  await open(lane);
  const said = await saidOf(lane).catch(async (error: unknown) => {
    const text = await lane.device.page.evaluate(() => document.body.innerText);
    throw new Error(`${lie.name}: the app says nothing of it:\n${text}`, { cause: error });
  });
  const checked = await lane.device.page.locator("p:visible", { hasText: CHECKED }).count();
  assert.equal(checked, 0, `${lie.name}: ${said}`);
}

/** Shares lies out among the pages: each takes the next one as soon as it is done. */
async function tellAll(lies: readonly Lie[], before: (lane: Lane) => Lane): Promise<void> {
  const left = [...lies];
  await Promise.all(
    lanes.map(async (lane) => {
      for (let lie = left.shift(); lie !== undefined; lie = left.shift()) {
        await assertUnbelieved(before(lane), lie);
      }
    }),
  );
}

test("the app believes none of them", async (t) => {
  const started = performance.now();
  await tellAll(PAGES, (lane) => lane);
  t.diagnostic(`${PAGES.length} lies in ${Math.round((performance.now() - started) / 1_000)} s`);
});

test("a device that is new believes none of what could be told to it", async () => {
  await tellAll(LIES_TO_NEWCOMERS, (lane) => ({ ...lane, kept: [] }));
});

test("what the app says of a lie is fit to read, whatever it is", async () => {
  const [lane] = lanes as readonly [Lane, ...Lane[]];
  for (const name of ["it is a month later", "nobody has signed", "an old backup"]) {
    await assertUnbelieved(lane, PAGES.find((lie) => lie.name === name) ?? assert.fail(name));
    assert.ok((await sideways(lane.device.page)) <= 0);
    assert.deepEqual(await axeFaults(lane.device.page), []);
  }
});

test("two histories open again after a reload, with both pages, and what to do", async () => {
  const [lane] = lanes as readonly [Lane, ...Lane[]];
  const { proxy } = lane;
  const { page } = lane.device;
  proxy.lie(undefined);
  proxy.behind(world.backup.url);
  await open(lane);
  for (let load = 0; load < 2; load += 1) {
    await page.getByRole("heading", { level: 1, name: "Two histories" }).waitFor();
    await page.getByRole("heading", { name: "What this device has verified" }).waitFor();
    await page.getByRole("heading", { name: "What your node shows now" }).waitFor();
    await page.getByText(/whether an old backup was restored/).waitFor();
    await page.goto("about:blank");
    await visit(page, proxy.url, "home");
  }
  await page.getByRole("heading", { level: 1, name: "Two histories" }).waitFor();
  await page.getByRole("button", { name: "Begin again with what the node shows" }).click();
  await visit(page, proxy.url, "helpers");
  await page.reload();
  await page.locator("p:visible", { hasText: CHECKED }).first().waitFor();
  proxy.behind(world.honest().url);
});

test("an honest node, a slow one and one that was started again are checked", async (t) => {
  const [lane] = lanes as readonly [Lane, ...Lane[]];
  const times: [string, number][] = [];
  const measure = async (what: string): Promise<void> => {
    await open(lane);
    times.push([what, await assertChecked(lane)]);
  };
  await measure("honest");
  lane.proxy.slow(200);
  await measure("slow by 200 ms an answer");
  lane.proxy.slow(0);
  await world.restart();
  await measure("started again");
  for (const [what, took] of times) t.diagnostic(`checked, ${what}: ${Math.round(took)} ms`);
});
