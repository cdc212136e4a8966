/**
 * Goal: on every page that shows what the law says, a device checks it by itself: it comes to the same
 * where the node is honest, and says so, with both answers, wherever the node's answer was changed.
 * Method: the demonstration behind a proxy that changes one answer of each page; a real browser.
 */
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import type { Browser, Page } from "playwright-core";
import { createClient, httpTransport, seedSigner } from "#client/index.js";
import { fromHex } from "#protocol/kernel/bytes.js";
import { axeFaults } from "../browser/axe.ts";
import { launchChromium } from "../browser/chromium.ts";
import { looks, picture, sideways } from "../browser/looks.ts";
import { type LyingProxy, startLyingProxy, type Tell } from "../lies/lying-proxy.ts";
import { openProfile, type Profile, visit } from "./profile.ts";
import { runDemo } from "./run-demo.ts";
import type { SmallCommunity } from "./small-community.ts";

let harbour: SmallCommunity;
let proxy: LyingProxy;
let browser: Browser;
let device: Profile;

before(async () => {
  harbour = await runDemo();
  await challenge(18);
  proxy = await startLyingProxy(harbour.url.replace(/\/$/, ""));
  browser = await launchChromium();
  device = await openProfile(browser, proxy.url);
  await visit(device.page, proxy.url, "home");
  await device.page
    .getByRole("region", { name: "You are visiting" })
    .waitFor({ state: "detached" });
});

after(async () => {
  await browser?.close();
  await proxy?.close();
  await harbour?.stop();
});

/** Somebody of the demonstration challenges somebody else. */
async function challenge(person: number): Promise<void> {
  const { people } = (await (await fetch(new URL("/api/v1/demo", harbour.url))).json()) as {
    people: { person: number; seed: string }[];
  };
  const signer = seedSigner(fromHex(people[0]?.seed ?? "") ?? new Uint8Array());
  const client = createClient({ transport: httpTransport(harbour.url), signer });
  const about = { audience: "community", kind: "note" } as const;
  const reason = await client.publish({ body: "Nobody has ever met her." }, about);
  const sent = await client.act("challenges/open", { accused: [person], voucher: 0, reason });
  assert.ok(sent.receipt !== undefined, JSON.stringify(sent.problem));
}

// biome-ignore lint/suspicious/noExplicitAny: answers of every shape are changed.
type Shown = any;

/** A page, what of it is changed, and the place at which the device says so. */
interface Case {
  readonly place: string;
  readonly view: string;
  readonly change: (value: Shown) => Shown;
  readonly where: string;
}

const CASES: readonly Case[] = [
  {
    place: "home",
    view: "money/wallet",
    change: (value) => ({ ...value, micro: "7000000" }),
    where: "micro",
  },
  {
    place: "money",
    view: "money/wallet",
    change: ({ holdings: [first, ...others], ...value }) => ({
      ...value,
      holdings: [{ ...first, shares: "1" }, ...others],
    }),
    where: "holdings \u203a 1 \u203a shares",
  },
  {
    place: "people",
    view: "membership/people",
    change: ({ rows: [first, ...others], ...page }) => ({
      ...page,
      rows: [{ ...first, status: "applicant" }, ...others],
    }),
    where: "rows \u203a 1 \u203a status",
  },
  {
    place: "people/13",
    view: "membership/person",
    change: (value) => ({ ...value, vouchedBy: [] }),
    where: "vouchedBy",
  },
  {
    place: "decide",
    view: "decisions/list",
    change: ([first, ...others]) => [{ ...first, answered: first.answered + 1 }, ...others],
    where: "1 \u203a answered",
  },
  {
    place: "decide/1",
    view: "decisions/decision",
    change: (value) => ({ ...value, count: { ...value.count, no: 0, yes: 99 } }),
    where: "count \u203a yes",
  },
  {
    place: "circles",
    view: "circles/list",
    change: (value) => value.slice(0, -1),
    where: "purpose",
  },
  {
    place: "circles/2",
    view: "circles/circle",
    change: (value) => ({ ...value, members: value.members + 9 }),
    where: "members",
  },
  {
    place: "rules",
    view: "constitution/rules",
    change: ({ parameters: [first, ...others], ...value }) => ({
      ...value,
      parameters: [{ ...first, sentence: "Everybody gets 100 units an hour." }, ...others],
    }),
    where: "parameters \u203a 1 \u203a sentence",
  },
  {
    place: "helpers",
    view: "validators/set",
    change: (value) => ({ ...value, seats: [] }),
    where: "seats",
  },
  {
    place: "challenges/1",
    view: "challenges/challenge",
    change: (value) => ({ ...value, needed: 0 }),
    where: "needed",
  },
];

const cardOf = (page: Page) => page.getByRole("region", { name: "Check on this device" });

/** Opens a page as a device that has loaded nothing yet, so that all of it is asked for. */
async function open(place: string): Promise<void> {
  await device.page.goto("about:blank");
  await visit(device.page, proxy.url, place);
  await device.page.waitForLoadState("networkidle").catch(() => undefined);
}

async function check(): Promise<void> {
  const card = cardOf(device.page);
  await card.getByRole("button", { name: "Check now" }).click();
  await card.getByRole("button", { name: "Check again" }).waitFor();
}

const mark = (text: string) => cardOf(device.page).getByText(text, { exact: true });

/** Changes the answer of a view, and proves the truth all the same. */
const lieAbout =
  ({ view, change }: Pick<Case, "view" | "change">, told: Set<string>): Tell =>
  async ({ path }, truth) => {
    if (!path.startsWith(`/views/${view}`) || /\bproved\b/.test(path)) return undefined;
    const json = (await truth()) as { value: Shown };
    told.add(view);
    return { json: { ...json, value: change(json.value) } };
  };

for (const { place } of CASES) {
  test(`an honest node: this device comes to the same on ${place}`, async () => {
    proxy.lie(undefined);
    await open(place);
    await check();
    const card = cardOf(device.page);
    assert.equal(await mark("checked").count(), 1, await card.innerText());
    await card.getByText(/Signed by 1 of 1 helper on page/).waitFor();
    await card.getByText(/of proof, checked in/).waitFor();
    await card.getByText(/This is as of/).waitFor();
    assert.deepEqual(await axeFaults(device.page), []);
    assert.ok((await sideways(device.page)) <= 0);
    await picture(device.page, `check-${place.replaceAll("/", "-")}`);
  });
}

for (const each of CASES) {
  test(`a lie on ${each.place} is told, with both answers`, async () => {
    const told = new Set<string>();
    proxy.lie(lieAbout(each, told));
    await open(each.place);
    await check();
    const card = cardOf(device.page);
    assert.deepEqual([...told], [each.view], "the page reads the view that is lied about");
    assert.equal(await mark("differs").count(), 1, await card.innerText());
    assert.equal(await mark("checked").count(), 0);
    await card.getByText(/not what this device has worked out/).waitFor();
    assert.ok((await card.innerText()).includes(each.where), await card.innerText());
    assert.ok((await mark("This device").count()) > 0 && (await mark("Your node").count()) > 0);
    assert.deepEqual(await axeFaults(device.page), []);
    assert.ok((await sideways(device.page)) <= 0);
    proxy.lie(undefined);
  });
}

test("a node that does not prove what is not hidden is not believed", async () => {
  proxy.lie(async ({ topic, path }) => {
    if (topic !== "proof" || !path.startsWith("/views/decisions/decision")) return undefined;
    const title = "It cannot be proved.";
    return { status: 403, json: { status: 403, code: "node/not-provable", title } };
  });
  await open("decide/1");
  await check();
  await cardOf(device.page)
    .getByText(/nothing in it is hidden/)
    .waitFor();
  assert.equal(await mark("checked").count(), 0);
  proxy.lie(undefined);
});

test("a clock that differs and a node that is away are named", async () => {
  await open("rules");
  const later: Tell = async ({ topic }, truth) => {
    if (topic !== "community") return undefined;
    const json = (await truth()) as { now: number };
    return { json: { ...json, isDemo: false, now: json.now + 180_000 } };
  };
  proxy.lie(later);
  await check();
  const card = cardOf(device.page);
  await card.getByText(/clock is 3 minutes ahead of the one of this device/).waitFor();
  assert.equal(await mark("checked").count(), 0);
  proxy.lie(async () => "hangs up");
  await card.getByRole("button", { name: "Check again" }).click();
  await card.getByText(/Your node does not answer/).waitFor();
  assert.equal(await mark("not confirmed").count(), 1);
  proxy.lie(undefined);
});

for (const look of looks.filter(({ name }) => name !== "narrow-light")) {
  test(`both answers are readable: ${look.name}`, async () => {
    const [, money] = CASES;
    assert.ok(money !== undefined);
    proxy.lie(lieAbout(money, new Set()));
    const own = device;
    device = await openProfile(browser, proxy.url, look);
    await visit(device.page, proxy.url, "home");
    await device.page
      .getByRole("region", { name: "You are visiting" })
      .waitFor({ state: "detached" });
    await open(money.place);
    await check();
    assert.equal(await mark("differs").count(), 1);
    assert.ok((await sideways(device.page)) <= 0);
    assert.deepEqual(await axeFaults(device.page), []);
    await picture(device.page, `check-lie-${look.name}`);
    await device.context.close();
    device = own;
    proxy.lie(undefined);
  });
}
