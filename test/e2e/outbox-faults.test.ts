/**
 * Goal: what has to be signed again, waits for long, or meets a node that does not know everything is
 * neither done twice nor lost.
 * Method: a real node under a browser; answers on the way are changed, and what happened is counted in
 * the record itself.
 */
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import type { Page } from "playwright-core";
import {
  changes,
  closeWorld,
  community,
  eraseNewest,
  happened,
  idIn,
  keptEntries,
  onceMore,
  openPage,
  openWorld,
  rename,
  unfinished,
  untilKept,
} from "./outbox-world.ts";
import { visit } from "./profile.ts";

before(openWorld);
after(closeWorld);

const outdatedAnswer = {
  status: 422,
  json: { status: 422, code: "kernel/nonce-used", title: "This number was used already." },
};

/** Lets the node refuse the first bytes that this page hands in, as outdated, each time. */
async function refuseFirst(page: Page): Promise<void> {
  let first: string | undefined;
  await page.route("**/api/v1/actions", (route) => {
    const id = idIn(route.request().postDataBuffer());
    first ??= id;
    return id === first ? route.fulfill(outdatedAnswer) : route.continue();
  });
}

test("what cannot be signed again just now goes on later", async () => {
  const page = await openPage();
  await rename(page, "Ana Later");
  await page.getByText("It is kept.").waitFor();
  const erased = await happened("records/text-erased");
  await refuseFirst(page);
  let away = 0;
  await page.route("**/api/v1/views/identity/signer*", (route) => {
    away += 1;
    return away === 1 ? route.abort() : route.continue();
  });
  await eraseNewest(page);
  await page.getByRole("heading", { name: "Ana Later" }).waitFor({ state: "detached" });
  assert.ok(away > 1, `${away} questions`);
  assert.equal(await happened("records/text-erased"), erased + 1);
  await untilKept(page, 0);
  await page.context().close();
});

test("what is signed again is sent only where it can be kept, and then once", async () => {
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
    const write = IDBObjectStore.prototype.put;
    const firsts = new Set<string>();
    const isFull = { now: true };
    addEventListener("room-again", () => {
      isFull.now = false;
    });
    IDBObjectStore.prototype.put = function (row: { readonly key: string }) {
      const isKept = this.name === "entries";
      if (isKept && isFull.now && firsts.has(row.key))
        throw new DOMException("", "QuotaExceededError");
      if (isKept) firsts.add(row.key);
      return write.call(this, row);
    };
  });
  await eraseNewest(page);
  await page.getByText("It is signed and kept on this device.", { exact: false }).waitFor();
  // It is tried again and again, and nothing new is handed in.
  await page.waitForResponse("**/api/v1/actions");
  const kept = (await keptEntries(page)).map(({ id }) => id);
  assert.ok(
    handed.every((id) => kept.includes(id)),
    `${handed} but ${kept}`,
  );
  await page.evaluate(() => dispatchEvent(new Event("room-again")));
  await page.getByRole("heading", { name: "Ana Full" }).waitFor({ state: "detached" });
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
  await page.getByRole("heading", { name: "Ana Late" }).waitFor({ state: "detached" });
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

test("a node that is busy is asked again, and then it is done once", async () => {
  const page = await openPage();
  await rename(page, "Ana Busy");
  await page.getByText("It is kept.").waitFor();
  const erased = await happened("records/text-erased");
  const busy = [
    { status: 503, json: { status: 503, code: "node/too-busy", title: "Too much to do." } },
    { status: 429, json: { status: 429, code: "node/too-many", title: "Too many requests." } },
    { status: 413, body: "<html>too large for what stands before the node</html>" },
  ];
  let handed = 0;
  await page.route("**/api/v1/actions", (route) => {
    const answer = busy[handed];
    handed += 1;
    return answer === undefined ? route.continue() : route.fulfill(answer);
  });
  await eraseNewest(page);
  await page.getByText("It is signed and kept on this device.", { exact: false }).waitFor();
  for (let tries = 2; tries <= busy.length + 1; tries += 1) {
    const answered = page.waitForResponse("**/api/v1/actions");
    await page.evaluate(() => dispatchEvent(new Event("online")));
    await answered;
  }
  await page.getByRole("heading", { name: "Ana Busy" }).waitFor({ state: "detached" });
  assert.equal(handed, busy.length + 1);
  assert.equal(await happened("records/text-erased"), erased + 1);
  await untilKept(page, 0);
  await page.context().close();
});

test("what can no longer be signed, since its key is gone, ends with the reason", async () => {
  const page = await openPage();
  await rename(page, "Ana Keyless");
  await page.getByText("It is kept.").waitFor();
  await visit(page, community.url, "texts");
  await page.getByRole("heading", { name: "Ana Keyless" }).waitFor();
  await page.context().setOffline(true);
  await eraseNewest(page);
  await page.getByText("It is signed and kept on this device.", { exact: false }).waitFor();
  await visit(page, community.url, "profile");
  await page.evaluate(
    () =>
      new Promise<void>((done, fail) => {
        const opened = indexedDB.open("folkmoot-keys");
        opened.onerror = () => fail(opened.error);
        opened.onsuccess = () => {
          const change = opened.result.transaction("identities", "readwrite");
          change.objectStore("identities").clear();
          change.oncomplete = () => done();
        };
      }),
  );
  await refuseFirst(page);
  await page.context().setOffline(false);
  await unfinished(page).getByText("One thing came to its end").waitFor();
  await unfinished(page).locator("summary").click();
  await unfinished(page).getByText("This number was used already.").waitFor();
  await page.context().close();
});
