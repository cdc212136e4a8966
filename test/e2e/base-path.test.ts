// Goal: two communities live in two folders of one site, and neither finds what is the other's.
// Method: a real browser, and a proxy that takes one folder away and hands the other on, as Caddy and
// nginx can both do.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import type { Browser, Page } from "playwright-core";
import { launchChromium } from "../browser/chromium.ts";
import { type FolderProxy, startFolderProxy } from "./folder-proxy.ts";
import { openProfile, type Profile } from "./profile.ts";
import { foundSmallCommunity, type SmallCommunity } from "./small-community.ts";

const FOLDERS = [
  { path: "/folk", isStripped: true },
  { path: "/our/mill", isStripped: false },
];
const communities: SmallCommunity[] = [];
let proxy: FolderProxy;
let browser: Browser;
let ana: Profile;

before(async () => {
  for (const { path } of FOLDERS) {
    const options = { basePath: path, trustedProxies: ["this machine"] };
    communities.push(await foundSmallCommunity(options));
  }
  proxy = await startFolderProxy(
    FOLDERS.map((folder, at) => ({ ...folder, node: communities[at]?.url ?? "" })),
  );
  browser = await launchChromium();
  ana = await openProfile(browser, proxy.origin);
});

after(async () => {
  await browser?.close();
  proxy?.close();
  for (const community of communities) await community.stop();
});

const press = (page: Page, name: string): Promise<void> =>
  page.getByRole("button", { name, exact: true }).click();

for (const { path, isStripped } of FOLDERS) {
  test(`the app works in ${path}, which the proxy ${isStripped ? "takes away" : "hands on"}`, async () => {
    const { page } = ana;
    await page.goto(`${proxy.origin}${path}/#/people/invite`);
    await press(page, "Make the link");
    const link = await page.getByLabel("Invitation link").inputValue();
    assert.ok(link.startsWith(`${proxy.origin}${path}/j/1#`), link);
    const kofi = await openProfile(browser, proxy.origin);
    await kofi.page.goto(link);
    await kofi.page.getByRole("heading", { name: "Join Harbour" }).waitFor();
    assert.equal(new URL(kofi.page.url()).pathname, `${path}/`);
    await kofi.context.close();
    kofi.assertQuiet();
  });
}

test("what the browser keeps has the folder in its name, and cookies go to their own folder", async () => {
  const { page, context } = ana;
  const names = await page.evaluate(async () => [
    ...Object.keys(localStorage),
    ...(await indexedDB.databases()).map(({ name }) => name ?? ""),
  ]);
  for (const { path } of FOLDERS) {
    assert.ok(
      names.some((name) => name.startsWith(`folkmoot${path}-`)),
      `${path}: ${names}`,
    );
  }
  const isScoped = (name: string) =>
    FOLDERS.some(({ path }) => name.startsWith(`folkmoot${path}-`));
  assert.deepEqual(
    names.filter((name) => !isScoped(name)),
    [],
  );
  const cookies = (await context.cookies(FOLDERS.map(({ path }) => `${proxy.origin}${path}/api`)))
    .map(({ path }) => path)
    .toSorted();
  assert.deepEqual(cookies, ["/folk/api", "/our/mill/api"]);
  ana.assertQuiet();
});
