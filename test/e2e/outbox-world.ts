import { createHash } from "node:crypto";
import type { Browser, Page } from "playwright-core";
import { readEnvelope, toHex } from "#protocol/index.js";
import { launchChromium } from "../browser/chromium.ts";
import { contextOf, looks } from "../browser/looks.ts";
import { visit } from "./profile.ts";
import { foundSmallCommunity, type StoppableCommunity } from "./small-community.ts";

const patience = 60_000;

/** A community of one, whose node can be away, under a browser. */
export let community: StoppableCommunity;
let browser: Browser;

/** Founds the community and starts the browser. */
export async function openWorld(): Promise<void> {
  community = await foundSmallCommunity();
  browser = await launchChromium();
}

/** Ends both. */
export async function closeWorld(): Promise<void> {
  await browser?.close();
  await community?.stop();
}

/** Opens the app as Ana, on her profile, ready to sign. */
export async function openPage(look = looks[0]!): Promise<Page> {
  const context = await contextOf(browser, look);
  context.setDefaultTimeout(patience);
  const page = await context.newPage();
  await visit(page, community.url, "profile");
  await page.getByLabel("Name").waitFor();
  // The app fetches what signing needs, and signs in, a moment after it stands.
  await page.waitForFunction(() =>
    Object.keys(localStorage).some((name) => name.startsWith("folkmoot-count-")),
  );
  await page.waitForLoadState("networkidle").catch(() => undefined);
  return page;
}

const press = (page: Page, name: string): Promise<void> =>
  page.getByRole("main").getByRole("button", { name, exact: true }).click();

/** Erases the newest of her texts. */
export async function eraseNewest(page: Page): Promise<void> {
  await visit(page, community.url, "texts");
  await page.getByRole("main").getByRole("button", { name: "Erase", exact: true }).first().click();
  await page.getByRole("dialog").getByRole("button", { name: "Erase" }).click();
}

/** Gives her another name: a text, and the profile that speaks of it. */
export async function rename(page: Page, name: string): Promise<void> {
  await page.getByLabel("Name").fill(name);
  await press(page, "Keep it");
}

/** How often something has happened, by the record. */
export async function happened(type: string): Promise<number> {
  const answer = await fetch(`${community.url}/api/v1/activity?limit=100`);
  const { items } = (await answer.json()) as { items: { type: string }[] };
  return items.filter((item) => item.type === type).length;
}

/** How often a profile was set and a text published. */
export async function changes(): Promise<readonly number[]> {
  return [await happened("records/profile-set"), await happened("records/text-published")];
}

/** What those counts are after one more of each. */
export const onceMore = (counts: readonly number[]): number[] => counts.map((count) => count + 1);

/** The strip that says what this device has not finished. */
export const unfinished = (page: Page) => page.getByRole("region", { name: "Unfinished" });

/** Waits until this device keeps so many things in its outbox: each is signed and kept by itself. */
export async function untilKept(page: Page, count: number): Promise<void> {
  const looks = patience / 100;
  let found: readonly KeptEntry[] = [];
  for (let look = 0; look < looks; look += 1) {
    found = await keptEntries(page);
    if (found.length === count) return;
    await new Promise((resume) => setTimeout(resume, 100));
  }
  throw new Error(`${found.length} things are kept, not ${count}`);
}

/** What this device keeps in its outbox, in the order in which it was done. */
export const keptEntries = (page: Page): Promise<readonly KeptEntry[]> =>
  page.evaluate(
    () =>
      new Promise<readonly KeptEntry[]>((done, fail) => {
        const asked = indexedDB.open("folkmoot-outbox");
        // The app has made it by now; else it must not be made here in another form.
        asked.onupgradeneeded = () => asked.transaction?.abort();
        asked.onerror = () => done([]);
        asked.onsuccess = () => {
          const found = asked.result.transaction("entries").objectStore("entries").getAll();
          found.onerror = () => fail(found.error);
          found.onsuccess = () => {
            asked.result.close();
            const entries = (found.result as { text: string }[]).map(
              ({ text }) => JSON.parse(text) as KeptEntry,
            );
            done(entries.sort((a, b) => a.at - b.at));
          };
        };
      }),
  );

/** One thing in the outbox. */
export interface KeptEntry {
  readonly id: string;
  readonly at: number;
  readonly wire: string;
}

/** The name of the receipt of bytes that were sent. */
export const idIn = (wire: Buffer | null): string =>
  createHash("sha256")
    .update(wire ?? Buffer.alloc(0))
    .digest("hex");

/** A verified state as the app keeps it. */
export interface Kept {
  readonly height: number;
  readonly root: string;
}

/** What this device keeps in its outbox, as it was signed, in the order in which it was done. */
export const keptWires = async (page: Page): Promise<readonly string[]> =>
  (await keptEntries(page)).map(({ wire }) => wire);

/** The state that signed bytes name. */
export function seenIn(wire: string): Kept {
  const envelope = readEnvelope(Buffer.from(wire, "base64url"));
  if (!envelope.ok || envelope.value.kind !== "person") throw new Error("it is no person's action");
  const { height, root } = envelope.value.body.seen;
  return { height, root: toHex(root) };
}

/** Moves the community's clock ahead. Units: milliseconds. */
export async function leap(advanceMs: number): Promise<void> {
  const headers = { "content-type": "application/json" };
  const address = new URL("/api/v1/demo/time", community.url);
  const body = JSON.stringify({ advanceMs });
  const moved = await fetch(address, { method: "POST", body, headers });
  if (!moved.ok) throw new Error(`the clock was not moved: ${moved.status}`);
}
