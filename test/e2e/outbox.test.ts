/**
 * Goal: what a person does while no node answers, or while an answer is lost, is agreed exactly once;
 * nothing is lost by a reload, and a refusal says why.
 * Method: a real node that is stopped and started under a browser; what happened is counted in the
 * record itself.
 */
import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { after, before, test } from "node:test";
import type { Browser, Page } from "playwright-core";
import { axeFaults } from "../browser/axe.ts";
import { launchChromium } from "../browser/chromium.ts";
import { contextOf, looks, picture, sideways } from "../browser/looks.ts";
import { visit } from "./profile.ts";
import { foundSmallCommunity, type StoppableCommunity } from "./small-community.ts";

const patience = 60_000;

let community: StoppableCommunity;
let browser: Browser;

before(async () => {
  community = await foundSmallCommunity();
  browser = await launchChromium();
});

after(async () => {
  await browser?.close();
  await community?.stop();
});

async function openPage(look = looks[0]!): Promise<Page> {
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
async function eraseNewest(page: Page): Promise<void> {
  await visit(page, community.url, "texts");
  await page.getByRole("main").getByRole("button", { name: "Erase", exact: true }).first().click();
  await page.getByRole("dialog").getByRole("button", { name: "Erase" }).click();
}

async function rename(page: Page, name: string): Promise<void> {
  await page.getByLabel("Name").fill(name);
  await press(page, "Keep it");
}

/** How often something has happened, by the record. */
async function happened(type: string): Promise<number> {
  const answer = await fetch(`${community.url}/api/v1/activity?limit=100`);
  const { items } = (await answer.json()) as { items: { type: string }[] };
  return items.filter((item) => item.type === type).length;
}

async function changes(): Promise<readonly number[]> {
  return [await happened("records/profile-set"), await happened("records/text-published")];
}

const onceMore = (counts: readonly number[]): number[] => counts.map((count) => count + 1);

const unfinished = (page: Page) => page.getByRole("region", { name: "Unfinished" });

/** Waits until this device keeps so many things in its outbox: each is signed and kept by itself. */
const untilKept = (page: Page, count: number) =>
  page.waitForFunction(
    (expected) =>
      Object.keys(localStorage).filter((name) => name.startsWith("folkmoot-outbox-")).length ===
      expected,
    count,
  );

test("what is done while the node is away survives a reload and is agreed exactly once", async () => {
  const first = await openPage();
  const before = await changes();
  await community.sleep();
  await rename(first, "Ana of the mill");
  await first.getByText("It is signed and kept on this device.", { exact: false }).waitFor();
  await untilKept(first, 2);
  await first.reload().catch(() => undefined);
  // The browser's own error page may still be on its way there.
  const page = await first.context().newPage();
  await first.close();
  await community.wake();
  await visit(page, community.url, "home");
  await unfinished(page).getByText("One thing came to its end").waitFor();
  await unfinished(page).locator("summary").click();
  await unfinished(page).getByText("Agreed by the community, on page", { exact: false }).waitFor();
  assert.deepEqual(await changes(), onceMore(before));
  await visit(page, community.url, "people/1");
  await page.getByRole("heading", { level: 1, name: "Ana of the mill" }).waitFor();
  await unfinished(page).getByRole("button", { name: "Seen" }).click();
  await unfinished(page).waitFor({ state: "detached" });
  await untilKept(page, 0);
  await page.context().close();
});

test("a page that stays open says by itself that it is agreed once the node is back", async () => {
  const page = await openPage();
  const before = await changes();
  await community.sleep();
  await rename(page, "Ana by the harbour");
  await page.getByText("On my device (now)").waitFor();
  await community.wake();
  await page.getByText("It is kept.").waitFor();
  assert.deepEqual(await changes(), onceMore(before));
  await untilKept(page, 0);
  await page.context().close();
});

test("an answer that is lost on its way makes nothing happen twice", async () => {
  const page = await openPage();
  const before = await changes();
  let lost = 0;
  await page.route("**/api/v1/actions", async (route) => {
    lost += 1;
    if (lost <= 2) {
      await route.fetch();
      await route.abort();
    } else await route.continue();
  });
  await rename(page, "Ana Lost-and-Found");
  await page.getByText("It is kept.").waitFor();
  assert.ok(lost > 2, `${lost} sendings`);
  assert.deepEqual(await changes(), onceMore(before));
  await page.context().close();
});

for (const look of looks) {
  test(`what a node has but has not agreed on is said so, before and after a reload: ${look.name}`, async () => {
    const page = await openPage(look);
    await rename(page, `Ana ${look.name}`);
    await page.getByText("It is kept.").waitFor();
    const written = await happened("records/text-published");
    const received = (id: string) => ({ status: 202, json: { id, state: "received" } });
    await page.route("**/api/v1/actions", (route) => {
      const wire = route.request().postDataBuffer() ?? Buffer.alloc(0);
      return route.fulfill(received(createHash("sha256").update(wire).digest("hex")));
    });
    await page.route("**/api/v1/actions/*", (route) =>
      route.fulfill(received(route.request().url().split("/").at(-1) ?? "")),
    );
    await eraseNewest(page);
    await page.getByText("Seen by my node (now)").waitFor();
    await page.getByText("Your node has it and keeps it.", { exact: false }).waitFor();
    await page.reload();
    await unfinished(page).getByText("One thing is on its way").waitFor();
    await unfinished(page).locator("summary").click();
    await unfinished(page).getByText("Erasing a text").waitFor();
    await unfinished(page).getByText("Seen by my node (now)").waitFor();
    assert.equal(await sideways(page), 0);
    assert.deepEqual(await axeFaults(page), []);
    await picture(page, `${look.name}-unfinished`);
    const erased = await happened("records/text-erased");
    await page.unrouteAll({ behavior: "wait" });
    await unfinished(page)
      .getByText("Agreed by the community, on page", { exact: false })
      .waitFor();
    assert.equal(await happened("records/text-erased"), erased + 1);
    assert.equal(await happened("records/text-published"), written);
    await page.context().close();
  });
}

test("what has become impossible meanwhile is refused with the reason, and leaves", async () => {
  const page = await openPage();
  await rename(page, "Ana Twice");
  await page.getByText("It is kept.").waitFor();
  await visit(page, community.url, "texts");
  const other = await openPage();
  await page.context().setOffline(true);
  await eraseNewest(page);
  await page.getByText("It is signed and kept on this device.", { exact: false }).waitFor();
  await visit(page, community.url, "profile");
  await eraseNewest(other);
  await other.getByText("Ana Twice").waitFor({ state: "detached" });
  await page.context().setOffline(false);
  await unfinished(page).getByText("One thing came to its end").waitFor();
  await unfinished(page).locator("summary").click();
  await unfinished(page).getByText("This text has been erased.").waitFor();
  assert.deepEqual(await axeFaults(page), []);
  await unfinished(page).getByRole("button", { name: "Seen" }).click();
  await unfinished(page).waitFor({ state: "detached" });
  await untilKept(page, 0);
  await page.context().close();
  await other.context().close();
});

test("a refusal that comes when its page was left is said where the person is", async () => {
  const page = await openPage();
  await page.route("**/api/v1/actions", async (route) => {
    await visit(page, community.url, "people");
    await route.fulfill({
      status: 422,
      json: { status: 422, code: "records/erased", title: "This text has been erased." },
    });
  });
  await eraseNewest(page);
  await unfinished(page).getByText("One thing came to its end").waitFor();
  await unfinished(page).locator("summary").click();
  await unfinished(page).getByText("This text has been erased.").waitFor();
  await page.context().close();
});

const outdatedAnswer = {
  status: 422,
  json: { status: 422, code: "kernel/nonce-used", title: "This number was used already." },
};

const idIn = (wire: Buffer | null): string =>
  createHash("sha256")
    .update(wire ?? Buffer.alloc(0))
    .digest("hex");

/** Lets the node refuse the first bytes that this page hands in, as outdated, each time. */
async function refuseFirst(page: Page): Promise<void> {
  let first: string | undefined;
  await page.route("**/api/v1/actions", (route) => {
    const id = idIn(route.request().postDataBuffer());
    first ??= id;
    return id === first ? route.fulfill(outdatedAnswer) : route.continue();
  });
}

test("what cannot be signed anew just now goes on later", async () => {
  const page = await openPage();
  await rename(page, "Ana Anew");
  await page.getByText("It is kept.").waitFor();
  const erased = await happened("records/text-erased");
  await refuseFirst(page);
  let away = 0;
  await page.route("**/api/v1/views/identity/signer*", (route) => {
    away += 1;
    return away === 1 ? route.abort() : route.continue();
  });
  await eraseNewest(page);
  await page.getByText("Ana Anew").waitFor({ state: "detached" });
  assert.ok(away > 1, `${away} questions`);
  assert.equal(await happened("records/text-erased"), erased + 1);
  await untilKept(page, 0);
  await page.context().close();
});

test("what is signed anew is sent only where it can be kept, and then once", async () => {
  const page = await openPage();
  await rename(page, "Ana Full");
  await page.getByText("It is kept.").waitFor();
  const erased = await happened("records/text-erased");
  await refuseFirst(page);
  const handed: string[] = [];
  page.on("request", (asked) => {
    const body = asked.url().endsWith("/api/v1/actions") ? asked.postDataBuffer() : null;
    if (body !== null) handed.push(idIn(body));
  });
  await page.evaluate(() => {
    const write = Storage.prototype.setItem;
    const firsts = new Set<string>();
    const isFull = { now: true };
    addEventListener("room-again", () => {
      isFull.now = false;
    });
    Storage.prototype.setItem = function (name, value) {
      const isKept = name.startsWith("folkmoot-outbox-");
      if (isKept && isFull.now && firsts.has(name))
        throw new DOMException("", "QuotaExceededError");
      if (isKept) firsts.add(name);
      write.call(this, name, value);
    };
  });
  await eraseNewest(page);
  await page.getByText("It is signed and kept on this device.", { exact: false }).waitFor();
  // It is tried again and again, and nothing new is handed in.
  await page.waitForResponse("**/api/v1/actions");
  const kept = await page.evaluate(() =>
    Object.entries(localStorage).flatMap(([name, row]) =>
      name.startsWith("folkmoot-outbox-") ? [(JSON.parse(row) as { id: string }).id] : [],
    ),
  );
  assert.ok(
    handed.every((id) => kept.includes(id)),
    `${handed} but ${kept}`,
  );
  await page.evaluate(() => dispatchEvent(new Event("room-again")));
  await page.getByText("Ana Full").waitFor({ state: "detached" });
  assert.equal(await happened("records/text-erased"), erased + 1);
  await page.context().close();
});

test("a node whose history begins late does not make an end of what it does not know", async () => {
  const page = await openPage();
  await rename(page, "Ana Late");
  await page.getByText("It is kept.").waitFor();
  const erased = await happened("records/text-erased");
  let handed = 0;
  await page.route("**/api/v1/actions", (route) => {
    handed += 1;
    const id = idIn(route.request().postDataBuffer());
    if (handed === 1) return route.fulfill({ status: 202, json: { id, state: "received" } });
    return handed === 2 ? route.fulfill(outdatedAnswer) : route.continue();
  });
  const since = Date.now() - 86_400_000;
  await page.route("**/api/v1/actions/*", (route) =>
    route.fulfill({
      status: 404,
      json: { status: 404, code: "node/before-history", title: "It is not kept here.", since },
    }),
  );
  await eraseNewest(page);
  await page.getByText("Ana Late").waitFor({ state: "detached" });
  assert.equal(await happened("records/text-erased"), erased + 1);
  assert.equal(handed, 3);
  await page.context().close();
});

test("what may have been done before a node's history begins is not done once more", async () => {
  const page = await openPage();
  await rename(page, "Ana Before");
  await page.getByText("It is kept.").waitFor();
  const erased = await happened("records/text-erased");
  await page.route("**/api/v1/actions", (route) => route.fulfill(outdatedAnswer));
  const since = Date.now() - 1000;
  await page.route("**/api/v1/actions/*", (route) =>
    route.fulfill({
      status: 404,
      json: { status: 404, code: "node/before-history", title: "It is not kept here.", since },
    }),
  );
  await eraseNewest(page);
  await page.getByRole("main").getByText("It is not kept here.").waitFor();
  assert.equal(await happened("records/text-erased"), erased);
  await untilKept(page, 0);
  await page.context().close();
});

test("a text that the node has let go of meanwhile is handed over again once it is agreed", async () => {
  const page = await openPage();
  const before = await changes();
  const handed: string[] = [];
  await page.route("**/api/v1/blobs/*", async (route) => {
    handed.push(route.request().url());
    // The first one is lost: the node keeps what nobody has agreed on only for a while.
    if (handed.length === 1) return route.fulfill({ status: 204 });
    return route.continue();
  });
  let published = 0;
  await page.route("**/api/v1/actions", async (route) => {
    published += 1;
    if (published > 1) return route.continue();
    const id = idIn(route.request().postDataBuffer());
    await route.fetch();
    return route.fulfill({ status: 202, json: { id, state: "received" } });
  });
  await rename(page, "Ana of the last copy");
  await page.getByText("It is kept.").waitFor();
  assert.deepEqual(await changes(), onceMore(before));
  assert.ok(handed.length >= 2 && handed[0] === handed[1], handed.join(" "));
  const other = await openPage();
  await visit(other, community.url, "people/1");
  await other.getByRole("heading", { level: 1, name: "Ana of the last copy" }).waitFor();
  await other.context().close();
  await page.context().close();
});

test("a node that waits for the others is asked less and less often", async () => {
  const page = await openPage();
  await rename(page, "Ana Patient");
  await page.getByText("It is kept.").waitFor();
  await page.clock.install();
  await page.route("**/api/v1/actions", (route) => {
    const id = idIn(route.request().postDataBuffer());
    return route.fulfill({ status: 202, json: { id, state: "received" } });
  });
  let asked = 0;
  await page.route("**/api/v1/actions/*", (route) => {
    asked += 1;
    const id = route.request().url().split("/").at(-1);
    return route.fulfill({ status: 202, json: { id, state: "received" } });
  });
  await eraseNewest(page);
  await page.getByText("Seen by my node (now)").waitFor();
  const steps = 20;
  for (let step = 0; step < steps; step += 1) {
    await page.clock.fastForward(4_100);
    // Whatever was asked for in this step is answered before this is.
    await page.evaluate(() => fetch("/api/v1/community").then((answer) => answer.text()));
  }
  assert.ok(asked > 0 && asked < steps / 2, `${asked} questions`);
  await page.context().close();
});

test("what two windows have kept is done once each, whichever sends it", async () => {
  const first = await openPage();
  const second = await first.context().newPage();
  await visit(second, community.url, "profile");
  await second.getByLabel("Name").waitFor();
  const before = await changes();
  await community.sleep();
  const names = ["Ana One", "Ana Two"];
  await Promise.all([first, second].map((page, at) => rename(page, names[at] ?? "")));
  await untilKept(first, 4);
  await untilKept(second, 4);
  await community.wake();
  await Promise.all([first, second].map((page) => page.getByText("It is kept.").waitFor()));
  await untilKept(first, 0);
  assert.deepEqual(
    await changes(),
    before.map((count) => count + 2),
  );
  await first.context().close();
});
