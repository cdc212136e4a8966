import assert from "node:assert/strict";
import type { Browser, BrowserContext, BrowserContextOptions, Page } from "playwright-core";
import { contextOf, type Look, looks } from "../browser/looks.ts";

/** Somebody with a browser of their own, and everything that went wrong in it. */
export interface Profile {
  readonly context: BrowserContext;
  readonly page: Page;
  /** Fails when the page logged an error, threw, or asked another site. */
  readonly assertQuiet: () => void;
}

const patience = 60_000;

/**
 * What other machines of the same network are asked for: pages of the record to compare.
 *
 * Why nothing is said when one of them is away: a second opinion may be missing.
 */
const WITNESS = /^http:\/\/127\.0\.0\.1:\d+\/api\/v1\/(?:light|network\/restarts)\//;

/** Opens a browser profile that watches for errors and for questions to other sites. */
export async function openProfile(
  browser: Browser,
  origin: string,
  look: Look | undefined = looks[0],
  more: BrowserContextOptions = {},
): Promise<Profile> {
  assert.ok(look !== undefined);
  const context = await contextOf(browser, look, more);
  context.setDefaultTimeout(patience);
  const page = await context.newPage();
  const wrong: string[] = [];
  page.on("pageerror", (error) => wrong.push(String(error)));
  page.on("console", (line) => {
    // A refusal by rule is an answer, and the browser logs every answer of 4xx by itself.
    if (line.type() !== "error" || WITNESS.test(line.location().url)) return;
    if (!/status of 4\d\d/.test(line.text())) wrong.push(line.text());
  });
  page.on("request", (asked) => {
    const address = asked.url();
    const isOwn = address.startsWith(origin) || address.startsWith("blob:");
    if (!isOwn && !WITNESS.test(address)) wrong.push(address);
  });
  return { context, page, assertQuiet: () => assert.deepEqual(wrong, []) };
}

/** Goes to a page of the app and waits until its title stands there. */
export async function visit(page: Page, url: string, place: string): Promise<void> {
  await page.goto(new URL(`#/${place}`, url).href);
  await page.getByRole("heading", { level: 1 }).waitFor();
}

/**
 * Goes to a place as one of the demonstration's people.
 *
 * Why the visit has to be over: at its start the app becomes one of them by itself, and would undo the choice.
 */
export async function visitAs(
  page: Page,
  url: string,
  person: number,
  place: string,
): Promise<void> {
  await visit(page, url, "home");
  await page.getByRole("region", { name: "You are visiting" }).waitFor({ state: "detached" });
  await page.getByRole("combobox", { name: /^You are/ }).selectOption(String(person));
  await visit(page, url, place);
}
