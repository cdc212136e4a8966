/**
 * Goal: by the README alone, in an empty folder, somebody founds a community in their browser, does the first
 * steps, invites two people, and both join and are let in.
 * Method: the commands of the README as they stand there, and three real browsers with storage of their own.
 */
import assert from "node:assert/strict";
import type { ChildProcess } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, afterEach, before, test } from "node:test";
import { fileURLToPath } from "node:url";
import type { Browser, Page } from "playwright-core";
import { launchChromium } from "../browser/chromium.ts";
import { picture } from "../browser/looks.ts";
import { commandLine, jsonOf } from "../cli/folkmoot.ts";
import { openProfile, type Profile, visit } from "./profile.ts";

const root = mkdtempSync(join(tmpdir(), "folkmoot-first-day-"));
const { begin, call } = commandLine(root, { FOLKMOOT_KEYS: "", FOLKMOOT_PORT: "0" });

let node: ChildProcess;
let browser: Browser;
let url = "";
let link = "";
let mira: Profile;
const guests: Profile[] = [];
const links: string[] = [];

/** The words of the README's "Found your own" that follow `npx folkmoot`. */
function readmeCommands(): readonly string[][] {
  const readme = readFileSync(
    fileURLToPath(new URL("../../../README.md", import.meta.url)),
    "utf8",
  );
  const section = readme.split("## Found your own")[1]?.split("\n## ")[0] ?? "";
  const block = /```sh\n([\s\S]*?)```/.exec(section)?.[1] ?? "";
  return block
    .split("\n")
    .filter((line) => line.startsWith("npx folkmoot "))
    .map((line) =>
      [...line.matchAll(/"([^"]*)"|(\S+)/g)].map(([, quoted, bare]) => quoted ?? bare ?? ""),
    )
    .map((words) => words.slice(2));
}

before(async () => {
  const [init, start, ...more] = readmeCommands();
  assert.ok(
    init?.[0] === "init" && start?.[0] === "start" && more.length === 0,
    "the README leads there",
  );
  const prepared = await call(...init);
  assert.equal(prepared.exit, 0, prepared.err);
  node = begin(...start);
  node.stdout?.resume();
  node.stderr?.resume();
  for (let tries = 0; link === "" && tries < 100; tries += 1) {
    const opened = await call("open", "--json");
    if (opened.exit === 0) ({ link } = jsonOf<{ link: string }>(opened));
  }
  url = new URL(link).origin;
  browser = await launchChromium();
});

after(async () => {
  await browser?.close();
  if (node !== undefined && node.exitCode === null) {
    node.kill("SIGTERM");
    await once(node, "close");
  }
  rmSync(root, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
});

let step = 0;
afterEach(async () => {
  step += 1;
  if (mira !== undefined) await picture(mira.page, `first-day-${step}-founder`);
  for (const [at, guest] of guests.entries())
    await picture(guest.page, `first-day-${step}-guest-${at}`);
});

const press = (page: Page, name: string): Promise<void> =>
  page.getByRole("button", { name, exact: true }).click();

/** The steps that are ticked, as a person hears the list. */
async function ticked(page: Page): Promise<readonly string[]> {
  const list = page.getByRole("region", { name: "First steps" });
  const names = await list.getByRole("heading", { level: 3 }).allTextContents();
  return names.filter((name) => name.endsWith("(done)")).map((name) => name.replace(" (done)", ""));
}

async function isTicked(page: Page, name: string): Promise<void> {
  const list = page.getByRole("region", { name: "First steps" });
  await list.getByRole("heading", { level: 3, name: `${name} (done)` }).waitFor();
}

test("before it is founded, the address alone says who is waited for, and gives no link", async () => {
  const passer = await openProfile(browser, url);
  await passer.page.goto(url);
  await passer.page
    .getByRole("heading", { name: "A community waits here for its founder" })
    .waitFor();
  assert.match(await passer.page.getByLabel("Command").inputValue(), /folkmoot open/);
  assert.equal((await passer.page.content()).includes("Our street"), false);
  await passer.page.goto(`${url}/#/claim/${"0".repeat(32)}`);
  await passer.page.getByText("This link opens nothing").waitFor();
  passer.assertQuiet();
  await passer.context.close();
});

/** Opens a page in a browser that is not as it should be. */
async function openSpoilt(
  address: string,
  spoil: () => void,
  agent?: string,
): Promise<{ page: Page; asked: readonly string[]; close: () => Promise<void> }> {
  const { context, page } = await openProfile(
    browser,
    url,
    undefined,
    agent === undefined ? {} : { userAgent: agent },
  );
  await page.addInitScript(spoil);
  const asked: string[] = [];
  page.on("request", (request) => asked.push(new URL(request.url()).pathname));
  await page.goto(address);
  return { page, asked, close: () => context.close() };
}

const unsafe = (): void => {
  Object.defineProperty(globalThis, "isSecureContext", { value: false });
};
const forgetful = (): void => {
  IDBFactory.prototype.open = () => {
    throw new DOMException("no", "SecurityError");
  };
};

test("where others could listen the link's secret is not even sent, and where nothing is kept no key is made", async () => {
  const listened = await openSpoilt(link, unsafe);
  await listened.page.getByText("This address is not safe").waitFor();
  assert.equal(
    listened.asked.some((path) => path.endsWith("/founder")),
    false,
  );
  await listened.close();
  const empty = await openSpoilt(link, forgetful);
  await empty.page.getByText("This browser keeps nothing").waitFor();
  const button = empty.page.getByRole("button", { name: "Found the community" });
  assert.equal(await button.getAttribute("aria-disabled"), "true");
  await button.click({ force: true });
  await empty.page.getByText("This browser keeps nothing").waitFor();
  await empty.close();
});

test("the link makes this browser the founder's device, and the app opens at Home", async () => {
  mira = await openProfile(browser, url);
  const { page } = mira;
  await page.goto(link);
  await page.getByRole("heading", { level: 1, name: /Found .*Our street/ }).waitFor();
  await page.getByText("This address is safe").waitFor();
  await page.getByLabel("What are you called here?").fill("Mira");
  await page.reload();
  await page.getByLabel("What are you called here?").fill("Mira");
  await press(page, "Found the community");
  await page.getByText(/Nothing needs you, .*Mira/).waitFor();
  assert.equal(new URL(page.url()).hash, "#/home");
  const other = await openProfile(browser, url);
  await other.page.goto(link);
  await other.page.getByRole("heading", { name: "This community is founded" }).waitFor();
  await other.context.close();
});

test("Home shows the first steps, ticked by what is there, the address before the invitation", async () => {
  const { page } = mira;
  const list = page.getByRole("region", { name: "First steps" });
  await list.waitFor();
  assert.deepEqual(await ticked(page), ["Say what you are for"]);
  const names = await list.getByRole("heading", { level: 3 }).allTextContents();
  const at = (words: string) => names.findIndex((name) => name.startsWith(words));
  assert.ok(at("Give it an address") < at("Bring the first two"));
  assert.ok(at("Make your recovery file (next)") === 0, names.join());
});

test("the recovery file is made and ticks its step, the address says how", async () => {
  const { page } = mira;
  await page.getByRole("link", { name: "Make it Make your recovery file" }).click();
  const saved = page.waitForEvent("download");
  await press(page, "Save the recovery file");
  await saved;
  await visit(page, url, "home");
  await isTicked(page, "Make your recovery file");
  await page.getByRole("link", { name: /^How Give it an address/ }).click();
  await page.getByRole("heading", { level: 1, name: "An address of its own" }).waitFor();
});

test("an invitation says that it works on this computer only; two are told apart", async () => {
  const { page } = mira;
  await visit(page, url, "people/invite");
  for (const name of ["Bo", "Cy"]) {
    await page.getByText("A link opens on this computer only").waitFor();
    await page.getByLabel("For whom?").fill(name);
    await press(page, "Make the link");
    links.push(await page.getByLabel("Invitation link").inputValue());
    await press(page, "Make another link");
  }
  for (const name of ["Bo", "Cy"]) {
    await page.getByRole("heading", { level: 3, name: new RegExp(`^For .*${name}`) }).waitFor();
  }
});

const iPhone =
  "Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.1 Mobile/15E148 Safari/604.1";

test("before anything is made the page says what is wrong with the address, the browser or the link", async () => {
  const invitation = links[0] ?? "";
  for (const [spoil, words] of [
    [unsafe, "This address is not safe"],
    [forgetful, "This browser keeps nothing"],
  ] as const) {
    const { page, close } = await openSpoilt(invitation, spoil);
    await page.getByText(words).waitFor();
    const next = page.getByRole("button", { name: "Go on", exact: true });
    assert.equal(await next.getAttribute("aria-disabled"), "true", words);
    await close();
  }
  const phone = await openSpoilt(invitation, () => {}, iPhone);
  await phone.page.getByText("put it on the Home Screen first").waitFor();
  const copied = await phone.page.getByLabel("The link, to open it elsewhere").inputValue();
  await visit(phone.page, url, "home");
  await phone.page.getByRole("link", { name: "I have copied an invitation" }).click();
  await phone.page.getByLabel("Invitation link").fill(copied);
  await press(phone.page, "Open it");
  await phone.page.getByText(/The link says that .*Mira/).waitFor();
  await phone.close();
  const card = Buffer.from(JSON.stringify(["Mira", "A bank", "Riches"])).toString("base64url");
  const forged = await openSpoilt(invitation.replace(/[^.]+$/, card), () => {});
  await forged.page
    .getByText(/The link speaks of .*A bank.*, but .*Our street.* is here/)
    .waitFor();
  assert.equal(await forged.page.getByText("Riches").count(), 0);
  await forged.close();
});

test("the two see who invites to what, and that their browser is safe, before they begin", async () => {
  for (const [at, name] of ["Bo", "Cy"].entries()) {
    const guest = await openProfile(browser, url);
    guests.push(guest);
    const { page } = guest;
    await page.goto(links[at] ?? "");
    await page.getByText(/The link says that .*Mira.* invites you/).waitFor();
    await page.getByText("Share tools and time.").waitFor();
    await page.getByText("This address is safe").waitFor();
    await press(page, "Go on");
    await page.getByLabel("What are you called here?").fill(name);
    await page.reload();
    assert.equal(await page.getByLabel("What are you called here?").inputValue(), name);
    await press(page, "Go on");
    const saved = page.waitForEvent("download");
    await press(page, "Save the recovery file");
    await saved;
    await page.getByRole("button", { name: "Ask to join" }).waitFor();
    await page.reload();
    await page.getByText("Your recovery file is saved").waitFor();
    await press(page, "Ask to join");
    await page.getByRole("heading", { level: 1, name: "You have asked to join" }).waitFor();
  }
});

/** How a member says that they know somebody. */
const knows = /^(?:Vouch|I know .*)$/;

test("the founder lets both in, and the page of each says so by itself", async () => {
  const { page } = mira;
  for (const [at, name] of ["Bo", "Cy"].entries()) {
    await visit(page, url, "home");
    await page
      .getByText(new RegExp(`Do you know .*${name}`))
      .first()
      .waitFor();
    await visit(page, url, `people/${at + 2}`);
    await page.getByRole("heading", { level: 1, name }).waitFor();
    await page.getByRole("button", { name: knows }).click();
    await page.getByRole("dialog").getByRole("button", { name: knows }).click();
    await page.getByText(/You vouch for .* now/).waitFor();
    const guest = guests[at]?.page;
    await guest?.getByRole("heading", { level: 1, name: "You are a member now" }).waitFor();
    assert.equal(await guest?.getByText("You have asked to join").count(), 0);
  }
  await visit(page, url, "home");
  await isTicked(page, "Bring the first two people");
});

test("somebody who is in is not led through joining again by what was typed before", async () => {
  const bo = guests[0]?.page;
  assert.ok(bo !== undefined);
  await bo.evaluate(() =>
    sessionStorage.setItem("folkmoot-joining-1", JSON.stringify({ name: "Bo", isNamed: true })),
  );
  await bo.goto("about:blank");
  await bo.goto(links[0] ?? "");
  await bo.getByRole("heading", { name: "This invitation has ended" }).waitFor();
  await bo.evaluate(() => sessionStorage.clear());
});

test("a member who may not vouch yet is not asked whether they know somebody", async () => {
  const made = mira.page;
  await visit(made, url, "people/invite");
  await made.getByLabel("For whom?").fill("Di");
  await press(made, "Make the link");
  const di = await openProfile(browser, url);
  await di.page.goto(await made.getByLabel("Invitation link").inputValue());
  await press(di.page, "Go on");
  await di.page.getByLabel("What are you called here?").fill("Di");
  await press(di.page, "Go on");
  await press(di.page, "Later, at my own risk");
  await di.page.getByRole("heading", { level: 1, name: "You have asked to join" }).waitFor();
  await visit(made, url, "home");
  await made
    .getByText(/Do you know .*Di/)
    .first()
    .waitFor();
  const bo = guests[0]?.page;
  assert.ok(bo !== undefined);
  await visit(bo, url, "home");
  await bo.getByText("Di").first().waitFor();
  assert.equal(await bo.getByText(/Do you know/).count(), 0);
  await visit(bo, url, "people/4");
  await bo.getByText("You may vouch for people from").waitFor();
  di.assertQuiet();
  await di.context.close();
});

test("a question is asked without machines among its kinds, and the list can be hidden for good", async () => {
  const { page } = mira;
  await visit(page, url, "decide/new");
  await page.getByRole("heading", { level: 2 }).first().waitFor();
  const kinds = await page.getByRole("heading", { level: 2 }).allTextContents();
  assert.equal(
    kinds.some((kind) => /machine/i.test(kind)),
    false,
    kinds.join(),
  );
  await visit(page, url, "decide/new/statement");
  await page
    .getByLabel("In one sentence, what do you ask?")
    .fill("Shall we eat together on Fridays?");
  await press(page, "Propose it");
  await page
    .getByRole("heading", { level: 1, name: "Shall we eat together on Fridays?" })
    .waitFor();
  await visit(page, url, "home");
  await isTicked(page, "Ask a first question");
  await press(page, "Hide");
  await page.getByRole("region", { name: "First steps" }).waitFor({ state: "detached" });
  await page.reload();
  await page.getByRole("heading", { level: 1 }).waitFor();
  assert.equal(await page.getByRole("region", { name: "First steps" }).count(), 0);
});

test("nothing went wrong in the guests' browsers, and nobody else was asked", () => {
  for (const guest of guests) guest.assertQuiet();
});
