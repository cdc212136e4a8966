import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import type { Browser, Page } from "playwright-core";
import { axeFaults } from "./axe.ts";
import { launchChromium } from "./chromium.ts";
import type { FileServer } from "./file-server.ts";
import { serveGallery } from "./gallery.ts";
import { contextOf, type Look, looks, picture, sideways } from "./looks.ts";

let server: FileServer;
let browser: Browser;

before(async () => {
  server = await serveGallery();
  browser = await launchChromium();
});

after(async () => {
  await browser.close();
  await server.close();
});

async function opened(look: Look, run: (page: Page) => Promise<void>): Promise<void> {
  const context = await contextOf(browser, look);
  try {
    const page = await context.newPage();
    const faults: string[] = [];
    page.on("pageerror", (error) => faults.push(String(error)));
    page.on("console", (line) => line.type() === "error" && faults.push(line.text()));
    page.on("request", (asked) => {
      if (!asked.url().startsWith(server.address)) faults.push(`asked ${asked.url()}`);
    });
    await page.goto(server.address);
    await page.getByRole("heading", { level: 1 }).waitFor();
    await run(page);
    assert.deepEqual(faults, []);
  } finally {
    await context.close();
  }
}

for (const look of looks) {
  test(`every part is whole and reachable: ${look.name}`, async () => {
    await opened(look, async (page) => {
      await page.locator(".prose").waitFor();
      assert.equal(await sideways(page), 0);
      await picture(page, `gallery-${look.name}`);
      assert.deepEqual(await axeFaults(page), []);
    });
  });
}

const phone = looks[0]!;

test("a button that cannot work says why, can be reached, and does nothing", async () => {
  await opened(phone, async (page) => {
    const send = page.getByRole("button", { name: "Send" });
    await send.focus();
    assert.equal(await send.getAttribute("aria-disabled"), "true");
    const reason = await send.getAttribute("aria-describedby");
    assert.match(
      (await page.locator(`[id="${reason}"]`).textContent()) ?? "",
      /You can vote in the next one/,
    );
  });
});

test("a dialog holds the focus, closes with Escape and gives the focus back", async () => {
  await opened(phone, async (page) => {
    const ask = page.getByRole("button", { name: "Pay Kofi" });
    await ask.focus();
    await page.keyboard.press("Enter");
    await page.getByRole("dialog").waitFor();
    assert.deepEqual(await axeFaults(page), []);
    await page.keyboard.press("Escape");
    await page.getByRole("dialog").waitFor({ state: "hidden" });
    assert.equal(await ask.evaluate((element) => element === document.activeElement), true);
  });
});

test("a member's text loads no picture, runs no script and keeps only safe links", async () => {
  await opened(phone, async (page) => {
    const html = await page.locator(".prose").innerHTML();
    assert.match(html, /<strong>every Tuesday<\/strong>/);
    assert.doesNotMatch(html, /<img|<script|javascript:/);
    assert.match(html, /rel="noopener noreferrer nofollow ugc"/);
  });
});

test("every target is at least 44 pixels high", async () => {
  await opened(phone, async (page) => {
    const small = await page.evaluate(() =>
      [...document.querySelectorAll("button, summary, .place, .choice, .input, .button")]
        .filter((each) => each.getBoundingClientRect().height > 0)
        .filter((each) => each.getBoundingClientRect().height < 43.9)
        .map((each) => each.outerHTML.slice(0, 80)),
    );
    assert.deepEqual(small, []);
  });
});
