/**
 * Goal: what a person does while no node answers, or while an answer is lost, is agreed exactly once;
 * nothing is lost by a reload, and a refusal says why.
 * Method: a real node that is stopped and started under a browser; what happened is counted in the
 * record itself.
 */
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { axeFaults } from "../browser/axe.ts";
import { looks, picture, sideways } from "../browser/looks.ts";
import {
  changes,
  closeWorld,
  community,
  eraseNewest,
  happened,
  idIn,
  type Kept,
  keptWires,
  leap,
  onceMore,
  openPage,
  openWorld,
  rename,
  seenIn,
  unfinished,
  untilKept,
} from "./outbox-world.ts";
import { visit } from "./profile.ts";

before(openWorld);
after(closeWorld);

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

test("what is signed while the node is away names a page that is kept for weeks, and is agreed after them", async () => {
  const first = await openPage();
  await rename(first, "Ana of the ferry");
  await first.getByText("It is kept.").waitFor();
  await first.context().close();
  await leap(1_800_000);
  const page = await openPage();
  await rename(page, "Ana of the bridge");
  await page.getByText("It is kept.").waitFor();
  await page.waitForFunction(() =>
    Object.entries(localStorage).some(
      ([name, kept]) => name.startsWith("folkmoot-count-") && kept.includes('"lasting"'),
    ),
  );
  const before = await changes();
  await page.route("**/api/v1/**", (route) => route.abort());
  // What was verified a moment ago would still be signed.
  await page.waitForTimeout(21_000);
  await rename(page, "Ana of the island");
  await untilKept(page, 2);
  const { lasting, seen } = await page.evaluate(() => {
    const named = Object.entries(localStorage).find(([name]) => name.startsWith("folkmoot-count-"));
    return JSON.parse(named?.[1] ?? "{}") as { lasting: Kept; seen: Kept };
  });
  const wires = await keptWires(page);
  for (const wire of wires) assert.deepEqual(seenIn(wire), lasting);
  assert.ok(lasting.height < seen.height);
  await leap(20 * 86_400_000);
  const sent: string[] = [];
  page.on("request", (asked) => {
    const isAction = asked.method() === "POST" && asked.url().endsWith("/api/v1/actions");
    if (isAction) sent.push(asked.postDataBuffer()?.toString("base64url") ?? "");
  });
  await page.unroute("**/api/v1/**");
  await untilKept(page, 0);
  assert.deepEqual(await changes(), onceMore(before));
  assert.deepEqual([...new Set(sent)], wires, "nothing had to be signed again");
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
      return route.fulfill(received(idIn(route.request().postDataBuffer())));
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
    // It would be asked again by itself, or at the next block; this is sooner.
    await page.evaluate(() => dispatchEvent(new Event("online")));
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
  await other.getByRole("heading", { name: "Ana Twice" }).waitFor({ state: "detached" });
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
