/**
 * Goal: when another node proves a different page for the same number, the app shows both side by
 * side, says what it means, and hands out the evidence.
 * Method: one machine's home is copied and both copies run on, which is what nobody must ever do:
 * its key then signs two histories.
 */
import assert from "node:assert/strict";
import { cp, mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import type { Browser } from "playwright-core";
import { createClient, httpTransport, seedSigner } from "#client/index.js";
import { nativeHasher } from "#engine/native-hasher.js";
import { nativeVerify } from "#engine/native-signature.js";
import { createNode, type RunningNode } from "#node/index.js";
import { checkCommit, headerHash, lightBlockFromJson } from "#protocol/chain/index.js";
import { toHex } from "#protocol/kernel/bytes.js";
import { axeFaults } from "../browser/axe.ts";
import { launchChromium } from "../browser/chromium.ts";
import { looks, sideways } from "../browser/looks.ts";
import { commandLine } from "../cli/folkmoot.ts";
import { openProfile, visit } from "./profile.ts";

/** Neither node makes a page for the time alone, so that both stand at the same height however long it takes. */
const engineLimits = { heartbeat: 3_600_000 };

let root: string;
let browser: Browser;
let own: RunningNode;
let other: RunningNode;

before(async () => {
  root = await mkdtemp(join(tmpdir(), "folkmoot-alarm-"));
  const [home, copy] = [join(root, "home"), join(root, "copy")];
  const words = ["init", "Harbour", "--purpose", "Neighbours.", "--founder", "Ana"];
  const keys = ["--keys", join(root, "keys")];
  const { exit, err } = await commandLine(root).call(...words, "--home", home, ...keys);
  assert.equal(exit, 0, err);
  const first = await createNode({ home, port: 0, engineLimits });
  await first.engine.tick();
  await first.stop();
  await cp(home, copy, { recursive: true });
  other = await createNode({ home: copy, port: 0, engineLimits });
  own = await createNode({ home, port: 0, sites: [other.url], engineLimits });
  for (let more = 0; more < 3; more += 1) {
    await own.engine.tick();
    await other.engine.tick();
  }
  browser = await launchChromium();
});

after(async () => {
  await browser?.close();
  await own?.stop();
  await other?.stop();
  await rm(root, { recursive: true, force: true });
});

for (const look of looks.filter(({ name }) => name === "phone-light" || name === "desk-light")) {
  test(`two histories are shown side by side, with evidence: ${look.name}`, async () => {
    const { page, context, assertQuiet } = await openProfile(browser, own.url, look);
    await visit(page, own.url, "home");
    await page.getByRole("heading", { level: 1, name: "Two histories" }).waitFor();
    const main = page.getByRole("main");
    await main.getByText("What your node shows").waitFor();
    await main.getByText("What another node shows").waitFor();
    await main.getByText("This helper has signed both of these pages.").waitFor();
    await main.getByText(own.url).waitFor();
    await main.getByText(other.url).waitFor();
    assert.ok((await sideways(page)) <= 0);
    assert.deepEqual(await axeFaults(page), []);

    const saving = page.waitForEvent("download");
    await main.getByRole("button", { name: "Save the evidence" }).click();
    const file = join(root, `${look.name}.json`);
    await (await saving).saveAs(file);
    const evidence = JSON.parse(await readFile(file, "utf8")) as {
      readonly verified: { readonly from: string };
      readonly other: { readonly from: string };
    };
    const hashes = [evidence.verified, evidence.other].map((shown) => {
      const block = lightBlockFromJson(nativeHasher, shown);
      assert.ok(block.ok);
      const { signedHeader, validators } = block.value;
      const { header, commit } = signedHeader;
      assert.ok(checkCommit(nativeVerify, header.chainId, commit, validators).ok);
      return toHex(headerHash(nativeHasher, header));
    });
    assert.notEqual(hashes[0], hashes[1]);

    const trouble = page.getByRole("complementary", { name: "Helpers" });
    const seeBoth = trouble.getByRole("link", { name: "See both" });
    await visit(page, own.url, "helpers");
    await seeBoth.waitFor();
    await visit(page, own.url, "home");
    await seeBoth.click();
    await main.getByRole("button", { name: "Put it away" }).click();
    await main.getByText("tell one and the same history").waitFor();
    await context.close();
    assertQuiet();
  });
}

test("a device without room for the evidence shows it all the same", async () => {
  const { page, context } = await openProfile(browser, own.url);
  await page.addInitScript(() => {
    const write = Storage.prototype.setItem;
    Storage.prototype.setItem = function (name, value) {
      if (name.startsWith("folkmoot-alarm-")) throw new DOMException("", "QuotaExceededError");
      write.call(this, name, value);
    };
  });
  await visit(page, own.url, "home");
  await page.getByRole("heading", { level: 1, name: "Two histories" }).waitFor();
  await page.getByRole("main").getByText("What another node shows").waitFor();
  await context.close();
});

test("a node that tells the same history raises no alarm", async () => {
  const { page, context } = await openProfile(browser, other.url);
  await visit(page, other.url, "home");
  await page.locator("p:visible", { hasText: "Checked on this device." }).first().waitFor();
  await visit(page, other.url, "alarm");
  await page.getByText("tell one and the same history").waitFor();
  await context.close();
});

/** The page of a node at a height, as a receipt's link carries it. */
async function pageOf(node: RunningNode, height: number): Promise<string> {
  const block = await node.engine.lightBlock(height);
  assert.ok(block !== undefined);
  return `${height}.${toHex(headerHash(nativeHasher, block.signedHeader.header))}`;
}

test("a receipt's link carries what its giver has verified, and anyone who has the same hears no alarm", async () => {
  const kept = await readFile(join(root, "keys", "Ana.key.json"), "utf8");
  const { seed } = JSON.parse(kept) as { readonly seed: string };
  const signer = seedSigner(Uint8Array.from(Buffer.from(seed, "hex")));
  const client = createClient({ transport: httpTransport(other.url), signer });
  const input = { key: signer.publicKey, uses: 1, until: Date.now() + 86_400_000 };
  const { receipt, problem } = await client.act("membership/invite", input);
  assert.ok(receipt !== undefined, problem?.code);
  const { page, context } = await openProfile(browser, other.url);
  await visit(page, other.url, `why/${receipt.id}`);
  const link = page.getByLabel("Copy the link");
  await page.waitForFunction(() =>
    [...document.querySelectorAll("input")].some(({ value }) => /\.[0-9a-f]{64}$/.test(value)),
  );
  const address = await link.inputValue();
  const [id, carried = ""] = address.split("/").slice(-2);
  assert.equal(id, receipt.id);
  assert.equal(carried, await pageOf(other, Number(carried.split(".")[0])));
  await page.goto(address);
  await page.waitForLoadState("networkidle").catch(() => undefined);
  await visit(page, other.url, "alarm");
  await page.getByText("tell one and the same history").waitFor();
  await context.close();
});

test("a link whose giver has verified another page opens Two histories", async () => {
  const height = Math.min(own.engine.head().height, other.engine.head().height);
  const carried = await pageOf(own, height);
  assert.notEqual(carried, await pageOf(other, height));
  const { page, context, assertQuiet } = await openProfile(browser, other.url);
  await visit(page, other.url, "home");
  await page.locator("p:visible", { hasText: "Checked on this device." }).first().waitFor();
  await page.goto(new URL(`#/why/${"0".repeat(64)}/${carried}`, other.url).href);
  await page.getByRole("heading", { level: 1, name: "Two histories" }).waitFor();
  const main = page.getByRole("main");
  await main.getByText(`names another page ${height} of the record`).waitFor();
  await main.getByText("What the link names").waitFor();
  await main.getByText(carried.split(".")[1] ?? "").waitFor();
  assert.ok((await sideways(page)) <= 0);
  assert.deepEqual(await axeFaults(page), []);
  await context.close();
  assertQuiet();
});
