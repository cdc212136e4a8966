/**
 * Goal: a member's phone stays right through all that happens to its node: an invitation, restarts, an old backup
 * that was restored, a wrong clock on either side; over HTTPS, in a folder of a larger site.
 * Method: a real browser with its own storage at a real Caddy with a local authority, a community that is no
 * demonstration, its founder on the command line.
 */
import assert from "node:assert/strict";
import { cp, mkdtemp, rename, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import type { Browser, Page } from "playwright-core";
import { movableClock, systemClock } from "#engine/clock.js";
import { createNode, freePorts, type RunningNode } from "#node/index.js";
import { launchChromium } from "../browser/chromium.ts";
import { looks } from "../browser/looks.ts";
import { commandLine } from "../cli/folkmoot.ts";
import { openProfile, type Profile, visit } from "./profile.ts";
import { missingProxy, type RealProxy, startRealProxy } from "./real-proxy.ts";

const skip = missingProxy("caddy");
const FOLDER = "/folk";
let root: string;
let home: string;
let port: number;
let node: RunningNode;
let proxy: RealProxy;
let browser: Browser;
let phone: Profile;
let app: string;

const begin = async (more: Partial<Parameters<typeof createNode>[0]> = {}): Promise<void> => {
  node = await createNode({
    home,
    port,
    basePath: FOLDER,
    trustedProxies: ["this machine"],
    ...more,
  });
};

before(async () => {
  if (skip !== false) return;
  root = await mkdtemp(join(tmpdir(), "folkmoot-phone-"));
  home = join(root, "home");
  [port] = (await freePorts(1)) as [number];
  await ana("init", "Harbour", "--purpose", "Neighbours.", "--founder", "Ana", "--home", home);
  await begin();
  proxy = await startRealProxy({
    kind: "caddy",
    example: ["handle_path"],
    nodePort: port,
    isHttps: true,
  });
  app = `${proxy.origin}${FOLDER}/`;
  browser = await launchChromium();
  phone = await openProfile(browser, proxy.origin, looks[0], { ignoreHTTPSErrors: true });
});
after(async () => {
  await browser?.close();
  await proxy?.stop();
  await node?.stop();
  if (root !== undefined) await rm(root, { recursive: true, force: true });
});

/** What the founder does on the command line; what it printed. */
async function ana(...words: readonly string[]): Promise<string> {
  const { call } = commandLine(root);
  const { exit, out, err } = await call(...words, "--keys", join(root, "keys"), "--yes");
  assert.equal(exit, 0, `${words.join(" ")}: ${err}`);
  return out;
}

const onNode = () => ["--node", node.url] as const;
const press = (page: Page, name: string): Promise<void> =>
  page.getByRole("button", { name, exact: true }).click();
const said = (text: string | RegExp) =>
  phone.page.locator("p:visible, h1:visible, h2:visible", { hasText: text }).first();

async function isChecked(): Promise<void> {
  await node.engine.tick();
  await phone.page.goto("about:blank");
  await visit(phone.page, app, "helpers");
  await said("Checked on this device.").waitFor();
}

test("an invitation opens in the folder, over HTTPS, and somebody joins with it", {
  skip,
}, async () => {
  const made = JSON.parse(await ana("invite", "new", "--json", ...onNode())) as { link: string };
  const { pathname, hash } = new URL(made.link);
  const { page } = phone;
  await page.goto(`${proxy.origin}${FOLDER}${pathname.replace(FOLDER, "")}${hash}`);
  await page.getByRole("heading", { name: "Join Harbour" }).waitFor();
  await press(page, "Go on");
  await page.getByLabel("What are you called here?").fill("Kofi");
  await press(page, "Go on");
  const saved = page.waitForEvent("download");
  await press(page, "Save the recovery file");
  await saved;
  await press(page, "Ask to join");
  await page.getByRole("heading", { name: "You have asked to join" }).waitFor();
  await ana("member", "vouch", "2", ...onNode());
  await visit(page, app, "people/2");
  await page.getByText("A member since").waitFor();
  const cookies = await phone.context.cookies(`${app}api`);
  assert.deepEqual(
    cookies.map(({ secure, path }) => [secure, path]),
    [[true, `${FOLDER}/api`]],
  );
  await isChecked();
});

test("after a restart it is checked, and acts", { skip }, async () => {
  await node.stop();
  await cp(home, join(root, "backup"), { recursive: true });
  await begin();
  await isChecked();
});

test("a clock of the phone that is wrong is said, and nothing is called checked", {
  skip,
}, async () => {
  const { page } = phone;
  await page.clock.setFixedTime(Date.now() + 20 * 60_000);
  await page.goto("about:blank");
  await visit(page, app, "helpers");
  await said(/clock is \d+ (minutes|hours) (ahead of|behind) the one of this device/).waitFor();
  assert.equal(await said("Checked on this device.").count(), 0);
});

test("with its clock right again a phone is checked", { skip }, async () => {
  // A page's clock cannot be given back: the same storage, in a page of its own.
  await phone.page.clock.setSystemTime(Date.now());
  await isChecked();
});

test("an old backup that was restored is two histories; the right home is checked again", {
  skip,
}, async () => {
  await node.engine.tick();
  await isChecked();
  await node.stop();
  await rename(home, join(root, "right"));
  await rename(join(root, "backup"), home);
  await begin();
  await phone.page.goto("about:blank");
  await visit(phone.page, app, "home");
  await phone.page.getByRole("heading", { level: 1, name: "Two histories" }).waitFor();
  await node.stop();
  await rename(home, join(root, "old"));
  await rename(join(root, "right"), home);
  await begin();
  await isChecked();
});

test("a node whose clock is ahead is said, and nothing is called checked", { skip }, async () => {
  await node.stop();
  const clock = movableClock(systemClock);
  clock.advance(10 * 60_000);
  await begin({ clock });
  await node.engine.tick();
  await phone.page.goto("about:blank");
  await visit(phone.page, app, "helpers");
  await said(/clock is \d+ minutes ahead of the one of this device/).waitFor();
  assert.equal(await said("Checked on this device.").count(), 0);
});
