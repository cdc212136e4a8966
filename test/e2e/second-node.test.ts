/**
 * Goal: a member's phone goes on with another node of the same community: its person adds the phone there
 * by the code that it shows, compares the pages of both nodes, is never told "checked" while the second node
 * tells another history, and is told so once it is honest.
 * Method: two real machines of a network, each behind a real Caddy with HTTPS and in a folder, so that they are
 * two origins; the record names the second one, as its helper has declared. Between Caddy and the second
 * node stands a proxy, which shows a page that both machines' own keys have signed.
 */
import assert from "node:assert/strict";
import { dirname } from "node:path";
import { after, before, test } from "node:test";
import type { Browser, Page } from "playwright-core";
import { signerFromSeed } from "#engine/embedded/signer.js";
import { testBinary } from "#engine/testing/comet-binary.js";
import { until } from "#engine/testing/until.js";
import { readSeed } from "#node/home/validator-key.js";
import { freePorts, homeLayout } from "#node/index.js";
import { launchChromium } from "../browser/chromium.ts";
import { looks } from "../browser/looks.ts";
import { commandLine } from "../cli/folkmoot.ts";
import { forgedPage, pageJson } from "../lies/forged-page.ts";
import { type LyingProxy, startLyingProxy, type Tell } from "../lies/lying-proxy.ts";
import { lightIn } from "../lies/lying-world.ts";
import {
  foundNetwork,
  type LocalNetwork,
  reach,
  rewriteNetwork,
} from "../network/local-network.ts";
import { openProfile, type Profile, visit } from "./profile.ts";
import { scannedFrom } from "./read-qr.ts";
import { missingProxy, type RealProxy, startRealProxy } from "./real-proxy.ts";

const { missing } = testBinary();
const skip = missing === false ? missingProxy("caddy") : missing;
const FOLDER = "/folk";
const CHECKED = "Checked on this device.";
const patience = 120_000;

let network: LocalNetwork;
let liar: LyingProxy;
let caddies: readonly RealProxy[] = [];
let browser: Browser;
let phone: Profile;
/** Where the app is at the first node, and at the second one. */
let places: readonly [string, string];

before(async () => {
  if (skip !== false) return;
  const ports = (await freePorts(2)) as [number, number];
  network = await foundNetwork(2, { ports });
  liar = await startLyingProxy(`http://127.0.0.1:${ports[1]}`);
  const behind = [ports[0], Number(new URL(liar.url).port)];
  caddies = await Promise.all(
    behind.map((nodePort) =>
      startRealProxy({ kind: "caddy", example: ["handle_path"], nodePort, isHttps: true }),
    ),
  );
  const [first = "", second = ""] = caddies.map(({ origin }) => `${origin}${FOLDER}`);
  places = [`${first}/`, `${second}/`];
  for (const [at, node] of network.nodes.entries()) {
    node.before = ["env", `FOLKMOOT_BASE_PATH=${FOLDER}`, "FOLKMOOT_TRUSTED_PROXIES=this machine"];
    // They fetch each other's texts here: Caddy's own authority is nobody's but this test's.
    const sites = [`http://127.0.0.1:${ports[1 - at]}`, ...(at === 1 ? [first] : [])];
    rewriteNetwork(node.home, { sites });
  }
  await Promise.all(network.nodes.map((node) => node.start()));
  await reach(network.nodes[0]?.url ?? "", 3);
  const home = network.nodes[1]?.home ?? "";
  await ana("network", "helper", "offer", "--home", home, "--address", second);
  for (const { url } of network.nodes) await until(() => names(url, second));
  browser = await launchChromium();
  phone = await openProfile(browser, first, looks[0], { ignoreHTTPSErrors: true });
  phone.context.setDefaultTimeout(patience);
});

after(async () => {
  await browser?.close();
  for (const caddy of caddies) await caddy.stop();
  await liar?.close();
  await network?.end();
});

/** Whether a node says of the machines of the record that one answers there. */
async function names(node: string, site: string): Promise<boolean> {
  const told = (await (await fetch(`${node}/api/v1/network`)).json()) as { sites?: string[] };
  return told.sites?.includes(site) === true;
}

/** What the founder does on the command line, at the first node; what it printed. */
async function ana(...words: readonly string[]): Promise<string> {
  const keys = dirname(network.keyFile);
  const where = ["--keys", keys, "--node", network.nodes[0]?.url ?? "", "--as", "Ana", "--yes"];
  const { exit, out, err } = await commandLine(dirname(keys)).call(...words, ...where);
  assert.equal(exit, 0, `${words.join(" ")}: ${err}`);
  return out;
}

const press = (page: Page, name: string): Promise<void> =>
  page.getByRole("button", { name, exact: true }).click();
const said = (page: Page, text: string | RegExp) =>
  page.locator("p:visible, h1:visible, h2:visible", { hasText: text }).first();

/** Opens the app again at a place, as after days. */
async function open(page: Page, app: string, room: string): Promise<void> {
  await page.goto("about:blank");
  await visit(page, app, room);
}

async function isChecked(app: string): Promise<void> {
  await open(phone.page, app, "helpers");
  await said(phone.page, CHECKED).waitFor();
}

test("somebody joins at the first node, and is checked there beside the second", {
  skip,
}, async () => {
  const { page } = phone;
  const made = JSON.parse(await ana("invite", "new", "--json")) as { link: string };
  const { pathname, hash } = new URL(made.link);
  await page.goto(`${places[0]}${pathname.replace(/^(?:\/folk)?\//, "")}${hash}`);
  await page.getByRole("heading", { name: "Join A valley" }).waitFor();
  await press(page, "Go on");
  await page.getByLabel("What are you called here?").fill("Kofi");
  await press(page, "Go on");
  const saved = page.waitForEvent("download");
  await press(page, "Save the recovery file");
  await saved;
  await press(page, "Ask to join");
  await page.getByRole("heading", { name: "You have asked to join" }).waitFor();
  await ana("member", "vouch", "2");
  await visit(page, places[0], "people/2");
  await page.getByText("A member since").waitFor();
  await isChecked(places[0]);
  await said(page, /other node shows? the same page|other machines? shows? the same/).waitFor();
});

test("at the second node the phone is nobody, until its person adds it there by a code", {
  skip,
}, async () => {
  const [first, second] = places;
  const other = await phone.context.newPage();
  await open(other, second, "devices");
  await other.getByText("You are visiting.", { exact: false }).first().waitFor();
  await visit(other, second, "second");
  await other.getByLabel("Your number in the community").fill("2");
  await press(other, "Show the code");
  const code = await other.getByLabel("Code of this device").inputValue();
  assert.equal((await scannedFrom(other)).toLowerCase(), code);
  await open(phone.page, first, "devices");
  await phone.page.getByLabel("Code from the other device").fill(code);
  await press(phone.page, "Add it");
  await said(phone.page, "The other device can sign for you now.").waitFor();
  await press(other, "I have added it there");
  await other.getByRole("heading", { level: 1, name: /needs? you/ }).waitFor();
  await visit(other, second, "devices");
  await other.getByText("this device", { exact: true }).locator("visible=true").first().waitFor();
  await other.close();
  await isChecked(second);
  await isChecked(first);
});

/** The link to the newest page that the phone has verified at a node. */
async function newestPage(app: string): Promise<string> {
  await open(phone.page, app, "witnesses");
  return phone.page.getByLabel("A link to your newest page").inputValue();
}

test("the pages of both are compared, each with what the phone has verified at the other", {
  skip,
}, async () => {
  for (const [one, other] of [places, places.toReversed()] as [string, string][]) {
    const link = await newestPage(one);
    assert.ok(link.startsWith(one), link);
    await open(phone.page, other, "witnesses");
    await phone.page.getByLabel("Their link or page").fill(link);
    await press(phone.page, "Compare");
    await said(phone.page, /The same: your device has verified this very page/).waitFor();
  }
});

/** The newest page is another one, and both machines have signed it. */
async function otherHistory(): Promise<Tell> {
  const machines = await Promise.all(
    network.nodes.map(async ({ home }) =>
      signerFromSeed(await readSeed(homeLayout(home).validatorKey, "validator")),
    ),
  );
  const dataHash = new Uint8Array(32).fill(7);
  return async ({ topic, height }, truth) => {
    if (topic !== "light" || height !== "latest") return undefined;
    return { json: pageJson(forgedPage(lightIn(await truth()), { dataHash }, machines)) };
  };
}

test("while the second node tells another history nothing is called checked there", {
  skip,
}, async () => {
  const [first, second] = places;
  liar.lie(await otherHistory());
  await open(phone.page, second, "helpers");
  await phone.page.getByRole("heading", { level: 1, name: "Two histories" }).waitFor();
  assert.equal(await said(phone.page, CHECKED).count(), 0);
  await open(phone.page, second, "home");
  await phone.page.getByRole("heading", { level: 1, name: "Two histories" }).waitFor();
  await isChecked(first);
});

test("a browser that is new at the second node does not believe it either", { skip }, async () => {
  const fresh = await openProfile(browser, places[1], looks[0], { ignoreHTTPSErrors: true });
  await visit(fresh.page, places[1], "helpers");
  await said(fresh.page, /Two histories|could not confirm what the node says/).waitFor();
  assert.equal(await said(fresh.page, CHECKED).count(), 0);
  await fresh.context.close();
});

test("once the second node is honest the phone is checked there, and acts", { skip }, async () => {
  const { page } = phone;
  liar.lie(undefined);
  await open(page, places[1], "alarm");
  // Both pages stay on the screen until the person knows what to think of them.
  await press(page, "Put it away");
  await page.getByText("tell one and the same history").waitFor();
  await isChecked(places[1]);
  await visit(page, places[1], "profile");
  await page.getByLabel("Name").fill("Kofi of the mill");
  await press(page, "Keep it");
  await page.getByText("It is kept.").waitFor();
  await open(page, places[0], "people/2");
  await page.getByRole("heading", { level: 1, name: "Kofi of the mill" }).waitFor();
});
